import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Citation, CitedPassage } from "../api/types";
import { cutAround, type Lead, leadTo } from "../text/passage";
import { useKit, useWording } from "./context";
import { Icon } from "./icons";
import { OutLink } from "./OutLink";
import { Sheet } from "./Sheet";

const LINE_PX = 21;
const EDGE_PX = 2;

type Loaded = CitedPassage | "loading" | "missing";

interface BeforeProps {
  lead: Lead;
  first: RefObject<HTMLElement | null>;
}

function usePassage(id: string): Loaded {
  const { actions } = useKit();
  const [passage, setPassage] = useState<Loaded>("loading");
  useEffect(() => {
    actions.citation(id).then(setPassage, () => setPassage("missing"));
  }, [actions, id]);
  return passage;
}

/** The words before the quote; the question it answers stands out. */
function Before({ lead: { far, lead, isQuestion }, first }: BeforeProps) {
  return (
    <>
      {far}
      <span ref={first} class={isQuestion ? "aw-asked" : undefined}>
        {lead}
      </span>
    </>
  );
}

/** The quote inside the words around it; until they have come, and without them, the quote alone. */
function Quote({ quote, passage }: { quote: string; passage: Loaded }) {
  const around = typeof passage === "string" ? null : passage.passage;
  const cut = around && cutAround(quote, around);
  const lead = leadTo(cut?.before ?? "");
  const box = useRef<HTMLQuoteElement>(null);
  const first = useRef<HTMLElement>(null);
  const words = useRef<HTMLElement>(null);

  // A long passage scrolls in its box: what is quoted must be in sight, with what leads to it or, when
  // nothing does, a line before it.
  useLayoutEffect(() => {
    if (!box.current || !words.current) return;
    const from =
      lead.lead && first.current ? first.current.offsetTop : words.current.offsetTop - LINE_PX;
    box.current.scrollTop = from - box.current.offsetTop - EDGE_PX;
  }, [passage, lead.lead]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long passage scrolls, also by keyboard.
    <blockquote ref={box} class="aw-quote" dir="auto" tabIndex={0}>
      <Before lead={lead} first={first} />
      <mark ref={words}>{quote}</mark>
      {cut?.after}
    </blockquote>
  );
}

interface WhereProps {
  citation: Citation;
  passage: Loaded;
  currency: string;
}

/** "Returns" and "returns " are the same words to a reader. */
const same = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

function Where({ citation, passage, currency }: WhereProps) {
  const { t, date } = useWording();
  const facts = [
    ...citation.section.filter((heading) => !same(heading, citation.title)),
    citation.page === null ? "" : t("page", { count: citation.page }),
    typeof passage === "string" ? "" : t("asOf", { date: date(passage.as_of, currency) }),
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
  /** Says where the shop is, when its language does not. */
  currency: string;
  opener: HTMLElement;
  onClose(): void;
}

export function CitationCard({ citation, currency, opener, onClose }: Props) {
  const { t } = useWording();
  const passage = usePassage(citation.id);
  const isMissing = typeof passage === "string" ? passage === "missing" : !passage.passage;
  return (
    <Sheet title={citation.title} kind="source" opener={opener} onClose={onClose}>
      <Where citation={citation} passage={passage} currency={currency} />
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
