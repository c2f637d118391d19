import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Banner, Segments } from "../../ui/pieces";
import { chosen, decode, encode, sideBySide, type Taken } from "./text";

interface Props {
  /** Both drafts, as they are kept. */
  mine: string;
  theirs: string;
  onChoose: (text: string) => void;
}

/** Somebody saved while this was written: both texts, paragraph by paragraph. Nothing is written before the choice. */
export function Conflict({ mine, theirs, onChoose }: Props) {
  const { t } = useTranslation("knowledge");
  const [own, other] = [decode(mine), decode(theirs)];
  const pairs = sideBySide(own.body, other.body);
  const [taken, setTaken] = useState<readonly Taken[]>([]);
  const take = (at: number, how: Taken) =>
    setTaken(pairs.map((_, place) => (place === at ? how : (taken[place] ?? "both"))));
  const keep = () => onChoose(encode({ ...own, body: chosen(pairs, taken) }, other.base));
  return (
    <section className="kn-conflict" aria-label={t("conflict")}>
      <Banner
        mood="warn"
        title={t("conflict")}
        action={
          <Button kind="primary" small onClick={keep}>
            {t("conflict.keep")}
          </Button>
        }
      >
        {t("conflict.text")}
      </Banner>
      <ol>
        {pairs.map((pair, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs stay in their places
          <li key={at} className={pair.mine === pair.theirs ? "same" : "differs"}>
            <p>{pair.mine}</p>
            {pair.mine !== pair.theirs && <p>{pair.theirs}</p>}
            {pair.mine !== pair.theirs && (
              <Segments<Taken>
                label={t("conflict.paragraph", { number: at + 1 })}
                value={taken[at] ?? "both"}
                options={[
                  ["mine", t("conflict.mine")],
                  ["theirs", t("conflict.theirs")],
                  ["both", t("conflict.both")],
                ]}
                onChange={(how) => take(at, how)}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
