import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { storesQuery, useSession } from "../../api/session";
import { LANGUAGES } from "../../i18n/languages";
import { Proof } from "../../shell/Proof";
import { Button } from "../../ui/Button";
import { Field, Labelled } from "../../ui/Field";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { Door } from "../account/Door";
import { useWideRights } from "../settings/rights";
import { Deleted } from "./Deleted";
import { forgetKept, keepForm, readKept } from "./kept";
import { addressOf, slugOf } from "./slug";
import { after } from "./steps";

const CURRENCIES = ["GBP", "EUR", "USD", "CHF", "SEK", "DKK", "NOK", "PLN", "CAD", "AUD", "AED"];

/** The first step: the store's address, from which everything else is found. */
export default function NewStore() {
  const { t } = useTranslation(["onboarding", "shell"]);
  const may = useWideRights()("stores.write");
  return (
    <Door title={t(may ? "store" : "store.barred")}>
      <p className="muted">{t(may ? "store.text" : "store.barred.text")}</p>
      {may && <StoreForm />}
      <div className="more">
        {may && <Deleted />}
        <Link className="link hit" to={may ? "/s" : "/account"}>
          {may ? t("back") : t("account", { ns: "shell" })}
        </Link>
      </div>
      <Proof />
    </Door>
  );
}

function StoreForm() {
  const { t, i18n } = useTranslation("onboarding");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const kept = readKept("store");
  const { organizations } = useSession();
  const current = organizations.find((one) => one.current);
  const form = useForm(async ({ address = "", name = "", currency = "EUR", language = "en" }) => {
    const site_url = addressOf(address);
    const body = { slug: slugOf(name), name, currency, language, site_url: site_url ?? null };
    const made = await answer(api.POST("/api/v1/stores", { body }));
    await queries.invalidateQueries({ queryKey: storesQuery.queryKey });
    forgetKept("store");
    await navigate({ href: after("store", made.slug) });
  });
  return (
    <form onSubmit={form.onSubmit} onChange={(event) => keepForm("store", event.currentTarget)}>
      <Refusal problem={form.problem} words={{ slug_taken: t("store.taken") }} />
      <Field
        label={t("address")}
        name="address"
        inputMode="url"
        placeholder="https://shop.example"
        help={t("address.help")}
        defaultValue={kept.address}
      />
      <Field
        label={t("name")}
        name="name"
        defaultValue={kept.name ?? current?.name}
        maxLength={200}
        required
        fault={form.fault("name")}
      />
      <Labelled label={t("currency")}>
        {(attributes) => (
          <select {...attributes} name="currency" defaultValue={kept.currency ?? "EUR"}>
            {CURRENCIES.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t("language")}>
        {(attributes) => (
          <select {...attributes} name="language" defaultValue={kept.language ?? i18n.language}>
            {Object.entries(LANGUAGES).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Button kind="primary" type="submit" className="wide" busy={form.busy}>
        {t("go-on")}
      </Button>
    </form>
  );
}
