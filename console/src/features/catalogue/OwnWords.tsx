import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { tellProblem } from "../../problems/said";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Banner } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { overridesQuery, useSaying, type Wishes } from "./editing";
import { Pictures } from "./Pictures";
import type { Overrides } from "./types";
import { WordRow } from "./WordRow";
import { attributeOf, wordsOf } from "./words";

/** What a product says, field by field: the merchant's word beside the source's, edited in place. */
export function OwnWords({ store, product }: { store: string; product: string }) {
  const { t } = useTranslation("catalogue");
  return (
    <Answered query={useQuery(overridesQuery(store, product))} about={t("about.one")}>
      {(found) => <Words store={store} found={found} />}
    </Answered>
  );
}

function Words({ store, found }: { store: string; found: Overrides }) {
  const { t } = useTranslation("catalogue");
  const may = useRights(store)("catalog.write");
  const { product } = found;
  const saying = useSaying(store, product.id);
  const say: Say = (wishes, base) => saying.mutateAsync({ wishes, ...(base && { base }) });
  return (
    <section aria-label={t("own")}>
      {!may && <p className="muted">{t("own.barred")}</p>}
      <Hidden found={found} may={may} say={say} />
      <dl className="cat-words">
        {wordsOf(found).map((word) => (
          <WordRow key={word.field} found={found} word={word} may={may} say={say} />
        ))}
      </dl>
      {may && <NewAttribute say={say} />}
      <Pictures found={found} may={may} say={say} />
      <p className="muted">
        {t("as-of")} <Time when={product.as_of ?? product.updated_at} />
      </p>
    </section>
  );
}

/** base: what was shown when the wishes were written. */
export type Say = (wishes: Wishes, base?: Overrides) => Promise<Overrides>;

interface PartProps {
  found: Overrides;
  may: boolean;
  say: Say;
}

function Hidden({ found, may, say }: PartProps) {
  const { t } = useTranslation("catalogue");
  const hidden = found.product.hidden;
  const turn = async (hide: boolean) => {
    try {
      const now = await say(hide ? { set: { hidden: true } } : { take_back: ["hidden"] });
      tell(t(now.product.hidden ? "hidden.done" : "hidden.undone"));
    } catch (error) {
      void tellProblem(error, t("own.unsaved"));
    }
  };
  const button = may && (
    <Button small onClick={() => turn(!hidden)}>
      {t(hidden ? "hidden.show" : "hidden.hide")}
    </Button>
  );
  if (!hidden) return button ? <div className="cat-acts">{button}</div> : null;
  return (
    <Banner mood="warn" title={t("hidden")} action={button}>
      <p>{t("hidden.text")}</p>
    </Banner>
  );
}

function NewAttribute({ say }: { say: Say }) {
  const { t } = useTranslation("catalogue");
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [fault, setFault] = useState<string>();
  const field = attributeOf(name);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!field || !value.trim()) return setFault(t("attribute.needs"));
    try {
      await say({ set: { [field]: value.trim() } });
      setName("");
      setValue("");
      setFault(undefined);
    } catch (error) {
      setFault(asProblem(error).detail || t("own.unsaved"));
    }
  };
  return (
    <details className="cat-new">
      <summary>{t("attribute.add")}</summary>
      <form onSubmit={add}>
        <Field
          label={t("attribute.name")}
          value={name}
          maxLength={180}
          fault={fault}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={t("attribute.value")}
          value={value}
          maxLength={1000}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="submit">{t("attribute.go")}</Button>
      </form>
    </details>
  );
}
