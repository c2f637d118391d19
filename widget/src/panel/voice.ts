import type { ToFrame } from "../bridge/protocol";

/** Where the build put the voice piece, below the server's static files. */
declare const __VOICE__: string;

type Piece = typeof import("../voice/recognition");

/** Listens on the page for the frame; the piece that can is fetched on the first press. */
export function createVoice(host: string, send: (message: ToFrame) => unknown) {
  let end: (() => void) | null = null;
  let wanted = false;

  const heard = (text: string, state: string) => send({ type: "heard", text, state });

  async function begin(language: string): Promise<void> {
    try {
      const piece = (await import(/* @vite-ignore */ `${host}/static/${__VOICE__}`)) as Piece;
      if (!wanted) return;
      end = await piece.recognise(language, heard);
      if (!wanted) end();
    } catch {
      heard("", "failed");
    }
  }

  function listen(on: boolean, language: string): void {
    wanted = on;
    if (on) void begin(language);
    else end?.();
  }

  return { listen, stop: () => listen(false, "") };
}
