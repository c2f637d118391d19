import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { type Said, saidOf, wordsOf } from "./said";

/** Return what says of a problem what went wrong; in the API's words until the reader's are there. */
export function useSaid(): (problem: Problem) => Said {
  // Without suspense: a form must not vanish while its refusal is looked up.
  const { i18n } = useTranslation("problems", { useSuspense: false });
  const { t } = useTranslation();
  return (problem) =>
    problem.status === 0 ? { text: t("unreachable") } : saidOf(problem, i18n.language, wordsOf);
}
