import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../../i18n/languages";
import { Button } from "../../ui/Button";
import { Check, Field, Labelled } from "../../ui/Field";
import { useSituationWords } from "../answers/situations";
import { basketQuery } from "./api";
import { useSituation } from "./trying";

interface Props {
  store: string;
  /** How many questions were asked: with each it folds, so that the answer has the room. */
  asked: number;
}

/** As whom the test chat asks: a shopper who is made up, on a page, in a language, with a basket. */
export function TryAs({ store, asked }: Props) {
  const { t } = useTranslation("assistant");
  const { situation, set, clear } = useSituation();
  const tell = useSituationWords();
  const told = Object.keys(situation).length > 0;
  const [shown] = useState(told);
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (asked && box.current) box.current.open = false;
  }, [asked]);
  return (
    <details ref={box} className="try-as" open={shown}>
      <summary>
        {t("as")} <b>{tell(situation)}</b>
      </summary>
      <div className="try-as-b">
        <Typed name="page" />
        <Typed name="market" />
        <Labelled label={t("as.language")} help={t("as.language.help")}>
          {(attributes) => (
            <select
              {...attributes}
              value={situation.language ?? ""}
              onChange={(event) => set("language", event.target.value)}
            >
              <option value="">{t("as.language.store")}</option>
              {Object.entries(LANGUAGES).map(([code, name]) => (
                <option key={code} value={code}>
                  {String(name)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Check
          label={t("as.signed_in")}
          help={t("as.signed_in.help")}
          checked={!!situation.signed_in}
          onChange={(event) => set("signed_in", event.target.checked ? "yes" : "")}
        />
        <Basket store={store} />
        {told && (
          <Button small onClick={clear}>
            {t("as.clear")}
          </Button>
        )}
      </div>
    </details>
  );
}

/** A line that is taken over when it is left or Enter is pressed. */
function Typed({ name }: { name: "page" | "market" }) {
  const { t } = useTranslation("assistant");
  const { situation, set } = useSituation();
  const held = situation[name] ?? "";
  return (
    <Field
      key={held}
      label={t(`as.${name}`)}
      placeholder={t(`as.${name}.example`)}
      maxLength={name === "page" ? 500 : 60}
      dir={name === "page" ? "ltr" : "auto"}
      defaultValue={held}
      onBlur={(event) => event.target.value !== held && set(name, event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && set(name, event.currentTarget.value)}
    />
  );
}

function Basket({ store }: { store: string }) {
  const { t } = useTranslation("assistant");
  const { situation, set } = useSituation();
  const [words, setWords] = useState("");
  const found = useQuery(basketQuery(store, words)).data ?? [];
  const basket = situation.basket ?? [];
  const put = (handles: readonly string[]) => set("basket", handles.join(","));
  return (
    <fieldset className="basket">
      <legend>{t("as.basket")}</legend>
      <ul className="asked-back">
        {basket.map((one) => (
          <li key={one} className="tag">
            <bdi>{one}</bdi>
            <Button
              bare
              small
              icon="close"
              onClick={() => put(basket.filter((each) => each !== one))}
            >
              {t("as.basket.remove", { name: one })}
            </Button>
          </li>
        ))}
      </ul>
      <Field
        label={t("as.basket.find")}
        type="search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul className="found">
        {found
          .filter((one) => !basket.includes(one.handle))
          .map((one) => (
            <li key={one.handle}>
              <Button small icon="plus" onClick={() => put([...basket, one.handle])}>
                {one.title}
              </Button>
            </li>
          ))}
      </ul>
    </fieldset>
  );
}
