import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { usePage } from "../../ui/windowed";
import { highlighted, namesOf } from "./pieces";
import type { Passage, Trace } from "./types";

const ROW_PX = 92;

interface Row {
  id: string;
  text: string;
  source: string;
  scores: Passage["scores"];
  used: boolean;
  why: string | null;
  /** Fields in which the merchant's own words stand in place of the source's. */
  own: readonly string[];
}

interface Props {
  passages: readonly Passage[];
  products: Trace["products"];
  words: readonly string[];
}

/** What was found with its scores, those that were used first; over a hundred rows only those in view are drawn. */
export function Passages({ passages, products, words }: Props) {
  const { t } = useTranslation("answers");
  const rows = useRows(passages, products);
  const scroller = useRef<HTMLDivElement>(null);
  const page = usePage(rows.length, scroller, ROW_PX);
  if (rows.length === 0) return <p className="muted">{t("found.none")}</p>;
  return (
    <>
      <p className="faint small">{t("found", { count: rows.length })}</p>
      <div ref={scroller} className={page.all ? undefined : "scroller"}>
        <table className="psg" aria-rowcount={rows.length + 1}>
          <caption className="vh">{t("step.find")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("column.passage")}</th>
              <th scope="col" className="r opt">
                {t("column.meaning")}
              </th>
              <th scope="col" className="r opt">
                {t("column.words")}
              </th>
              <th scope="col" className="r">
                {t("column.rank")}
              </th>
              <th scope="col" className="r">
                {t("column.used")}
              </th>
            </tr>
          </thead>
          <tbody>
            {page.before > 0 && <tr style={{ blockSize: page.before }} />}
            {rows.slice(page.from, page.to).map((one) => (
              <Line key={one.id} row={one} words={words} />
            ))}
            {page.after > 0 && <tr style={{ blockSize: page.after }} />}
          </tbody>
        </table>
      </div>
    </>
  );
}

function useRows(passages: readonly Passage[], products: Trace["products"]): readonly Row[] {
  const { t } = useTranslation("answers");
  return [
    ...passages.map((one) => ({
      id: one.chunk_id,
      text: one.text,
      source: [one.title, ...one.section].join(" › "),
      scores: one.scores,
      used: one.used,
      why: one.why_not,
      own: [],
    })),
    ...products.map((one) => ({
      id: one.id,
      text: one.title,
      source: t("from.catalogue"),
      scores: one.scores,
      used: one.used,
      why: null,
      own: one.overridden,
    })),
  ].sort((a, b) => Number(b.used) - Number(a.used) || b.scores.rank - a.scores.rank);
}

function Line({ row, words }: { row: Row; words: readonly string[] }) {
  const { t, i18n } = useTranslation("answers");
  const score = (value: number | null) =>
    value === null
      ? "–"
      : new Intl.NumberFormat(i18n.language, {
          minimumFractionDigits: 2,
          maximumFractionDigits: 2,
        }).format(value);
  return (
    <tr className={row.used ? "used" : "no"}>
      <td>
        <span className="words" dir="auto">
          {highlighted(row.text, words).map((piece, at) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces do not change places
            at % 2 ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
          )}
        </span>
        <span className="src">{row.source}</span>
        {row.why && <span className="src">{t(`why.${row.why}`)}</span>}
        {row.own.length > 0 && (
          <span className="src">
            {t("own", { fields: namesOf(row.own, (name) => t(`own.${name}`)).join(", ") })}
          </span>
        )}
      </td>
      <td className="r opt">{score(row.scores.meaning)}</td>
      <td className="r opt">{score(row.scores.words)}</td>
      <td className="r b">{score(row.scores.rank)}</td>
      <td className="r">{t(row.used ? "used" : "unused")}</td>
    </tr>
  );
}
