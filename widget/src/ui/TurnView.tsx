import type { Turn } from "../state/conversation";
import { AnswerView } from "./AnswerView";
import { memo } from "./memo";
import { QuestionView } from "./QuestionView";

interface Props {
  turn: Turn;
  isLast: boolean;
  busy: boolean;
}

export const TurnView = memo(function TurnView({ turn, isLast, busy }: Props) {
  return (
    <div class="aw-turn">
      <QuestionView turn={turn} />
      {turn.answer && <AnswerView turn={turn} answer={turn.answer} isLast={isLast} busy={busy} />}
    </div>
  );
});
