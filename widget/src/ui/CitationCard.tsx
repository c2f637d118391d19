import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Citation, CitedPassage } from "../api/types";
import { cutAround } from "../text/passage";
import { useKit, useWording } from "./context";
import { Icon } from "./icons";
import { OutLink } from "./OutLink";
import { Sheet } from "./Sheet";

const LINE_PX = 24;

type Loaded = CitedPassage | "loading" | "missing";

function usePassage(id: string): Loaded {
  const { actions } = useKit();
  const [passage, setPassage] = useState<Loaded>("loading");
  useEffect(() => {
    actions.citation(id).then(setPassage, () => setPassage("missing"));
  }, [actions, id]);
  return passage;
}

/** The quote inside the words around it; until they have come, and without them, the quote alone. */
function Quote({ quote, passage }: { quote: string; passage: Loaded }) {
  const around = typeof passage === "string" ? null : passage.passage;
  const cut = around && cutAround(quote, around);
  const box = useRef<HTMLQuoteElement>(null);
  const words = useRef<HTMLElement>(null);

  // A long passage scrolls in its box: what is quoted must be in sight, with a line before it.
  useLayoutEffect(() => {
    if (!box.current || !words.current) return;
    box.current.scrollTop = words.current.offsetTop - box.current.offsetTop - LINE_PX;
  }, [passage]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long passage scrolls, also by keyboard.
    <blockquote ref={box} class="aw-quote" dir="auto" tabIndex={0}>
      {cut?.before}
      <mark ref={words}>{quote}</mark>
      {cut?.after}
    </blockquote>
  );
}

interface WhereProps {
  citation: Citation;
  passage: Loaded;
}

function Where({ citation, passage }: WhereProps) {
  const { t, date } = useWording();
  const facts = [
    ...citation.section.filter((heading) => heading !== citation.title),
    citation.page === null ? "" : t("page", { count: citation.page }),
    typeof passage === "string" ? "" : t("asOf", { date: date(passage.as_of) }),
  ].filter(Boolean);
  return (
    <p class="aw-where">
      {facts.map((fact) => (
        <bdi key={fact}>{fact}</bdi>
      ))}
    </p>
  );
}

interface Props {
  citation: Citation;
  opener: HTMLElement;
  onClose(): void;
}

export function CitationCard({ citation, opener, onClose }: Props) {
  const { t } = useWording();
  const passage = usePassage(citation.id);
  const isMissing = typeof passage === "string" ? passage === "missing" : !passage.passage;
  return (
    <Sheet title={citation.title} kind="source" opener={opener} onClose={onClose}>
      <Where citation={citation} passage={passage} />
      <Quote quote={citation.quote} passage={passage} />
      {isMissing && <p class="aw-quiet">{t("passageMissing")}</p>}
      {citation.url && (
        <OutLink href={citation.url} class="aw-out">
          {t("openPage")} <Icon shape="out" small />
        </OutLink>
      )}
    </Sheet>
  );
}
