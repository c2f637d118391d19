import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Time } from "../format/Time";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { usePopup } from "../ui/Menu";
import { forgetToasts, useToasts } from "../ui/toasts";
import { leadOf, markRead, type Notice, noticesQuery, useUnread } from "./notices";
import { usePlaces } from "./usePlaces";

/** What the store tells, and what one's own actions came to after their messages left the screen. */
export function Bell({ store }: { store: string }) {
  const { t } = useTranslation();
  const { open, setOpen, anchor, id } = usePopup();
  const toasts = useToasts();
  const queries = useQueryClient();
  const unread = useUnread(store);
  const [seen, setSeen] = useState(0);
  const news = unread + toasts.filter((one) => one.id > seen).length;
  const toggle = () => {
    setSeen(toasts[0]?.id ?? 0);
    setOpen(!open);
    if (!open && unread > 0)
      void markRead(store).then(() => queries.setQueryData(["store", store, "unread"], 0));
  };
  return (
    <div className="anchor" ref={anchor}>
      <button
        type="button"
        className="btn icon bell"
        aria-label={t("bell", { count: news })}
        aria-expanded={open}
        aria-controls={id}
        onClick={toggle}
      >
        <Icon name="bell" />
        {news > 0 && <span className="n" aria-hidden="true" />}
      </button>
      {open && (
        <section className="pop end" id={id} aria-label={t("messages")}>
          <Notices store={store} onDone={() => setOpen(false)} />
          {toasts.map((one) => (
            <p key={one.id} className="item">
              <span className="grow">{one.text}</span>
              <small className="faint">
                <Time when={new Date(one.at).toISOString()} />
              </small>
            </p>
          ))}
          {toasts.length > 0 && (
            <Button kind="quiet" small onClick={forgetToasts}>
              {t("bell.clear")}
            </Button>
          )}
        </section>
      )}
    </div>
  );
}

function Notices({ store, onDone }: { store: string; onDone: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(noticesQuery(store));
  const toasts = useToasts();
  if (data?.length === 0 && toasts.length === 0)
    return <p className="item faint">{t("bell.none")}</p>;
  return data?.map((one) => <One key={one.id} store={store} notice={one} onDone={onDone} />);
}

function One({ store, notice, onDone }: { store: string; notice: Notice; onDone: () => void }) {
  const { t } = useTranslation();
  const places = usePlaces(store);
  const lead = leadOf(notice);
  const told = (
    <>
      <span className="grow">{t(`notice.${notice.kind}`)}</span>
      <small className="faint">
        <Time when={notice.at} />
      </small>
    </>
  );
  if (!lead || !places.some((one) => one.name === lead.feature))
    return <p className="item">{told}</p>;
  return (
    <Link className="item" to={`/s/${store}${lead.path}`} onClick={onDone}>
      {told}
    </Link>
  );
}
