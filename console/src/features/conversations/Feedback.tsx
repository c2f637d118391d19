import "./conversations.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Badge, Empty, Head } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { plain } from "../answers/pieces";
import { feedbackQuery, type Given, useDealing } from "./api";
import { Choice } from "./FilterBar";
import { FixThis } from "./FixThis";
import { FEEDBACK_STATES, feedbackFiltersOf, RATINGS, REASONS } from "./feedbackFilters";
import { useFilters } from "./filters";
import { useNames } from "./names";

/** What shoppers thought of answers, with the way to what can be mended. */
export default function Feedback() {
  const { t } = useTranslation("conversations");
  const { store } = useParams({ strict: false }) as { store: string };
  const { search } = useFilters();
  const query = useInfiniteQuery(feedbackQuery(store, feedbackFiltersOf(search)));
  return (
    <Answered query={query} about={t("feedback")}>
      {({ pages }) => (
        <>
          <Finding down={pages[0]?.counts.down} up={pages[0]?.counts.up} store={store} />
          <Filters />
          <Items store={store} items={pages.flatMap((page) => page.items)} />
          {query.hasNextPage && (
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("feedback.more")}
            </Button>
          )}
        </>
      )}
    </Answered>
  );
}

interface Counted {
  total: number;
  open: number;
}

function Finding({
  store,
  down,
  up,
}: {
  store: string;
  down: Counted | undefined;
  up: Counted | undefined;
}) {
  const { t } = useTranslation("conversations");
  return (
    <Head
      more={t("feedback.counts", { down: down?.total ?? 0, up: up?.total ?? 0 })}
      actions={
        <Link className="btn second" to={`/s/${store}/conversations`}>
          {t("feedback.to-list")}
        </Link>
      }
    >
      {down?.open ? t("feedback.open", { count: down.open }) : t("feedback.none-open")}
    </Head>
  );
}

function Filters() {
  const { t } = useTranslation("conversations");
  const { search } = useFilters();
  const reasons = new Set(
    RATINGS.filter((one) => !search.rating || one === search.rating).flatMap((one) => [
      ...REASONS[one],
    ]),
  );
  return (
    <search className="filters narrowing">
      <Choice
        name="state"
        label={t("filter.state")}
        usual="open"
        options={[...FEEDBACK_STATES, "all"].map((one) => [one, t(`feedback.state.${one}`)])}
      />
      <Choice name="rating" options={RATINGS.map((one) => [one, t(`rating.${one}`)])} />
      <Choice name="reason" options={[...reasons].map((one) => [one, t(`reason.${one}`)])} />
    </search>
  );
}

function Items({ store, items }: { store: string; items: readonly Given[] }) {
  const { t } = useTranslation("conversations");
  const { search, clear } = useFilters();
  const narrowed = !!(search.rating || search.reason || search.state);
  if (items.length === 0)
    return narrowed ? (
      <Empty
        title={t("feedback.none")}
        actions={<Button onClick={clear}>{t("filter.clear")}</Button>}
      />
    ) : (
      <Empty title={t("feedback.empty")}>{t("feedback.empty.text")}</Empty>
    );
  return (
    <ul className="given">
      {items.map((one) => (
        <li key={one.message_id}>
          <One store={store} one={one} />
        </li>
      ))}
    </ul>
  );
}

function One({ store, one }: { store: string; one: Given }) {
  const { t } = useTranslation("conversations");
  const [fixing, setFixing] = useState(false);
  return (
    <article>
      <header className="row">
        <Badge mood={one.rating === "up" ? "good" : "warn"}>{t(`rating.${one.rating}`)}</Badge>
        <span className="grow">{one.reasons.map((each) => t(`reason.${each}`)).join(", ")}</span>
        <small className="faint given-at">
          {one.release !== null && <span>{t("release", { number: one.release })}</span>}
          <Time when={one.at} />
        </small>
      </header>
      {one.comment && <q dir="auto">{one.comment}</q>}
      <p className="asked" dir="auto">
        {one.question}
      </p>
      <p className="faint said-short" dir="auto">
        {plain(one.answer)}
      </p>
      <footer className="row">
        <Dealt store={store} one={one} />
        <Link
          className="btn second sm"
          to={`/s/${store}/conversations/${one.conversation_id}`}
          search={{ at: one.message_id, state: "all" } as never}
        >
          {t("feedback.thread")}
        </Link>
        <Button kind={one.dealt_at ? "second" : "primary"} small onClick={() => setFixing(true)}>
          {t("fix")}
        </Button>
      </footer>
      {fixing && <FixThis store={store} one={one} onClose={() => setFixing(false)} />}
    </article>
  );
}

/** Whether it was dealt with, by whom and when; and what changes that. */
function Dealt({ store, one }: { store: string; one: Given }) {
  const { t } = useTranslation("conversations");
  const { nameOf } = useNames();
  const may = useRights(store)("inbox.write");
  const deal = useDealing(store);
  const { message_id } = one;
  const set = (dealt: boolean) =>
    deal.mutate(
      { message_id, dealt },
      {
        onSuccess: () =>
          tell(t(dealt ? "told.dealt" : "told.reopened"), {
            undo: () => deal.mutate({ message_id, dealt: !dealt }),
          }),
      },
    );
  return (
    <>
      <span className="grow faint small">
        {one.dealt_by && one.dealt_at && (
          <>
            {t("dealt.by", { name: nameOf(one.dealt_by, one.dealt_by_name) })}{" "}
            <Time when={one.dealt_at} />
          </>
        )}
        {!may && t("read-only")}
      </span>
      {may && (
        <Button small busy={deal.isPending} onClick={() => set(!one.dealt_at)}>
          {t(one.dealt_at ? "dealt.reopen" : "dealt.mark")}
        </Button>
      )}
    </>
  );
}
