import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Time } from "../../format/Time";
import { useShortcuts } from "../../shell/shortcuts";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Badge, Empty } from "../../ui/pieces";
import { highlighted } from "../answers/pieces";
import { type Listed, listQuery } from "./api";
import { FilterBar } from "./FilterBar";
import { narrows, useFilters } from "./filters";
import { Views } from "./Views";

interface Props {
  store: string;
  chosen: string | undefined;
}

export function List({ store, chosen }: Props) {
  const { t } = useTranslation("conversations");
  const { filters, search, clear } = useFilters();
  const query = useInfiniteQuery(listQuery(store, filters));
  const list = useRef<HTMLUListElement>(null);
  useWalk(list);
  return (
    <section className="inbox-l" aria-label={t("about")}>
      <Views store={store} />
      <FilterBar store={store} />
      <Answered query={query} about={t("about")}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return narrows(filters) ? (
              <Empty
                title={t("none")}
                actions={<Button onClick={clear}>{t("filter.clear")}</Button>}
              />
            ) : (
              <Nothing store={store} />
            );
          return (
            <ul ref={list} className="convs">
              {items.map((one) => (
                <li key={one.id}>
                  <Link
                    to={`/s/${store}/conversations/${one.id}`}
                    search={search as never}
                    aria-current={one.id === chosen ? "page" : undefined}
                  >
                    <One one={one} words={filters.q} />
                  </Link>
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </section>
  );
}

function Nothing({ store }: { store: string }) {
  const { t } = useTranslation("conversations");
  return (
    <Empty
      title={t("empty")}
      actions={
        <a className="btn primary" href={`/c/${store}`} target="_blank" rel="noreferrer">
          {t("empty.go")}
        </a>
      }
    >
      {t("empty.text")}
    </Empty>
  );
}

function One({ one, words }: { one: Listed; words: string | undefined }) {
  const { t } = useTranslation("conversations");
  return (
    <>
      <span className="row">
        <span className="face sm" aria-hidden="true">
          <Icon name="person" small />
        </span>
        <b className="grow">{t(one.known ? "shopper.known" : "shopper.visitor")}</b>
        <small className="faint">
          <Time when={one.last_at} />
        </small>
      </span>
      <span className="q" dir="auto">
        {one.question}
      </span>
      {one.matches.map((match) => (
        <Match key={match.text} text={match.text ?? ""} words={words} />
      ))}
      <span className="tags">
        {one.running && <Badge mood="acc">{t("state.running")}</Badge>}
        {one.outcome && one.outcome !== "answered" && (
          <Badge mood={one.outcome === "failed" ? "bad" : "warn"}>
            {t(`outcome.${one.outcome}`)}
          </Badge>
        )}
        {!!one.ratings.down && <Badge mood="warn">{t("rating.down")}</Badge>}
        {!!one.ratings.up && <Badge mood="good">{t("rating.up")}</Badge>}
        {one.trouble && <Badge mood="bad">{t("trouble")}</Badge>}
        {one.archived_at && <Badge>{t("state.archived")}</Badge>}
        {one.labels.map((label) => (
          <Badge key={label}>{label}</Badge>
        ))}
      </span>
    </>
  );
}

function Match({ text, words = "" }: { text: string; words?: string | undefined }) {
  return (
    <span className="match faint" dir="auto">
      {highlighted(text, words.split(/\s+/)).map((piece, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces do not change places
        at % 2 ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
    </span>
  );
}

/** J and K lead from conversation to conversation; Enter opens the one that has the focus. */
function useWalk(list: React.RefObject<HTMLUListElement | null>): void {
  const { t } = useTranslation("conversations");
  const step = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const held = links.indexOf(document.activeElement as HTMLElement);
    const at = held < 0 ? links.findIndex((one) => one.ariaCurrent === "page") : held;
    links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
  };
  useShortcuts({
    j: { label: t("keys.next"), act: () => step(1) },
    k: { label: t("keys.before"), act: () => step(-1) },
  });
}
