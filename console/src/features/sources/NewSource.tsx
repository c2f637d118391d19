import "./sources.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Empty, Head } from "../../ui/pieces";
import { Refusal } from "../../ui/Refusal";
import { tell } from "../../ui/toasts";
import { useUrlState } from "../../ui/urlState";
import { useForm } from "../../ui/useForm";
import { connect, kindsQuery, readNow, sourcesQuery, tryOut, type Wanted } from "./api";
import { Choosing } from "./Choosing";
import { FormFields, valuesOf } from "./FormFields";
import { Samples } from "./Samples";
import type { Kind, Tried } from "./types";
import { useKindWords } from "./useKindWords";

/** Adding a source: by the shop's address, or by choosing a kind; tried before anything is stored. */
export default function NewSource() {
  const { t } = useTranslation("sources");
  const { store } = useParams({ strict: false }) as { store: string };
  const kinds = useQuery(kindsQuery(store));
  const [kind, setKind] = useUrlState<string>("kind", "");
  const [address, setAddress] = useUrlState<string>("address", "");
  if (!useRights(store)("sources.write"))
    return <Empty title={t("barred")}>{t("barred.text")}</Empty>;
  return (
    <Answered query={kinds} about={t("kinds")}>
      {(found) => {
        const chosen = found.find((one) => one.kind === kind);
        return chosen ? (
          <Connecting key={kind} store={store} kind={chosen} address={address} />
        ) : (
          <>
            <Link className="link hit" to={`/s/${store}/sources`}>
              {t("all")}
            </Link>
            <Head more={t("new.text")}>{t("new")}</Head>
            <Choosing
              store={store}
              kinds={found}
              address={address}
              onChoose={(name, at) => {
                setAddress(at);
                setKind(name);
              }}
            />
          </>
        );
      }}
    </Answered>
  );
}

/** The form that a kind asks for. Test shows the first items; Connect stores it and begins to read. */
function Connecting({ store, kind, address }: { store: string; kind: Kind; address: string }) {
  const { t } = useTranslation("sources");
  const words = useKindWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [tried, setTried] = useState<Tried>();
  const [, setKind] = useUrlState<string>("kind", "");
  const [adding, setAdding] = useState(false);
  const form = useForm(async (fields) => {
    const wanted = wantedOf(kind, fields);
    if (!adding) return setTried(await tryOut(store, wanted));
    const made = await connect(store, wanted);
    // Read now: whoever connects a source waits for it. If that is refused, its schedule reads it a little later.
    await readNow(store, made.id).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: sourcesQuery(store).queryKey });
    tell(t("told.connect", { name: made.name }));
    await navigate({ to: `/s/${store}/sources/${made.id}` });
  });
  return (
    <>
      <Button kind="quiet" onClick={() => setKind(undefined)}>
        {t("new.other")}
      </Button>
      <Head more={words.text(kind.kind, kind.summary)}>
        {t("new.of", { kind: words.title(kind.kind, kind.title) })}
      </Head>
      <form onSubmit={form.onSubmit} className="connect">
        <Refusal problem={form.problem} />
        <Field
          label={t("name")}
          name="name"
          defaultValue={hostOf(address)}
          maxLength={200}
          required
        />
        <FormFields
          kind={kind.kind}
          part="options"
          schema={kind.form.options}
          given={address ? { address } : {}}
          fault={form.fault}
        />
        <FormFields
          kind={kind.kind}
          part="credentials"
          schema={kind.form.credentials}
          given={{}}
          fault={form.fault}
        />
        <div className="row">
          <Button
            type="submit"
            busy={form.busy && !adding}
            disabled={form.busy}
            onClick={() => setAdding(false)}
          >
            {t("test")}
          </Button>
          <Button
            type="submit"
            kind="primary"
            busy={form.busy && adding}
            disabled={form.busy}
            onClick={() => setAdding(true)}
          >
            {t("connect")}
          </Button>
        </div>
      </form>
      {tried && <Samples tried={tried} />}
    </>
  );
}

function wantedOf(kind: Kind, fields: Readonly<Record<string, string>>): Wanted {
  return {
    kind: kind.kind,
    name: fields.name ?? "",
    options: valuesOf("options", kind.form.options, fields),
    credentials: valuesOf("credentials", kind.form.credentials, fields),
  };
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return "";
  }
}
