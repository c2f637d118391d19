import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { Banner } from "../../ui/pieces";
import { situationOf } from "./api";
import { Checked } from "./Checked";
import { Passages } from "./Passages";
import { useSituationWords } from "./situations";
import type { Trace } from "./types";
import type { Bar } from "./waterfall";

interface Props {
  trace: Trace;
  bar: Bar | undefined;
}

/** One step: what it was given, what came of it, what failed. */
export function StepDetail({ trace, bar }: Props) {
  const { t } = useTranslation("answers");
  if (!bar) return null;
  return (
    <section className="step" aria-labelledby="step">
      <h3 className="h2" id="step">
        {t(`step.${bar.name}`)}
      </h3>
      {bar.error && <Banner mood="bad" title={t("step.failed", { code: bar.error })} />}
      <Detail trace={trace} name={bar.name} />
    </section>
  );
}

function Detail({ trace, name }: { trace: Trace; name: string }) {
  if (name === "find") return <Found trace={trace} />;
  if (name === "photo" || name === "describe") return <Looked trace={trace} />;
  if (name === "write") return <Written trace={trace} />;
  if (name === "check") return <Checked claims={trace.claims} />;
  return <Query trace={trace} />;
}

function Query({ trace }: { trace: Trace }) {
  const { t } = useTranslation("answers");
  const { asked, searched, filters } = trace.query as {
    asked?: string;
    searched?: string;
    filters?: readonly string[];
  };
  return (
    <dl className="kv">
      <dt>{t("query.asked")}</dt>
      <dd dir="auto">{asked}</dd>
      <As trace={trace} />
      <dt>{t("query.searched")}</dt>
      <dd dir="auto">{searched}</dd>
      {!!filters?.length && (
        <>
          <dt>{t("query.where")}</dt>
          <dd dir="auto">{filters.join(", ")}</dd>
        </>
      )}
    </dl>
  );
}

/** As whom staff had it asked; a shopper's own question has nothing of it. */
function As({ trace }: { trace: Trace }) {
  const { t } = useTranslation("answers");
  const tell = useSituationWords();
  const as = trace.query.as as { basket?: readonly { id: string; title: string }[] } | undefined;
  if (!as) return null;
  return (
    <>
      <dt>{t("query.as")}</dt>
      <dd>{tell(situationOf(trace))}</dd>
      {!!as.basket?.length && (
        <>
          <dt>{t("query.basket")}</dt>
          <dd dir="auto">{as.basket.map((one) => one.title).join(", ")}</dd>
        </>
      )}
    </>
  );
}

interface Photo {
  embedder: string;
  nearest: number;
  alike: number;
  described: { model: string; words: string } | null;
}

/** What a photo was compared with, and what a model said that it shows. */
function Looked({ trace }: { trace: Trace }) {
  const { t } = useTranslation("answers");
  const { count } = useNumbers();
  const photo = trace.query.photo as Photo | undefined;
  if (!photo) return null;
  return (
    <dl className="kv">
      <dt>{t("photo.by")}</dt>
      <dd>{photo.embedder}</dd>
      <dt>{t("photo.nearest")}</dt>
      <dd>{count(photo.nearest)}</dd>
      <dt>{t("photo.alike")}</dt>
      <dd>{count(photo.alike)}</dd>
      {photo.described && (
        <>
          <dt>{t("photo.seen")}</dt>
          <dd dir="auto">
            {photo.described.words} ({photo.described.model})
          </dd>
        </>
      )}
    </dl>
  );
}

function Found({ trace }: { trace: Trace }) {
  const { t } = useTranslation("answers");
  const words = String(trace.query.searched ?? "").match(/[\p{L}\p{N}]{5,}/gu) ?? [];
  return (
    <>
      <Query trace={trace} />
      {trace.degraded.length > 0 && (
        <Banner mood="warn" title={t("degraded", { what: trace.degraded.join(", ") })} />
      )}
      <Passages passages={trace.passages} products={trace.products} words={words} />
    </>
  );
}

/** What a model was told, part by part. Long ones stay folded until they are opened. */
function Written({ trace }: { trace: Trace }) {
  const { t } = useTranslation("answers");
  const { count } = useNumbers();
  if (trace.prompts.length === 0) return <p className="muted">{t("no-model")}</p>;
  return (
    <>
      {trace.prompts.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts do not change places
        <details key={at} className="prompt-part">
          <summary>
            <span className="grow">{t(`part.${one.part}`)}</span>
            <small>{t("tokens", { count: one.tokens, shown: count(one.tokens) })}</small>
          </summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
          <pre dir="auto" tabIndex={0}>
            {one.text}
          </pre>
        </details>
      ))}
    </>
  );
}
