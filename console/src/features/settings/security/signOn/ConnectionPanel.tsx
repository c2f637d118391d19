import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../../ui/pieces";
import { Copied } from "../../Copied";
import type { Connection } from "../api";
import { ConnectionMenu } from "./ConnectionMenu";
import { Domains } from "./Domains";
import { RoleSummary } from "./RoleSummary";

/** One single sign-on: how it stands, what the other side has to know of us, and the domains it speaks for. */
export function ConnectionPanel({ of }: { of: Connection }) {
  const { t } = useTranslation("settings/security");
  const id = useId();
  return (
    <section className="panel connection" aria-labelledby={id}>
      <header>
        <h3 className="b grow" id={id}>
          {of.name} <Badge>{t(`kind.${of.kind}`)}</Badge> <State of={of} />
        </h3>
        <ConnectionMenu of={of} />
      </header>
      <Facts of={of} />
      <RoleSummary of={of} />
      <Domains of={of} />
    </section>
  );
}

function State({ of }: { of: Connection }) {
  const { t } = useTranslation("settings/security");
  if (!of.enabled) return <Badge mood="warn">{t("state.off")}</Badge>;
  return <Badge mood="good">{t(of.required ? "state.only" : "state.on")}</Badge>;
}

function Facts({ of }: { of: Connection }) {
  const { t } = useTranslation("settings/security");
  const ours: (readonly [string, string])[] =
    of.kind === "oidc"
      ? [[t("our.callback"), of.our_callback]]
      : [
          [t("our.entity"), of.our_entity_id],
          [t("our.acs"), of.our_acs],
        ];
  return (
    <dl className="facts">
      <div>
        <dt>{t("theirs")}</dt>
        <dd>
          <bdi className="mono">{of.kind === "oidc" ? of.issuer : of.entity_id}</bdi>
        </dd>
      </div>
      {ours.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Copied value={value} name={name} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
