import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";

/** New recovery codes, which nothing shows again. */
export function Codes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation("account");
  const text = codes.join("\n");
  return (
    <Dialog
      title={t("codes.keep")}
      onClose={onClose}
      actions={
        <>
          <a
            className="btn second"
            download="aisle-recovery-codes.txt"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          >
            {t("codes.download")}
          </a>
          <Button kind="primary" onClick={onClose}>
            {t("codes.kept")}
          </Button>
        </>
      }
    >
      <p>{t("codes.text")}</p>
      <pre className="shown-once">{text}</pre>
    </Dialog>
  );
}
