import type { Core, PanelSide } from "./core";
import { fetchPanel } from "./pieces";

type Act = "show" | "prepare" | "identify";

interface Hooks {
  core: Core;
  signal: AbortSignal;
  /** The piece could not be fetched; the next sign tries again. */
  failed(): void;
}

/** The panel's piece, which comes on the first sign that it is wanted. */
export function createLazyPanel({ core, signal, failed }: Hooks) {
  let side: PanelSide | null = null;
  let coming: Promise<PanelSide> | null = null;

  async function load(): Promise<PanelSide> {
    const { createPanelSide } = await fetchPanel(core.settings().host);
    side = createPanelSide(core);
    return side;
  }

  async function act<N extends Act>(name: N, ...given: Parameters<PanelSide[N]>): Promise<void> {
    // Telling who the shopper is wants no chat yet.
    if (name !== "identify") core.seat.frame();
    try {
      coming ??= load();
      const loaded = await coming;
      if (!signal.aborted) (loaded[name] as (...all: unknown[]) => void)(...given);
    } catch {
      coming = null;
      failed();
    }
  }

  return { act, now: () => side, isOpen: () => side?.isOpen() === true };
}
