import { useEffect, useState } from "preact/hooks";
import { useKit } from "./context";

const SLOW_AFTER_MS = 8_000;
const VERY_SLOW_AFTER_MS = 20_000;

type Pace = "fresh" | "slow" | "very-slow";

function usePace(onSlow: () => void): Pace {
  const [pace, setPace] = useState<Pace>("fresh");
  useEffect(() => {
    const slow = setTimeout(() => {
      setPace("slow");
      onSlow();
    }, SLOW_AFTER_MS);
    const verySlow = setTimeout(() => setPace("very-slow"), VERY_SLOW_AFTER_MS);
    return () => {
      clearTimeout(slow);
      clearTimeout(verySlow);
    };
  }, [onSlow]);
  return pace;
}

/** One line that changes in place while there is nothing to read yet. */
export function StatusLine({ status }: { status: string | null }) {
  const { wording, actions, announcer, openPerson } = useKit();
  const { t } = wording;
  const pace = usePace(announcer.slow);
  const text = pace === "fresh" ? (status ?? t("looking")) : t("stillLooking");
  return (
    <div class="aw-status">
      <p>
        <span class="aw-pulse" aria-hidden="true" />
        {text}
      </p>
      {pace === "very-slow" && (
        <div class="aw-acts">
          <button type="button" class="aw-btn" onClick={actions.stop}>
            {t("stopShort")}
          </button>
          {openPerson && (
            <button
              type="button"
              class="aw-btn"
              onClick={(event) => openPerson(event.currentTarget)}
            >
              {t("askPerson")}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
