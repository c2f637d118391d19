import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Time } from "../../format/Time";
import { Badge } from "../../ui/pieces";
import type { Side } from "./api";
import { Notes } from "./Notes";
import { useNames } from "./names";
import { usePresence } from "./presence";

interface Props {
  store: string;
  id: string;
  side: Side;
}

/** What stands beside a thread: who looks, facts, labels, what the shopper thought, notes, earlier chats. */
export function SidePanel({ store, id, side }: Props) {
  const { t } = useTranslation("conversations");
  const { conversation: one } = side;
  return (
    <>
      <Present store={store} id={id} side={side} />
      <dl className="kv">
        <Fact title={t("fact.shopper")}>{t(one.known ? "shopper.known" : "shopper.visitor")}</Fact>
        {one.page && (
          <Fact title={t("fact.page")}>
            <bdi>{one.page}</bdi>
          </Fact>
        )}
        {one.language && <Fact title={t("filter.language")}>{one.language}</Fact>}
        <Fact title={t("fact.began")}>
          <Time when={one.created_at} />
        </Fact>
        <Fact title={t("fact.improve")}>{t(one.improve ? "yes" : "no")}</Fact>
      </dl>
      {one.labels.length > 0 && (
        <Block title={t("labels")}>
          <p className="tags">
            {one.labels.map((label) => (
              <Badge key={label}>{label}</Badge>
            ))}
          </p>
        </Block>
      )}
      {side.feedback.length > 0 && (
        <Block title={t("feedback")}>
          <Feedback side={side} />
        </Block>
      )}
      <Block title={t("notes")}>
        <Notes store={store} id={id} side={side} />
      </Block>
      {side.earlier.length > 0 && (
        <Block title={t("earlier")}>
          <ul>
            {side.earlier.map((each) => (
              <li key={each.id}>
                <Link to={`/s/${store}/conversations/${each.id}`}>
                  <Time when={each.last_at} />
                </Link>
              </li>
            ))}
          </ul>
        </Block>
      )}
    </>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="h2">{title}</h3>
      {children}
    </section>
  );
}

function Feedback({ side }: { side: Side }) {
  const { t } = useTranslation("conversations");
  return (
    <ul className="said">
      {side.feedback.map((one) => (
        <li key={one.message_id}>
          <Badge mood={one.rating === "up" ? "good" : "warn"}>{t(`rating.${one.rating}`)}</Badge>{" "}
          {one.reasons.map((reason) => t(`reason.${reason}`)).join(", ")}
          {one.comment && <q dir="auto">{one.comment}</q>}
        </li>
      ))}
    </ul>
  );
}

function Present({ store, id, side }: Props) {
  const { t } = useTranslation("conversations");
  const { nameOf, isMine } = useNames();
  const others = usePresence(store, id, side.presence).filter((one) => !isMine(one.who));
  if (others.length === 0) return null;
  return (
    <p className="present" role="status">
      {others
        .map((one) =>
          t(one.typing ? "present.writing" : "present.looking", {
            name: nameOf(one.who, one.name),
          }),
        )
        .join(" ")}
    </p>
  );
}
