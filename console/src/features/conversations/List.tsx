import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { useShortcuts } from "../../shell/shortcuts";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Badge, Empty } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { marked } from "../answers/pieces";
import { type Listed, listQuery, useArchiving } from "./api";
import { FilterBar } from "./FilterBar";
import { narrows, useFilters } from "./filters";
import { LabelDialog } from "./LabelDialog";
import { focusedRow, type RowKey, useKeptPlace, useRowKeys } from "./rows";
import { Views } from "./Views";

interface Props {
  store: string;
  chosen: string | undefined;
}

export function List({ store, chosen }: Props) {
  const { t } = useTranslation("conversations");
  const { filters, search, clear } = useFilters();
  const query = useInfiniteQuery(listQuery(store, filters));
  const box = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  useWalk(list);
  useKeptPlace(box, !!query.data);
  return (
    <section ref={box} className="inbox-l" aria-label={t("about")}>
      <Link className="link hit to-feedback" to={`/s/${store}/conversations/feedback`}>
        {t("feedback.all")}
      </Link>
      <Views store={store} />
      <FilterBar store={store} />
      <RowKeys store={store} items={items} open={!!chosen} />
      <Answered query={query} about={t("about")}>
        {() => {
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
                    data-conversation={one.id}
                    to={`/s/${store}/conversations/${one.id}`}
                    search={{ ...search, at: one.matches[0]?.message_id } as never}
                    aria-current={one.id === chosen ? "page" : undefined}
                  >
                    <One one={one} />
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

function One({ one }: { one: Listed }) {
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
        <Match key={match.message_id} match={match} />
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
        {one.photos > 0 && <Badge icon="photo">{t("photos", { count: one.photos })}</Badge>}
        {one.archived_at && <Badge>{t("state.archived")}</Badge>}
        {one.labels.map((label) => (
          <Badge key={label}>{label}</Badge>
        ))}
      </span>
    </>
  );
}

function Match({ match }: { match: Listed["matches"][number] }) {
  return (
    <span className="match faint" dir="auto">
      {marked(match.text, match.marks as unknown as readonly [number, number][]).map((piece, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces do not change places
        at % 2 ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
    </span>
  );
}

/** E archives and L labels the conversation whose row has the focus; the focus goes on to the next one. */
function RowKeys({
  store,
  items,
  open,
}: {
  store: string;
  items: readonly Listed[];
  open: boolean;
}) {
  const { t } = useTranslation("conversations");
  const may = useRights(store)("inbox.write");
  const archive = useArchiving(store);
  const [labelled, setLabelled] = useState<Listed>();
  const putAway = ({ id, archived_at }: Listed) => {
    const archived = !archived_at;
    archive.mutate(
      { id, archived },
      {
        onSuccess: () =>
          tell(t(archived ? "told.archived" : "told.opened"), {
            undo: () => archive.mutate({ id, archived: !archived }),
          }),
      },
    );
    const row = document.activeElement?.closest("li");
    (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector("a")?.focus();
  };
  const act = (key: RowKey) => {
    const one = may && items.find((each) => each.id === focusedRow());
    if (!one) return false;
    if (key === "e") putAway(one);
    else setLabelled(one);
    return true;
  };
  useRowKeys(act);
  useShortcuts(
    may && !open
      ? {
          e: { label: t("archive"), act: () => void act("e") },
          l: { label: t("labels.edit"), act: () => void act("l") },
        }
      : {},
  );
  if (!labelled) return null;
  return <LabelDialog store={store} one={labelled} onClose={() => setLabelled(undefined)} />;
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
