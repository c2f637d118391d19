import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Dialog } from "../../../../ui/Dialog";
import { tell } from "../../../../ui/toasts";
import { useDone } from "../../useDone";
import { type Domain, removeDomain } from "../api";

interface Props {
  connection: string;
  domain: Domain;
  onClose: () => void;
}

/** Takes a domain from a single sign-on; its proof has to be made anew to come back. */
export function RemovingDomain({ connection, domain, onClose }: Props) {
  const { t } = useTranslation("settings/security");
  const name = domain.domain;
  const act = useDone("security", () => removeDomain(connection, name));
  const go = () =>
    act.mutate(undefined, {
      onSuccess: () => {
        tell(t("told.domain-removed", { name }));
        onClose();
      },
    });
  return (
    <Dialog
      title={t("domain.remove.title", { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="danger" busy={act.isPending} onClick={go}>
            {t("domain.remove")}
          </Button>
        </>
      }
    >
      <p>{t(domain.verified_at ? "domain.remove.text" : "domain.remove.unproven")}</p>
    </Dialog>
  );
}
