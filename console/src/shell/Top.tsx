import { useIsFetching, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { installQuery, type ListedStore, useSession } from "../api/session";
import { setLanguage } from "../i18n";
import { LANGUAGES, type Language } from "../i18n/languages";
import { readLook, saveLook, setTheme, type Theme } from "../i18n/look";
import { useAfter } from "../ui/Answered";
import { Icon } from "../ui/Icon";
import { usePopup } from "../ui/Menu";
import { Bell } from "./Bell";
import { initials } from "./initials";

const DAY_MS = 86_400_000;

/** The line above every screen: the sign, search, what is under way, the account. */
export function Top({
  store,
  sign,
  onSearch,
}: {
  store: ListedStore;
  sign: ReactNode;
  onSearch: () => void;
}) {
  const { t } = useTranslation();
  return (
    <header className="top">
      {sign}
      <span className="grow" />
      <Updating />
      <button type="button" className="searchb" onClick={onSearch}>
        <Icon name="search" small />
        <span className="grow">{t("search")}</span>
        <kbd>{navigator.platform.startsWith("Mac") ? "⌘ K" : "Ctrl K"}</kbd>
      </button>
      <Live store={store.slug} />
      <a className="btn second hide-m" href={`/c/${store.slug}`} target="_blank" rel="noreferrer">
        <Icon name="assistant" small />
        {t("try")}
      </a>
      <Bell store={store.slug} />
      <Account />
    </header>
  );
}

/** Where the widget was seen within a day; nothing where it was not. */
function Live({ store }: { store: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({ ...installQuery(store), refetchInterval: 60_000 });
  const last = data?.seen[0];
  if (!last || Date.now() - Date.parse(last.last_at) > DAY_MS) return null;
  return (
    <span className="status hide-m">
      <span className="pip" />
      {t("live.on", { host: new URL(last.origin).host })}
    </span>
  );
}

/** Said while what is shown is fetched anew; the old stays in its place. */
function Updating() {
  const { t } = useTranslation();
  const busy = useIsFetching({ predicate: (query) => query.state.data !== undefined }) > 0;
  const late = useAfter(400, busy);
  return (
    <span className="age hide-m" role="status">
      {busy && late ? t("updating") : ""}
    </span>
  );
}

function Account() {
  const { t } = useTranslation();
  const { open, setOpen, anchor, id } = usePopup();
  const { person } = useSession();
  return (
    <div className="anchor" ref={anchor}>
      <button
        type="button"
        className="btn icon"
        aria-label={t("account.of", { name: person.name })}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className="face" aria-hidden="true">
          {initials(person.name)}
        </span>
      </button>
      {open && <AccountMenu id={id} />}
    </div>
  );
}

function AccountMenu({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { person } = useSession();
  const look = readLook();
  return (
    <div
      className="pop end"
      role="dialog"
      id={id}
      aria-label={t("account.of", { name: person.name })}
    >
      <h3>{person.email}</h3>
      <Choice
        label={t("theme")}
        value={look.theme ?? "system"}
        options={{ system: t("theme.system"), light: t("theme.light"), dark: t("theme.dark") }}
        onChange={(theme) => setTheme(theme as Theme)}
      />
      <Choice
        label={t("language")}
        value={i18n.language}
        options={LANGUAGES}
        onChange={(language) => void setLanguage(language as Language)}
      />
      <label className="item">
        <input
          type="checkbox"
          defaultChecked={look.keys !== false}
          onChange={(event) => saveLook({ keys: event.target.checked })}
        />
        {t("keys.on")}
      </label>
      <a className="item" href="/account">
        <Icon name="person" small />
        {t("account")}
      </a>
      <SignOut />
    </div>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: Readonly<Record<string, string>>;
  onChange: (value: string) => void;
}) {
  return (
    <label className="item">
      <span className="grow">{label}</span>
      <select defaultValue={value} onChange={(event) => onChange(event.target.value)}>
        {Object.entries(options).map(([name, shown]) => (
          <option key={name} value={name}>
            {shown}
          </option>
        ))}
      </select>
    </label>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const leave = async () => {
    await answer(api.POST("/api/v1/auth/sign-out"));
    queries.clear();
    location.assign("/sign-in");
  };
  return (
    <button type="button" className="item" onClick={() => void leave()}>
      <Icon name="back" small flip />
      {t("sign-out")}
    </button>
  );
}
