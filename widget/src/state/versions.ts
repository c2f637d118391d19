import type { Message } from "../api/types";
import { type Answer, type Change, newAnswer, type Turn, type Versions } from "./conversation";

type Wish = Extract<Change, { type: "versioned" }>;

/** An answer that goes on keeps its words in sight until the server tells them again. */
const begun = ({ answer }: Turn, { version }: Wish): Answer =>
  version.kind === "continue" && answer
    ? { ...newAnswer(), parts: answer.parts, isStale: true }
    : newAnswer();

/** The turn that takes another one's place on the page. */
export function newVersion(turn: Turn, wish: Wish): Turn {
  const { version, newKey: key, text } = wish;
  const isEdit = version.kind === "edit";
  const question = isEdit ? { ...turn.question, text, filters: null, notices: [] } : turn.question;
  return {
    ...turn,
    key,
    id: null,
    question: { ...question, delivery: "sending" },
    answer: begun(turn, wish),
    instead: { version, turn },
  };
}

/** The versions of a turn, with one more, which is shown. */
export function withVersion(turn: Turn, id: string): Versions {
  const known = turn.versions?.ids ?? (turn.id ? [turn.id] : []);
  const ids = known.includes(id) ? known : [...known, id];
  return { ids, index: ids.indexOf(id) };
}

export const versionsOf = ({ siblings }: Message): Versions | null =>
  siblings && siblings.count > 1 ? { ids: siblings.ids, index: siblings.index } : null;

const idsOf = ({ id, versions }: Turn) => versions?.ids ?? (id ? [id] : []);

/** Whether two turns are versions of the same one, as far as either side knows. */
export const areVersions = (one: Turn, other: Turn) =>
  (one.id !== null && idsOf(other).includes(one.id)) ||
  (other.id !== null && idsOf(one).includes(other.id));

/** Whether a turn was begun after another version of it, and that one does not know of it yet. */
export const isNewerThan = (mine: Turn, theirs: Turn) =>
  theirs.id !== null &&
  mine.id !== theirs.id &&
  !idsOf(theirs).includes(mine.id ?? "") &&
  idsOf(mine.instead?.turn ?? mine).includes(theirs.id);
