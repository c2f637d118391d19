import { type Answer, textOf } from "../state/conversation";
import { spoken } from "../text/markdown";

export interface Summary {
  text: string;
  products: number;
  sources: number;
}

const count = (answer: Answer, type: string) =>
  answer.parts.filter((part) => part.type === type).length;

/** An answer as it is read out: its words, and how much there is to look at. */
export const summary = (answer: Answer): Summary => ({
  text: spoken(textOf(answer)),
  products: count(answer, "data-product"),
  sources: count(answer, "data-citation"),
});
