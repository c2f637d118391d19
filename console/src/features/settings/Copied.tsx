import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { tell } from "../../ui/toasts";

/** A value that has to be taken elsewhere as it is, letter by letter. name: what it is, for the button. */
export function Copied({ value, name }: { value: string; name: string }) {
  const { t } = useTranslation("settings");
  const shown = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      tell(t("told.copied"));
    } catch {
      // Without leave to write there, it is picked out for the hand.
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
    }
  };
  return (
    <span className="copied">
      <bdi className="mono" ref={shown}>
        {value}
      </bdi>
      <Button small aria-label={t("copy.of", { name })} onClick={() => void copy()}>
        {t("copy.it")}
      </Button>
    </span>
  );
}
