import type { Opinion } from "../api/chat";
import type { Turn } from "../state/conversation";
import { AnswerView } from "./AnswerView";
import { memo } from "./memo";
import { QuestionView } from "./QuestionView";

interface Props {
  turn: Turn;
  opinion: Opinion | null;
  isLast: boolean;
  busy: boolean;
  mayAsk: boolean;
  isEdited: boolean;
  currency: string;
}

export const TurnView = memo(function TurnView({ isEdited, ...props }: Props) {
  const { turn, isLast, mayAsk } = props;
  const canEdit = isLast && mayAsk && turn.id !== null;
  return (
    <div class="aw-turn">
      <QuestionView turn={turn} canEdit={canEdit} isEdited={isEdited} />
      {turn.answer && <AnswerView answer={turn.answer} {...props} />}
    </div>
  );
});
