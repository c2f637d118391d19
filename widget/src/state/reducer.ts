import type { StreamEvent } from "../api/types";
import { type Change, type Conversation, EMPTY, newAnswer, type Turn } from "./conversation";
import { merge } from "./merge";
import { applyEvent } from "./stream-events";
import { newVersion, withVersion } from "./versions";

type Edit = (turn: Turn) => Turn;

/** Only the named turn becomes a new object: everything else keeps its identity and is not redrawn. */
function edit(conversation: Conversation, key: string, change: Edit): Conversation {
  const turns = conversation.turns.map((turn) => (turn.key === key ? change(turn) : turn));
  return { ...conversation, turns };
}

const deliver = (turn: Turn, delivery: Turn["question"]["delivery"]): Turn => ({
  ...turn,
  question: { ...turn.question, delivery },
});

const withNotice = (turn: Turn, text: string): Turn => {
  const { notices = [] } = turn.question;
  if (notices.includes(text)) return turn;
  return { ...turn, question: { ...turn.question, notices: [...notices, text] } };
};

/** The server has begun a turn under a name. A new version stands behind those before it. */
function accept(turn: Turn, id: string): Turn {
  return {
    ...deliver(turn, "sent"),
    id,
    instead: null,
    versions: turn.instead ? withVersion(turn.instead.turn, id) : turn.versions,
  };
}

/** The stream begins: the server has the message, and says under which names. */
function begin(conversation: Conversation, key: string, event: StreamEvent): Conversation {
  if (event.type !== "start") return conversation;
  const { conversationId, turnId } = event.messageMetadata;
  const started = edit(conversation, key, (turn) => accept(turn, turnId));
  // A message sent again after a reload may already stand there under the server's name.
  const turns = started.turns.filter((turn) => turn.id !== turnId || turn.key === key);
  return { id: conversationId, turns };
}

/** After Stop, late words stay unread: what the shopper saw is what stays. */
function write(turn: Turn, event: StreamEvent): Turn {
  if (event.type === "data-notice") return withNotice(turn, event.data.text);
  if (turn.answer?.state !== "running") return turn;
  return { ...turn, answer: applyEvent(turn.answer, event) };
}

function stream(conversation: Conversation, key: string, events: StreamEvent[]): Conversation {
  return events.reduce(
    (so, event) => edit(begin(so, key, event), key, (turn) => write(turn, event)),
    conversation,
  );
}

function end(turn: Turn, state: Extract<Change, { type: "ended" }>["state"]): Turn {
  return turn.answer ? { ...turn, answer: { ...turn.answer, state, status: null } } : turn;
}

const unanswered = (turn: Turn, delivery: Turn["question"]["delivery"]): Turn => ({
  ...deliver(turn, delivery),
  answer: delivery === "sending" ? newAnswer() : null,
});

function ask(conversation: Conversation, key: string, question: Turn["question"]): Conversation {
  const asked = { key, id: null, row: key, question, answer: null, versions: null, instead: null };
  const turn = unanswered(asked, question.delivery);
  return { ...conversation, turns: [...conversation.turns, turn] };
}

/** A message that never reached the server goes; a version of another turn gives that one its place back. */
const withdrawn = (turn: Turn) => (turn.instead ? [turn.instead.turn] : []);

export function reduce(conversation: Conversation, change: Change): Conversation {
  switch (change.type) {
    case "asked":
      return ask(conversation, change.key, change.question);
    case "resent":
      return edit(conversation, change.key, (turn) => unanswered(turn, "sending"));
    case "delivery":
      return edit(conversation, change.key, (turn) => unanswered(turn, change.delivery));
    case "withdrawn":
      return {
        ...conversation,
        turns: conversation.turns.flatMap((turn) =>
          turn.key === change.key ? withdrawn(turn) : [turn],
        ),
      };
    case "versioned":
      return edit(conversation, change.key, (turn) => newVersion(turn, change));
    case "streamed":
      return stream(conversation, change.key, change.events);
    case "ended":
      return edit(conversation, change.key, (turn) => end(turn, change.state));
    case "restored":
      return merge(conversation, change.id, change.turns);
    case "detached":
      return { ...conversation, id: null };
    case "cleared":
      return EMPTY;
  }
}
