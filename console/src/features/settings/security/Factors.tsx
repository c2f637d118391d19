import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Check } from "../../../ui/Field";
import { Banner } from "../../../ui/pieces";
import { tell } from "../../../ui/toasts";
import { Block } from "../Block";
import { type Role, rolesQuery } from "../team/api";
import { choiceOf } from "../team/roles";
import { useDone } from "../useDone";
import { organizationQuery, requireFactors } from "./api";
import { merged } from "./merging";

interface Props {
  required: readonly string[];
  mayChange: boolean;
}

/** Which roles need a second factor. */
export function Factors({ required, mayChange }: Props) {
  const { t } = useTranslation("settings/security");
  const roles = useQuery(rolesQuery);
  return (
    <Block title={t("factors")} more={t(mayChange ? "factors.more" : "factors.barred")}>
      <Answered query={roles} about={t("factors")}>
        {(found) => (
          <Choice key={required.join()} roles={found} required={required} mayChange={mayChange} />
        )}
      </Answered>
    </Block>
  );
}

function Choice({ roles, required, mayChange }: Props & { roles: readonly Role[] }) {
  const { t } = useTranslation("settings/security");
  const { t: common } = useTranslation("settings");
  const queries = useQueryClient();
  const [picked, setPicked] = useState(required);
  const save = useDone("organization", async () => {
    const now = await queries.fetchQuery({ ...organizationQuery, staleTime: 0 });
    await requireFactors(merged(required, picked, now.security.mfa_roles));
    tell(t("told.factors"));
  });
  const toggle = (name: string, on: boolean) =>
    setPicked(on ? [...picked, name] : picked.filter((one) => one !== name));
  const differs = [...picked].sort().join() !== [...required].sort().join();
  return (
    <>
      <fieldset className="choices" disabled={!mayChange} aria-label={t("factors")}>
        {roles.map((one) => (
          <Check
            key={choiceOf(one)}
            label={one.usual ? common(`role.${one.name}`) : one.name}
            checked={picked.includes(choiceOf(one))}
            onChange={(event) => toggle(choiceOf(one), event.target.checked)}
          />
        ))}
      </fieldset>
      {differs && <OwnFactor added={picked.filter((one) => !required.includes(one))} />}
      {mayChange && (
        <Button
          kind="primary"
          disabled={!differs}
          busy={save.isPending}
          onClick={() => save.mutate(undefined)}
        >
          {t("factors.save")}
        </Button>
      )}
    </>
  );
}

/** Who asks for a second factor and has none is the first to be asked for one. */
function OwnFactor({ added }: { added: readonly string[] }) {
  const { t } = useTranslation("settings/security");
  const hasOne = useSession().second_steps.some((one) => one !== "recovery");
  if (hasOne || !added.length) return null;
  return (
    <Banner mood="warn" title={t("factors.own")}>
      <p>
        {t("factors.own.text")} <a href="/account">{t("factors.own.go")}</a>
      </p>
    </Banner>
  );
}
