import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { Badge, type Mood } from "../../ui/pieces";
import type { Claim } from "./types";

const MOODS: Readonly<Record<string, Mood>> = {
  shown: "good",
  rewritten: "warn",
  marked: "warn",
  dropped: "bad",
};

/** Each sentence of an answer with what bears it out and what became of it, those that were left out too. */
export function Checked({ claims }: { claims: readonly Claim[] }) {
  const { t } = useTranslation("answers");
  const kept = claims.filter((one) => one.verdict !== "dropped").length;
  return (
    <>
      <p className="faint small">{t("claims", { count: claims.length, kept })}</p>
      <ol className="claims">
        {claims.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences do not change places
          <li key={at}>
            <One claim={one} />
          </li>
        ))}
      </ol>
    </>
  );
}

function One({ claim }: { claim: Claim }) {
  const { t } = useTranslation("answers");
  return (
    <>
      <span dir="auto">{claim.verdict === "dropped" ? <s>{claim.text}</s> : claim.shown}</span>
      <span className="row">
        <Badge mood={MOODS[claim.verdict] as Mood}>{t(`verdict.${claim.verdict}`)}</Badge>
        {claim.marks.map((mark) => (
          <span key={mark} className="ev">
            {mark}
          </span>
        ))}
        <small className="faint">
          <Why claim={claim} />
        </small>
      </span>
    </>
  );
}

function Why({ claim }: { claim: Claim }) {
  const { t } = useTranslation("answers");
  const { count } = useNumbers();
  if (claim.faults.length) return claim.faults.map((one) => t(`fault.${one}`)).join(", ");
  if (claim.method === "quote") return t("method.quote");
  if (claim.support === null) return t("support.none");
  return t("support", { value: count(claim.support), by: t(`method.${claim.method}`) });
}
