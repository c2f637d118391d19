import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Labelled } from "../../ui/Field";
import { Menu } from "../../ui/Menu";
import { variablesQuery } from "./api";
import { wordsOf } from "./merging";
import type { Editing } from "./useEdits";
import { inserted, piecesOf } from "./variables";

const MOST = 2_000;

/** The assistant's own words, with variables as chips in them. "{" opens the menu that puts one in. */
export function WordsField({ store, editing }: { store: string; editing: Editing }) {
  const { t } = useTranslation("assistant");
  const names = useQuery(variablesQuery(store)).data ?? [];
  const box = useRef<HTMLTextAreaElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const { words } = editing.value;
  const caret = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    box.current?.focus();
    box.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });
  const put = (name: string) => {
    const area = box.current;
    if (!area) return;
    const next = inserted(words, name, area.selectionStart, area.selectionEnd);
    if (next.text.length > MOST) return;
    caret.current = next.caret;
    editing.set({ words: next.text });
  };
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== "{" || names.length === 0) return;
    event.preventDefault();
    menu.current?.querySelector<HTMLElement>("[aria-haspopup]")?.click();
  };
  return (
    <>
      <Labelled label={t("setting.words")} help={t("words.help", { count: wordsOf(words) })}>
        {(attributes) => (
          <div className="chipped">
            <Behind text={words} names={names} />
            <textarea
              {...attributes}
              ref={box}
              dir="auto"
              rows={10}
              maxLength={MOST}
              value={words}
              onKeyDown={openByKey}
              onScroll={(event) => follow(event.currentTarget)}
              onChange={(event) => editing.set({ words: event.target.value })}
              onBlur={() => void editing.flush()}
            />
          </div>
        )}
      </Labelled>
      <div className="row variables" ref={menu}>
        <Menu
          icon="plus"
          label={t("variable.insert")}
          items={names.map((name) => ({
            label: (
              <>
                <code>{`{${name}}`}</code> {t(`variable.${name}`)}
              </>
            ),
            act: () => put(name),
          }))}
        />
        <span className="faint small">{t("variable.help")}</span>
      </div>
    </>
  );
}

/** The same text behind the field, so that its chips lie under what is typed. */
function Behind({ text, names }: { text: string; names: readonly string[] }) {
  return (
    <div className="input behind" aria-hidden="true" dir="auto">
      {piecesOf(text).map((piece, at) =>
        piece.name === undefined ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces do not change places
          <span key={at}>{piece.text}</span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces do not change places
          <mark key={at} className={names.includes(piece.name) ? "chip" : "chip odd"}>
            {piece.text}
          </mark>
        ),
      )}
      {"\n"}
    </div>
  );
}

function follow(area: HTMLTextAreaElement): void {
  const behind = area.previousElementSibling;
  if (behind) behind.scrollTop = area.scrollTop;
}
