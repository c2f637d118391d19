import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { Banner } from "./pieces";

/** What the API refused, in its own words, with the code in small type. words: said instead, by code. */
export function Refusal({
  problem,
  words = {},
}: {
  problem: Problem | undefined;
  words?: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation("shell");
  if (!problem) return null;
  const said = words[problem.code] ?? (problem.status === 0 ? t("unreachable") : problem.detail);
  return (
    <Banner mood="bad">
      <p>{said || t("fault.title")}</p>
      {!words[problem.code] && <small>{problem.code}</small>}
    </Banner>
  );
}
