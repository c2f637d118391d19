import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import type { Said } from "../problems/said";
import { useSaid } from "../problems/useSaid";
import { Banner } from "./pieces";

type Words = Readonly<Record<string, string>>;

/**
 * What the API refused, in the reader's language where its code has words, with the code in small type.
 * words: said instead, by code.
 */
export function Refusal({ problem, words = {} }: { problem: Problem | undefined; words?: Words }) {
  return problem && <Refused problem={problem} own={words[problem.code]} />;
}

function Refused({ problem, own }: { problem: Problem; own: string | undefined }) {
  const { t } = useTranslation("shell");
  const said = useSaid();
  const { text, facts }: Said = own ? { text: own } : said(problem);
  return (
    <Banner mood="bad">
      <p>{text || t("fault.title")}</p>
      {facts && (
        <p lang="en" dir="auto">
          {facts}
        </p>
      )}
      {!own && <small>{problem.code}</small>}
    </Banner>
  );
}
