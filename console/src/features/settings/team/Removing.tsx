import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Asking } from "../../../ui/Asking";
import { Check } from "../../../ui/Field";
import { useDone } from "../useDone";
import { type Member, remove } from "./api";

/** Takes somebody out of the organization; their account stays theirs. */
export function Removing({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const [adopt, setAdopt] = useState(false);
  const name = member.name || member.email;
  const act = useDone("team", () => remove(member.id, adopt ? "adopt" : "end"));
  return (
    <Asking
      title={t("remove.title", { name })}
      keep={t("remove.keep")}
      verb={t("remove.go", { name })}
      act={act}
      told={t("told.removed", { name })}
      onClose={onClose}
    >
      <p>{t("remove.text")}</p>
      <Check
        label={t("remove.adopt")}
        help={t("remove.adopt.help")}
        checked={adopt}
        onChange={(event) => setAdopt(event.target.checked)}
      />
    </Asking>
  );
}
