import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Dialog } from "../../../../ui/Dialog";
import { tell } from "../../../../ui/toasts";
import { useDone } from "../../useDone";
import { type Connection, switchConnection } from "../api";

/** on, off: whether it works. only, beside: whether it is the only way in, or one of several. */
export type Turn = "on" | "off" | "only" | "beside";

interface Props {
  of: Connection;
  to: Turn;
  onClose: () => void;
}

/** Switches a single sign-on, after saying whom it keeps out and how an owner still comes in. */
export function Switching({ of, to, onClose }: Props) {
  const { t } = useTranslation("settings/security");
  const act = useDone("security", () => switchConnection(of.id, to !== "off", to === "only"));
  const proven = of.domains.filter((one) => one.verified_at).map((one) => one.domain);
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t(`told.${to}`, { name: of.name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t(`turn.${to}.title`, { name: of.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button
            kind={to === "off" || to === "only" ? "danger" : "primary"}
            busy={act.isPending}
            onClick={go}
          >
            {t(`turn.${to}`)}
          </Button>
        </>
      }
    >
      <p>{t(`turn.${to}.text`, { domains: proven.join(", ") })}</p>
      {to === "only" && <Cautions />}
    </Dialog>
  );
}

/** How not to lock oneself out. */
function Cautions() {
  const { t } = useTranslation("settings/security");
  return (
    <ul className="cautions">
      <li>{t("caution.test")}</li>
      <li>{t("caution.owner")}</li>
      <li>{t("caution.machine")}</li>
    </ul>
  );
}
