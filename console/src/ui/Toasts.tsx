import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { putAway, type Toast, useToasts } from "./toasts";

const SHOWN_MS = 8_000;
const UNDO_MS = 10_000;

/** Results of actions in a corner; they pause while the pointer or the focus is on them. */
export function Toasts() {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  const shown = useToasts().filter((one) => one.shown);
  return (
    <section
      className="toasts"
      aria-label={t("messages")}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div role="status">
        {shown.map((one) => (
          <Shown key={one.id} toast={one} held={held} />
        ))}
      </div>
    </section>
  );
}

function Shown({ toast, held }: { toast: Toast; held: boolean }) {
  const { t } = useTranslation();
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => putAway(toast.id), toast.undo ? UNDO_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, held]);
  const undo = () => {
    putAway(toast.id);
    toast.undo?.();
  };
  return (
    <div className={toast.bad ? "toast bad" : "toast"}>
      <span className="grow">{toast.text}</span>
      {toast.undo && (
        <Button kind="quiet" small onClick={undo}>
          {t("undo")}
        </Button>
      )}
      <Button bare small icon="close" onClick={() => putAway(toast.id)}>
        {t("close")}
      </Button>
    </div>
  );
}
