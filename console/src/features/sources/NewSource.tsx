import "./sources.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Head } from "../../ui/pieces";
import { Refusal } from "../../ui/Refusal";
import { tell } from "../../ui/toasts";
import { useUrlState } from "../../ui/urlState";
import { useForm } from "../../ui/useForm";
import { connect, detect, kindsQuery, readNow, sourcesQuery, tryOut, type Wanted } from "./api";
import { FormFields, valuesOf } from "./FormFields";
import { iconOf } from "./kinds";
import { Samples } from "./Samples";
import type { Detected, Kind, Tried } from "./types";

/** Adding a source: by the shop's address, or by choosing a kind; tried before anything is stored. */
export default function NewSource() {
  const { t } = useTranslation("sources");
  const { store } = useParams({ strict: false }) as { store: string };
  const kinds = useQuery(kindsQuery(store));
  const [kind, setKind] = useUrlState<string>("kind", "");
  const [address, setAddress] = useUrlState<string>("address", "");
  return (
    <Answered query={kinds} about={t("kinds")}>
      {(found) => {
        const chosen = found.find((one) => one.kind === kind);
        return chosen ? (
          <Connecting key={kind} store={store} kind={chosen} address={address} />
        ) : (
          <Choosing
            store={store}
            kinds={found}
            address={address}
            onChoose={(name, at) => {
              setAddress(at);
              setKind(name);
            }}
          />
        );
      }}
    </Answered>
  );
}

interface ChoosingProps {
  store: string;
  kinds: readonly Kind[];
  address: string;
  onChoose: (kind: string, address: string) => void;
}

function Choosing({ store, kinds, address, onChoose }: ChoosingProps) {
  const { t } = useTranslation("sources");
  const [found, setFound] = useState<{ address: string; items: readonly Detected[] }>();
  const form = useForm(async ({ address: at = "" }) =>
    setFound({ address: at, items: await detect(store, at) }),
  );
  const titleOf = (name: string) => kinds.find((one) => one.kind === name)?.title ?? name;
  return (
    <>
      <Link className="link hit" to={`/s/${store}/sources`}>
        {t("all")}
      </Link>
      <Head more={t("new.text")}>{t("new")}</Head>
      <form className="addr" onSubmit={form.onSubmit}>
        <Refusal problem={form.problem} />
        <Field
          label={t("address")}
          name="address"
          inputMode="url"
          placeholder="https://shop.example"
          defaultValue={address}
          required
        />
        <Button kind="primary" type="submit" busy={form.busy}>
          {t("detect")}
        </Button>
      </form>
      {found && (
        <section aria-live="polite">
          <h3 className="h2">{found.items.length ? t("found") : t("found.none")}</h3>
          <ul className="kinds">
            {found.items.map((one) => (
              <li key={one.kind}>
                <KindCard
                  kind={one.kind}
                  title={titleOf(one.kind)}
                  text={one.evidence}
                  onChoose={() => onChoose(one.kind, found.address)}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <h3 className="h2">{t("kinds")}</h3>
      <ul className="kinds">
        {kinds.map((one) => (
          <li key={one.kind}>
            <KindCard
              kind={one.kind}
              title={one.title}
              text={one.summary}
              onChoose={() => onChoose(one.kind, address)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function KindCard({
  kind,
  title,
  text,
  onChoose,
}: {
  kind: string;
  title: string;
  text: string;
  onChoose: () => void;
}) {
  return (
    <button type="button" className="kind" onClick={onChoose}>
      <span className="ico">
        <Icon name={iconOf(kind)} />
      </span>
      <span>
        <b>{title}</b>
        <small>{text}</small>
      </span>
    </button>
  );
}

/** The form that a kind asks for. Test shows the first items; Connect stores it and begins to read. */
function Connecting({ store, kind, address }: { store: string; kind: Kind; address: string }) {
  const { t } = useTranslation("sources");
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
      <Head more={kind.summary}>{t("new.of", { kind: kind.title })}</Head>
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
          part="options"
          schema={kind.form.options}
          given={address ? { address } : {}}
          fault={form.fault}
        />
        <FormFields
          part="credentials"
          schema={kind.form.credentials}
          given={{}}
          fault={form.fault}
        />
        <div className="row">
          <Button type="submit" busy={form.busy && !adding} onClick={() => setAdding(false)}>
            {t("test")}
          </Button>
          <Button
            type="submit"
            kind="primary"
            busy={form.busy && adding}
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
