import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ListedStore, useRights } from "../api/session";
import { FEATURES } from "../features";
import { useModal } from "../ui/Dialog";
import { Icon, type IconName } from "../ui/Icon";
import { pathIn, usePlaces } from "./usePlaces";

interface Entry {
  label: string;
  kind: string;
  icon: IconName;
  to: string;
}

/** One menu for go to, find and do. */
export function CommandMenu({ store, onClose }: { store: ListedStore; onClose: () => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDialogElement>(null);
  const list = useId();
  const navigate = useNavigate();
  const found = matching(useEntries(store.slug), words);
  useModal(box);
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    void navigate({ to: entry.to });
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((at + step + found.length) % Math.max(found.length, 1));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) choose(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={box}
      className="box"
      aria-label={t("search")}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="seek">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
          aria-label={t("search")}
          placeholder={t("search")}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={pressed}
        />
      </div>
      <div id={list} className="hits" role="listbox" aria-label={t("search")}>
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are those of the field above
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
          <div
            key={`${entry.to} ${entry.label}`}
            id={`${list}-${index}`}
            role="option"
            className="item"
            aria-selected={index === at}
            onClick={() => choose(entry)}
          >
            <Icon name={entry.icon} small />
            {entry.label}
            <small>{entry.kind}</small>
          </div>
        ))}
      </div>
      <p className="vh" role="status">
        {t("search.found", { count: found.length })}
      </p>
    </dialog>
  );
}

function useEntries(store: string): readonly Entry[] {
  const { t } = useTranslation(["shell", ...FEATURES.map((one) => one.name)]);
  const may = useRights(store);
  const places = usePlaces(store).map(({ name, place, to }) => ({
    label: t(`nav.${name}`),
    kind: t("search.go"),
    icon: place.icon,
    to,
  }));
  const commands = FEATURES.flatMap(({ name, commands = [] }) =>
    commands
      .filter((one) => !one.right || may(one.right))
      .map((one) => ({
        label: t(one.label, { ns: name }),
        kind: t("search.do"),
        icon: one.icon,
        to: pathIn(store, one.path),
      })),
  );
  return [...places, ...commands];
}

/** Return entries that have every word, those that begin with the first one before others. */
export function matching<One extends { label: string }>(
  entries: readonly One[],
  words: string,
): readonly One[] {
  const plain = (text: string) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const fitting = entries.filter((one) => wanted.every((word) => plain(one.label).includes(word)));
  const leads = (one: One) => plain(one.label).startsWith(wanted[0] ?? "");
  return [...fitting.filter(leads), ...fitting.filter((one) => !leads(one))];
}
