import "./answers.css";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/Icon";
import { Compared } from "./Compared";
import { piecesOf } from "./pieces";
import type { Citation, Part, Product } from "./types";

/** An answer as the shopper sees it: words with marks, cards, a table, and what it cites. */
export function AnswerView({ parts }: { parts: readonly Part[] }) {
  const cited = parts.flatMap((one) => (one.type === "data-citation" ? [one.data] : []));
  const cards = parts.flatMap((one) => (one.type === "data-product" ? [one.data] : []));
  const base = useId();
  return (
    <div className="answer">
      {parts.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts do not change places
        <One key={at} part={one} cited={cited} base={base} />
      ))}
      <Cards cards={cards} />
      <Sources cited={cited} base={base} />
    </div>
  );
}

interface Marks {
  cited: readonly Citation[];
  base: string;
}

function One({ part, ...marks }: { part: Part } & Marks) {
  switch (part.type) {
    case "text":
      return <Words text={part.text} {...marks} />;
    case "data-comparison":
      return <Compared table={part.data} />;
    case "data-clarify":
      return <Choices words={part.data.options} />;
    case "data-notice":
      return <p className="faint small">{part.data.text}</p>;
    case "data-person":
      return <Person />;
    default:
      return null;
  }
}

function Words({ text, cited, base }: { text: string } & Marks) {
  const { t } = useTranslation("answers");
  const quoted = new Map(cited.map((one) => [one.mark, one]));
  return (
    <p className="say" dir="auto">
      {piecesOf(text, new Set(quoted.keys())).map((piece, at) => {
        const key = `${at} ${piece.text}`;
        if (piece.kind === "strong") return <b key={key}>{piece.text}</b>;
        if (piece.kind === "text") return <span key={key}>{piece.text}</span>;
        const title = quoted.get(piece.mark)?.title;
        return (
          <a
            key={key}
            className="ev"
            href={`#${base}-${piece.mark}`}
            title={title}
            aria-label={t("source.mark", { mark: piece.mark, title })}
          >
            {piece.text}
          </a>
        );
      })}
    </p>
  );
}

function Sources({ cited, base }: Marks) {
  const { t } = useTranslation("answers");
  if (cited.length === 0) return null;
  return (
    <details className="cited">
      <summary>{t("sources", { count: cited.length })}</summary>
      <ol>
        {cited.map((one) => (
          <li key={one.id} id={`${base}-${one.mark}`} tabIndex={-1}>
            <span className="ev">{one.mark}</span>
            <span className="grow">
              <q dir="auto">{one.quote}</q>
              <small>
                {one.url ? (
                  <a href={one.url} target="_blank" rel="noreferrer">
                    {one.title}
                  </a>
                ) : (
                  one.title
                )}
              </small>
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Cards({ cards }: { cards: readonly Product[] }) {
  if (cards.length === 0) return null;
  return (
    <ul className="cards">
      {cards.map((one) => (
        <li key={one.id}>
          {one.image ? <img src={one.image.url} alt="" loading="lazy" /> : <span className="ico" />}
          <span className="grow">
            <b dir="auto">{one.title}</b>
            <small dir="auto">{[one.reason, one.stock_text].filter(Boolean).join(" · ")}</small>
          </span>
          {one.price && <bdi className="num">{one.price.text}</bdi>}
        </li>
      ))}
    </ul>
  );
}

function Choices({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <ul className="asked-back">
      {words.map((one) => (
        <li key={one} className="tag" dir="auto">
          {one}
        </li>
      ))}
    </ul>
  );
}

function Person() {
  const { t } = useTranslation("answers");
  return (
    <p className="faint small row">
      <Icon name="person" small />
      {t("person")}
    </p>
  );
}
