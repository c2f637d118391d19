import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Refusal } from "../../ui/Refusal";
import { useForm } from "../../ui/useForm";
import { detect } from "./api";
import { iconOf } from "./kinds";
import type { Detected, Kind } from "./types";
import { useKindWords } from "./useKindWords";

interface ChoosingProps {
  store: string;
  kinds: readonly Kind[];
  address: string;
  onChoose: (kind: string, address: string) => void;
}

/** What a source can be: found out by the shop's address, or chosen from all kinds. */
export function Choosing({ store, kinds, address, onChoose }: ChoosingProps) {
  const { t } = useTranslation("sources");
  const [found, setFound] = useState<{ address: string; items: readonly Detected[] }>();
  const form = useForm(async ({ address: at = "" }) =>
    setFound({ address: at, items: await detect(store, at) }),
  );
  const words = useKindWords();
  const titleOf = (name: string) =>
    words.title(name, kinds.find((one) => one.kind === name)?.title);
  return (
    <>
      <form className="addr" onSubmit={form.onSubmit}>
        <Refusal problem={form.problem} />
        <Field
          label={t("address")}
          name="address"
          inputMode="url"
          placeholder="https://shop.example"
          defaultValue={address}
          required
        />
        <Button kind="primary" type="submit" busy={form.busy}>
          {t("detect")}
        </Button>
      </form>
      {found && (
        <section aria-live="polite">
          <h3 className="h2">{found.items.length ? t("found") : t("found.none")}</h3>
          <ul className="kinds">
            {found.items.map((one) => (
              <li key={one.kind}>
                <KindCard
                  kind={one.kind}
                  title={titleOf(one.kind)}
                  text={one.evidence}
                  onChoose={() => onChoose(one.kind, found.address)}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <h3 className="h2">{t("kinds")}</h3>
      <ul className="kinds">
        {kinds.map((one) => (
          <li key={one.kind}>
            <KindCard
              kind={one.kind}
              title={titleOf(one.kind)}
              text={words.text(one.kind, one.summary)}
              onChoose={() => onChoose(one.kind, address)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function KindCard({
  kind,
  title,
  text,
  onChoose,
}: {
  kind: string;
  title: string;
  text: string;
  onChoose: () => void;
}) {
  return (
    <button type="button" className="kind" onClick={onChoose}>
      <span className="ico">
        <Icon name={iconOf(kind)} />
      </span>
      <span>
        <b>{title}</b>
        <small>{text}</small>
      </span>
    </button>
  );
}
