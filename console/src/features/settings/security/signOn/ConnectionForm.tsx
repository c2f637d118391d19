import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../../../../api/problem";
import { Button } from "../../../../ui/Button";
import { Dialog } from "../../../../ui/Dialog";
import { Field } from "../../../../ui/Field";
import { Segments } from "../../../../ui/pieces";
import { Refusal } from "../../../../ui/Refusal";
import { tell } from "../../../../ui/toasts";
import { useForm } from "../../../../ui/useForm";
import { rolesQuery } from "../../team/api";
import { addConnection, type Connection, changeConnection, connectionsQuery } from "../api";
import { Attributes } from "./Attributes";
import { faultsOf } from "./faults";
import { OidcFields, SamlFields } from "./ProviderFields";
import { Rules } from "./Rules";
import { linesOf, readingOf, wantedConnection } from "./wanted";

const FORM = "connection";
const CONFLICT = "changed_meanwhile";

/** A single sign-on as it is made or changed. of: the one that is changed. */
export function ConnectionForm({ of, onClose }: { of?: Connection; onClose: () => void }) {
  const { t } = useTranslation("settings/security");
  const queries = useQueryClient();
  const [kind, setKind] = useState<Connection["kind"]>(of?.kind ?? "oidc");
  const [rules, setRules] = useState(() => linesOf(of));
  const check = useUnchanged(of);
  const roles = useQuery(rolesQuery).data ?? [];
  const own = new Set(roles.flatMap((one) => one.id ?? []));
  const form = useForm(
    async (fields) => {
      await check();
      const wanted = wantedConnection({ kind, fields, rules, own });
      await (of ? changeConnection(of.id, wanted) : addConnection(wanted));
      void queries.invalidateQueries({ queryKey: ["security"] });
      tell(t(of ? "told.changed" : "told.added", { name: wanted.name }));
      onClose();
    },
    (fields) => {
      const faults = faultsOf(kind, fields, of);
      return Object.fromEntries(Object.entries(faults).map(([name, code]) => [name, t(code)]));
    },
  );
  return (
    <Dialog
      title={of ? t("change.title", { name: of.name }) : t("sign-on.add")}
      onClose={onClose}
      shape="wide"
      actions={
        <>
          <Button onClick={onClose}>{t("keep")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={form.busy}>
            {t(of ? "save" : "sign-on.add")}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={form.onSubmit} noValidate autoComplete="off">
        <Refusal problem={form.problem} words={{ [CONFLICT]: t("conflict") }} />
        {!of && (
          <Segments
            label={t("field.kind")}
            value={kind}
            options={[
              ["oidc", t("kind.oidc")],
              ["saml", t("kind.saml")],
            ]}
            onChange={setKind}
          />
        )}
        <Field
          label={t("field.name")}
          help={t("field.name.help")}
          name="name"
          maxLength={100}
          defaultValue={of?.name}
          fault={form.fault("name")}
        />
        {kind === "oidc" ? <OidcFields of={of} form={form} /> : <SamlFields of={of} form={form} />}
        <Rules of={of} roles={roles} rules={rules} onChange={setRules} />
        <Attributes of={of} saml={kind === "saml"} form={form} />
      </form>
    </Dialog>
  );
}

/** Return a check that nobody saved the connection since it was opened; pressed again, one's own version wins. */
function useUnchanged(of: Connection | undefined): () => Promise<void> {
  const queries = useQueryClient();
  const known = useRef(of && readingOf(of));
  return async () => {
    if (!of) return;
    const found = await queries.fetchQuery({ ...connectionsQuery, staleTime: 0 });
    const now = found.find((one) => one.id === of.id);
    if (!now || readingOf(now) === known.current) return;
    known.current = readingOf(now);
    throw new Problem(409, CONFLICT, "");
  };
}
