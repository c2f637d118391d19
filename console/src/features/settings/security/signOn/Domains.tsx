import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Time } from "../../../../format/Time";
import { Button } from "../../../../ui/Button";
import { Field } from "../../../../ui/Field";
import { Badge } from "../../../../ui/pieces";
import { Refusal } from "../../../../ui/Refusal";
import { tell } from "../../../../ui/toasts";
import { useForm } from "../../../../ui/useForm";
import { Copied } from "../../Copied";
import { useDone } from "../../useDone";
import { addDomain, type Connection, type Domain, verifyDomain } from "../api";
import { RemovingDomain } from "./RemovingDomain";

/** The domains whose addresses a provider speaks for, each with what proves it. */
export function Domains({ of }: { of: Connection }) {
  const { t } = useTranslation("settings/security");
  return (
    <div className="domains">
      <h4 className="b">{t("domains")}</h4>
      {of.domains.length ? (
        <ul>
          {of.domains.map((one) => (
            <li key={one.domain}>
              <Line connection={of.id} domain={one} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">{t("domains.none")}</p>
      )}
      <Adding connection={of.id} />
    </div>
  );
}

function Line({ connection, domain }: { connection: string; domain: Domain }) {
  const { t } = useTranslation("settings/security");
  const name = domain.domain;
  const verify = useDone("security", () => verifyDomain(connection, name));
  const [removing, setRemoving] = useState(false);
  const look = () =>
    verify.mutate(undefined, { onSuccess: () => tell(t("told.verified", { name })) });
  return (
    <>
      <div className="domain">
        <b className="grow">
          <bdi>{name}</bdi>{" "}
          <Badge mood={domain.verified_at ? "good" : "warn"}>
            {t(domain.verified_at ? "domain.proven" : "domain.unproven")}
          </Badge>{" "}
          {domain.verified_at && (
            <small className="muted">
              <Time when={domain.verified_at} />
            </small>
          )}
        </b>
        {!domain.verified_at && (
          <Button
            small
            aria-label={t("domain.verify.of", { name })}
            busy={verify.isPending}
            onClick={look}
          >
            {t("domain.verify")}
          </Button>
        )}
        <Button
          small
          aria-label={t("domain.remove.of", { name })}
          onClick={() => setRemoving(true)}
        >
          {t("domain.remove")}
        </Button>
      </div>
      {!domain.verified_at && <Proof of={domain} />}
      {removing && (
        <RemovingDomain
          connection={connection}
          domain={domain}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}

function Proof({ of }: { of: Domain }) {
  const { t } = useTranslation("settings/security");
  return (
    <dl className="facts">
      <dt>{t("proof.record")}</dt>
      <dd>
        <Copied value={of.record} name={t("proof.record")} />
      </dd>
      <dt>{t("proof.value")}</dt>
      <dd>
        <Copied value={of.proof} name={t("proof.value")} />
      </dd>
      <dt>{t("proof.file")}</dt>
      <dd>
        <Copied value={of.file} name={t("proof.file")} />
      </dd>
    </dl>
  );
}

function Adding({ connection }: { connection: string }) {
  const { t } = useTranslation("settings/security");
  const queries = useQueryClient();
  const form = useForm(
    async ({ domain = "" }) => {
      await addDomain(connection, domain.trim());
      await queries.invalidateQueries({ queryKey: ["security"] });
      document.querySelector<HTMLFormElement>(`#add-${connection}`)?.reset();
    },
    ({ domain = "" }) => (domain.trim() ? {} : { domain: t("fault.domain") }),
  );
  return (
    <form id={`add-${connection}`} className="adding" onSubmit={form.onSubmit} noValidate>
      <Refusal problem={form.problem} />
      <Field
        label={t("field.domain")}
        help={t("field.domain.help")}
        name="domain"
        dir="ltr"
        placeholder="shop.example"
        maxLength={253}
        fault={form.fault("domain")}
      />
      <Button type="submit" busy={form.busy}>
        {t("domain.add")}
      </Button>
    </form>
  );
}
