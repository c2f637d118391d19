import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Badge, Segments } from "../../ui/pieces";
import { useUrlState } from "../../ui/urlState";
import { AnswerView } from "../answers/AnswerView";
import type { Message } from "../answers/types";
import { sideQuery, threadQuery } from "./api";
import { useFilters } from "./filters";
import { SidePanel } from "./SidePanel";
import { ThreadActions } from "./ThreadActions";

interface Props {
  store: string;
  id: string;
}

/** A conversation as the shopper saw it, with what staff know of it beside it. */
export function Thread({ store, id }: Props) {
  const { t } = useTranslation("conversations");
  const [pane, setPane] = useUrlState<"thread" | "side">("pane", "thread");
  const side = useQuery(sideQuery(store, id));
  return (
    <div className="inbox-t" data-pane={pane}>
      <header className="t-h">
        <Back store={store} />
        <h2 className="h2 grow" dir="auto">
          {side.data?.conversation.question ?? t("about.one")}
        </h2>
        {side.data && <ThreadActions store={store} one={side.data.conversation} />}
      </header>
      <div className="panes">
        <Segments
          label={t("pane")}
          value={pane}
          options={[
            ["thread", t("pane.thread")],
            ["side", t("pane.side")],
          ]}
          onChange={setPane}
        />
      </div>
      <div className="t-cols">
        <Messages store={store} id={id} />
        <aside className="t-side" aria-label={t("pane.side")}>
          <Answered query={side} about={t("pane.side")}>
            {(found) => <SidePanel store={store} id={id} side={found} />}
          </Answered>
        </aside>
      </div>
    </div>
  );
}

function Back({ store }: { store: string }) {
  const { t } = useTranslation("conversations");
  const { search } = useFilters();
  const { pane: _, ...rest } = search;
  return (
    <Link
      className="btn icon back"
      aria-label={t("back")}
      to={`/s/${store}/conversations`}
      search={rest as never}
    >
      <Icon name="back" flip />
    </Link>
  );
}

function Messages({ store, id }: Props) {
  const { t } = useTranslation("conversations");
  const query = useInfiniteQuery(threadQuery(store, id));
  const [at] = useUrlState<string>("at", "");
  return (
    <section className="msgs" aria-label={t("pane.thread")}>
      <Answered query={query} about={t("pane.thread")}>
        {({ pages }) => (
          <>
            {pages
              .flatMap((page) => page.items)
              .map((one) => (
                <Fragment key={one.id}>
                  <One store={store} message={one} wanted={one.id === at} />
                </Fragment>
              ))}
            {pages.some((page) => page.running_turn_id) && (
              <p className="faint" role="status">
                {t("running")}
              </p>
            )}
          </>
        )}
      </Answered>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more.messages")}
        </Button>
      )}
    </section>
  );
}

interface OneProps {
  store: string;
  message: Message;
  /** Whether the address leads to it: it is scrolled to once, and marked. */
  wanted: boolean;
}

const scrollTo = (element: HTMLElement | null) => element?.scrollIntoView({ block: "center" });

function One({ store, message, wanted }: OneProps) {
  const led = wanted ? { ref: scrollTo, "data-wanted": "" } : {};
  if (message.role === "user")
    return (
      <div className="sent-by" {...led}>
        <Asked store={store} message={message} />
      </div>
    );
  return (
    <article className="bot" {...led}>
      <AnswerView parts={message.parts} />
      <Foot store={store} message={message} />
    </article>
  );
}

/** What a shopper wrote, with the photos that came with it. */
function Asked({ store, message }: { store: string; message: Message }) {
  const { t } = useTranslation("conversations");
  return (
    <>
      {message.parts.map(
        (part) =>
          part.type === "data-photo" && (
            <img
              key={part.data.id}
              className="sent"
              src={`/api/v1/stores/${store}/photos/${part.data.id}`}
              alt={t("photo.sent")}
              loading="lazy"
            />
          ),
      )}
      {message.text && (
        <p className="me" dir="auto">
          {message.text}
        </p>
      )}
    </>
  );
}

function Foot({ store, message }: { store: string; message: Message }) {
  const { t } = useTranslation("conversations");
  const { abstained, release } = message.metadata;
  return (
    <footer className="meta">
      <Time when={message.created_at} />
      {!!release && <span>{t("release", { number: release })}</span>}
      {abstained && <Badge mood="warn">{t("outcome.abstained")}</Badge>}
      {message.state !== "complete" && <Badge mood="warn">{t(`turn.${message.state}`)}</Badge>}
      <Link to={`/s/${store}/answers/${message.id}`}>{t("trace.show")}</Link>
    </footer>
  );
}
