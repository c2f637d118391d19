/** What is said of a refusal: in the reader's language by its stable code, and the API's own sentence where that knows more. */
import i18next from "i18next";
import { asProblem, type Problem } from "../api/problem";
import { tell } from "../ui/toasts";

const NAMESPACE = "problems";

/** Codes whose sentence names what no message can: which field, how many, what was found. */
const WITH_FACTS: ReadonlySet<string> = new Set([
  "article_invalid",
  "article_state",
  "conflict",
  "currency_in_use",
  "domain_not_proven",
  "file_too_large",
  "invalid_input",
  "invalid_source",
  "language_in_use",
  "password_refused",
  "role_in_use",
  "source_broken_data",
  "source_failed",
  "source_not_allowed",
  "source_nothing_there",
  "too_large",
  "unreadable_file",
  "unsupported_type",
]);

export interface Said {
  text: string;
  /** The API's own sentence, in English. */
  facts?: string;
}

/** Looks a message up: its text by code, or nothing. */
export type Words = (code: string) => string | undefined;

/**
 * Return what is said of a problem.
 *
 * @param language Of the reader. English readers get the API's own words, which know the most.
 */
export function saidOf(problem: Problem, language: string, words: Words): Said {
  const own = words(problem.code);
  if (!own || (language === "en" && problem.detail)) return { text: problem.detail || (own ?? "") };
  return WITH_FACTS.has(problem.code) && problem.detail
    ? { text: own, facts: problem.detail }
    : { text: own };
}

/** Messages that are loaded by now. */
export const wordsOf: Words = (code) =>
  i18next.exists(code, { ns: NAMESPACE }) ? i18next.t(code, { ns: NAMESPACE }) : undefined;

/** Say in a toast what went wrong. usual: said where nobody has words for it. */
export async function tellProblem(error: unknown, usual = ""): Promise<void> {
  const problem = asProblem(error);
  if (problem.status !== 0) await i18next.loadNamespaces(NAMESPACE);
  const unreachable = problem.status === 0 && i18next.t("unreachable", { ns: "shell" });
  const said = saidOf(problem, i18next.language, wordsOf);
  const text = unreachable || [said.text, said.facts].filter(Boolean).join(" ") || usual;
  tell(text, { bad: true });
}
