import { useTranslation } from "react-i18next";
import type { Difference } from "./types";
import { useWritten } from "./written";

/** What differs between two versions: texts word by word, other settings before and after. */
export function Differences({ items }: { items: readonly Difference[] }) {
  const { t } = useTranslation("assistant");
  const written = useWritten();
  if (items.length === 0) return <p className="muted">{t("differences.none")}</p>;
  return (
    <dl className="diffs">
      {items.map((one) => (
        <div key={one.name}>
          <dt>{t(`setting.${one.name}`)}</dt>
          <dd dir="auto">
            {one.words && (one.name === "words" || one.name === "refusal") ? (
              <Words words={one.words} />
            ) : (
              <>
                <del>{written(one.name, one.before)}</del> <ins>{written(one.name, one.after)}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const TAGS = { insert: "ins", delete: "del" } as const;

function Words({ words }: { words: readonly { op: string; text: string }[] }) {
  return words.map((one, at) => {
    const Tag = TAGS[one.op as keyof typeof TAGS] ?? "span";
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces do not change places
    return <Tag key={at}>{one.text}</Tag>;
  });
}
