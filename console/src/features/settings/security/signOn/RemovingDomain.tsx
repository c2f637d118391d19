import { useTranslation } from "react-i18next";
import { Asking } from "../../../../ui/Asking";
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
  return (
    <Asking
      title={t("domain.remove.title", { name })}
      keep={t("keep")}
      verb={t("domain.remove")}
      act={act}
      told={t("told.domain-removed", { name })}
      onClose={onClose}
    >
      <p>{t(domain.verified_at ? "domain.remove.text" : "domain.remove.unproven")}</p>
    </Asking>
  );
}
