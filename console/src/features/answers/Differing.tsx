import { useTranslation } from "react-i18next";
import { type Differing as Difference, differencesOf } from "./comparing";
import type { Answer } from "./types";

/** What of the draft's answer differs from the live one's, each by its name. */
export function Differing({ draft, live }: { draft: Answer; live: Answer }) {
  const { t } = useTranslation("answers");
  const found = differencesOf(draft, live);
  return (
    <section className="differing" aria-label={t("differing")}>
      <b>{t(found.length ? "differing" : "differing.none")}</b>
      <ul>
        {found.map((one) => (
          <li key={one.name}>
            <One one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({ one }: { one: Difference }) {
  const { t } = useTranslation("answers");
  if (one.kind === "outcome")
    return t(one.found ? "differing.outcome.gained" : "differing.outcome.lost");
  if (one.kind === "count")
    return t(`differing.${one.name}`, { mine: one.mine, theirs: one.theirs });
  return (
    <>
      {t(`differing.${one.name}`)} <Changed gained={one.gained} lost={one.lost} />
    </>
  );
}

function Changed({ gained, lost }: { gained: readonly string[]; lost: readonly string[] }) {
  return (
    <>
      {gained.map((one) => (
        <ins key={`+${one}`} dir="auto">
          + {one}
        </ins>
      ))}
      {lost.map((one) => (
        <del key={`-${one}`} dir="auto">
          − {one}
        </del>
      ))}
    </>
  );
}
