import { useTranslation } from "react-i18next";
import { relative } from "../../../format/times";
import { localeOf } from "../../../i18n/languages";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { type Key, revokeKey } from "./api";

/** Ends a key for good, and says when it was needed last. */
export function Revoking({ of, onClose }: { of: Key; onClose: () => void }) {
  const { t, i18n } = useTranslation("settings");
  const name = of.name || of.prefix;
  const act = useDone("keys", () => revokeKey(of.id));
  const last = of.last_used_at
    ? t("revoke-key.used", {
        time: relative(localeOf(i18n.language), Date.parse(of.last_used_at), Date.now()),
      })
    : t("revoke-key.unused");
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.key-revoked", { name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("revoke-key.title", { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("revoke-key.keep")}</Button>
          <Button kind="danger" busy={act.isPending} onClick={go}>
            {t("revoke-key")}
          </Button>
        </>
      }
    >
      {last} {t("revoke-key.text")}
    </Dialog>
  );
}
