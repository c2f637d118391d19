import type { Opinion } from "../api/chat";
import type { Citation } from "../api/types";
import type { Answer, Turn } from "../state/conversation";
import {
  citationsOf,
  filtersOf,
  hasBegun,
  remarksOf,
  type Section,
  sectionsOf,
  suggestionsOf,
} from "../state/reading-order";
import { AnswerEnd } from "./AnswerEnd";
import { Cards } from "./Cards";
import { Chips } from "./Chips";
import { useWording } from "./context";
import { ErrorBar } from "./ErrorBar";
import { Filters } from "./Filters";
import { useSame } from "./hooks";
import { Icon } from "./icons";
import { lazy } from "./lazy";
import { PersonCard } from "./PersonCard";
import { StatusLine } from "./StatusLine";
import { Text } from "./Text";

const Comparison = lazy(() => import("./Comparison").then((part) => part.Comparison));

interface SectionProps {
  section: Section;
  growing: boolean;
  citations: Citation[];
  isLast: boolean;
}

function Products({ section }: { section: Extract<Section, { kind: "products" }> }) {
  return <Cards cards={useSame(section.cards)} />;
}

interface QuestionBackProps {
  section: Extract<Section, { kind: "clarify" }>;
  isLast: boolean;
}

/** The text of an answer usually asks already: then only the choices are added. */
function QuestionBack({ section, isLast }: QuestionBackProps) {
  const { question, options } = section.clarify;
  return (
    <>
      {!section.isSaid && <p dir="auto">{question}</p>}
      {isLast && <Chips label={question} texts={options} />}
    </>
  );
}

function SectionView({ section, growing, citations, isLast }: SectionProps) {
  switch (section.kind) {
    case "text":
      return <Text text={section.part.text} growing={growing} citations={citations} />;
    case "products":
      return <Products section={section} />;
    case "comparison":
      return <Comparison comparison={section.comparison} citations={citations} />;
    case "person":
      return <PersonCard contact={section.contact} />;
    case "clarify":
      return <QuestionBack section={section} isLast={isLast} />;
  }
}

function Checked({ text }: { text: string }) {
  return (
    <p class="aw-checked" dir="auto">
      <Icon shape="check" small />
      {text}
    </p>
  );
}

/** What became of the shopper's limits, said where the answer does not say it. */
const Remarks = ({ texts }: { texts: string[] }) => (
  <>
    {texts.map((text) => (
      <p key={text} class="aw-remark" dir="auto">
        {text}
      </p>
    ))}
  </>
);

interface Props {
  turn: Turn;
  answer: Answer;
  opinion: Opinion | null;
  isLast: boolean;
  busy: boolean;
  /** Another version may be asked for now. */
  mayAsk: boolean;
  currency: string;
}

export function AnswerView(props: Props) {
  const { turn, answer, opinion, isLast, busy, mayAsk, currency } = props;
  const { t } = useWording();
  const citations = useSame(citationsOf(answer));
  const sections = sectionsOf(answer.parts);
  const isRunning = answer.state === "running";
  const waits = isRunning && (!hasBegun(answer) || answer.status !== null);
  const suggestions = isLast && !isRunning ? suggestionsOf(answer) : [];
  return (
    <article
      class="aw-a"
      data-message
      tabIndex={-1}
      aria-label={t("assistantSaid")}
      aria-busy={isRunning}
    >
      {answer.checked && <Checked text={answer.checked} />}
      <Filters filters={filtersOf(answer)} question={turn.question.text} disabled={busy} />
      {sections.map((section, at) => (
        <SectionView
          key={at}
          section={section}
          growing={isRunning && at === sections.length - 1}
          citations={citations}
          isLast={isLast}
        />
      ))}
      {/* Below the words: it comes with the end, and moves nothing that is being read. */}
      {!isRunning && <Remarks texts={remarksOf(answer)} />}
      {waits && <StatusLine status={answer.status} />}
      {isRunning && hasBegun(answer) && <div class="aw-foot" aria-hidden="true" />}
      {!isRunning && (
        <AnswerEnd {...{ turn, answer, citations, opinion, isLast, mayAsk, currency }} />
      )}
      <ErrorBar turn={turn} answer={answer} isLast={isLast} mayAsk={mayAsk} />
      <Chips label={t("suggestions")} texts={suggestions} disabled={busy} />
    </article>
  );
}
