import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Field } from "../../../ui/Field";
import { Banner } from "../../../ui/pieces";
import { tell } from "../../../ui/toasts";

interface Props {
  made: { key: string };
  /** What has to be kept beside it. */
  more?: ReactNode;
  onClose: () => void;
}

/** A new key's secret, which nothing shows again. It is closed by a button that says so, not by the way. */
export function ShownOnce({ made, more, onClose }: Props) {
  const { t } = useTranslation("settings");
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.key);
      setCopied(true);
      tell(t("told.copied"));
    } catch {
      document.querySelector<HTMLInputElement>("#made-key input")?.select();
    }
  };
  return (
    <Dialog
      title={t("key.made")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => void copy()} {...(isCopied && { icon: "check" })}>
            {t("copy")}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t("key.kept")}
          </Button>
        </>
      }
    >
      <Banner mood="warn">{t("key.once")}</Banner>
      <div id="made-key">
        <Field
          label={t("column.key")}
          className="input mono"
          dir="ltr"
          readOnly
          value={made.key}
          onFocus={(event) => event.target.select()}
        />
      </div>
      {more}
    </Dialog>
  );
}
