import type { Answer, Conversation, Turn } from "./conversation";
import { areVersions, isNewerThan } from "./versions";

const lengthOf = (answer: Answer) =>
  answer.parts.reduce((sum, part) => sum + (part.type === "text" ? part.text.length : 1), 0);

/** How a turn stands when both sides were asked. A stop holds before the server has heard of it. */
const stateOf = (mine: Answer, theirs: Answer) =>
  mine.state === "stopped" && theirs.state === "running" ? mine.state : theirs.state;

/** Words already on the screen are never taken back by a server that has written down fewer. */
function keepSeen(mine: Turn, theirs: Turn): Turn {
  const [seen, told] = [mine.answer, theirs.answer];
  if (!seen || !told || told.state === "complete" || lengthOf(seen) < lengthOf(told)) {
    return { ...theirs, key: mine.key, row: mine.row };
  }
  const state = stateOf(seen, told);
  const id = told.state === "running" ? seen.id : (told.id ?? seen.id);
  const versions = theirs.versions ?? mine.versions;
  const isSame = state === seen.state && id === seen.id && versions === mine.versions;
  return isSame ? mine : { ...mine, versions, answer: { ...seen, id, state, status: null } };
}

/** What the server has not got: turns of a conversation that ran out, and those not sent yet. */
function unknownTo(theirs: Turn[], turns: Turn[]): { before: Turn[]; after: Turn[] } {
  const isTheirs = (turn: Turn) =>
    theirs.some((one) => one === turn || (one.id !== null && one.id === turn.id));
  const shared = turns.findIndex(isTheirs);
  const isBefore = (turn: Turn, at: number) => (shared < 0 ? turn.id !== null : at < shared);
  return {
    before: turns.filter(isBefore),
    after: turns.filter((turn, at) => !isBefore(turn, at) && !isTheirs(turn)),
  };
}

/** Without the turns of a path that is not shown any more: behind a version that another one replaced. */
function onPath(mine: Turn[], theirs: Turn[]): Turn[] {
  const isLeft = (turn: Turn) =>
    theirs.some((one) => one.id !== turn.id && one !== turn && areVersions(one, turn));
  const at = mine.findIndex(isLeft);
  const isKept = (turn: Turn) => turn.id === null || theirs.some((one) => one.id === turn.id);
  return at < 0 ? mine : [...mine.slice(0, at), ...mine.slice(at).filter(isKept)];
}

/** One turn as it is to be shown, in the place where this page drew it or another version of it. */
function shownAs(theirs: Turn, mine: Turn[]): Turn {
  const same = mine.find((turn) => turn.id === theirs.id);
  if (same) return keepSeen(same, theirs);
  const newer = mine.find((turn) => isNewerThan(turn, theirs));
  if (newer) return newer;
  const other = mine.find((turn) => areVersions(turn, theirs));
  return other ? { ...theirs, row: other.row } : theirs;
}

/** The server's turns, under the keys this page drew them with, among what only this page knows. */
export function merge(conversation: Conversation, id: string, turns: Turn[]): Conversation {
  const mine = conversation.turns;
  const shown = turns.map((turn) => shownAs(turn, mine));
  const { before, after } = unknownTo(shown, onPath(mine, shown));
  return { id, turns: [...before, ...shown, ...after] };
}
