import { useTranslation } from "react-i18next";
import { Asking } from "../../../ui/Asking";
import { type Belonging, leaveOrganization, useDone } from "../api";

/** Ends one's membership; another invitation is the way back. */
export function Leaving({ of, onClose }: { of: Belonging; onClose: () => void }) {
  const { t } = useTranslation("account");
  const leave = useDone(() => leaveOrganization(of.id));
  return (
    <Asking
      title={t("organization.leave.title", { name: of.name })}
      keep={t("organization.stay")}
      verb={t("organization.leave")}
      act={leave}
      told={t("organization.left", { name: of.name })}
      onClose={onClose}
    >
      <p>{t("organization.leave.text")}</p>
    </Asking>
  );
}
