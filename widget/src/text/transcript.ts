import { type Conversation, textOf } from "../state/conversation";
import { spoken } from "./markdown";

/** The chat as plain text, for the shopper's own keeping. */
export const transcript = ({ turns }: Conversation, shopper: string, shop: string): string =>
  turns
    .flatMap(({ question, answer }) => [
      `${shopper}: ${question.text}`,
      ...(answer ? [`${shop}: ${spoken(textOf(answer))}`] : []),
    ])
    .join("\n\n");
