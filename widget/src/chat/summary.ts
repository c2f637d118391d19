import { type Answer, textOf, type Versions } from "../state/conversation";
import { spoken } from "../text/markdown";

export interface Summary {
  text: string;
  products: number;
  sources: number;
  versions: Versions | null;
}

const count = (answer: Answer, type: string) =>
  answer.parts.filter((part) => part.type === type).length;

/** An answer as it is read out: its words, and how much there is to look at. */
export const summary = (answer: Answer, versions: Versions | null = null): Summary => ({
  text: spoken(textOf(answer)),
  products: count(answer, "data-product"),
  sources: count(answer, "data-citation"),
  versions,
});
