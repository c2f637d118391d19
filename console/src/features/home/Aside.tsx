import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Time } from "../../format/Time";
import { usePlaces } from "../../shell/usePlaces";
import { Badge } from "../../ui/pieces";
import { latestChanges } from "./changes";
import type { Change, HomePage } from "./types";

/** Chats that are open now. */
export function Now({ store, page }: { store: string; page: HomePage }) {
  const { t } = useTranslation("home");
  const leads = usePlaces(store).some((one) => one.name === "conversations");
  if (page.open_chats === null) return null;
  return (
    <section aria-labelledby="now">
      <div className="sec-h">
        <h2 className="h2" id="now">
          {t("now")}
        </h2>
        {leads && <Link to={`/s/${store}/conversations`}>{t("now.all")}</Link>}
      </div>
      <p className="row">
        <span>{t("now.open", { count: page.open_chats })}</span>
        {!!page.running_chats && (
          <Badge mood="acc">{t("now.running", { count: page.running_chats })}</Badge>
        )}
      </p>
    </section>
  );
}

/** What people and sources changed lately. */
export function Changes({ changes }: { changes: readonly Change[] | null }) {
  const { t } = useTranslation("home");
  const latest = latestChanges(changes ?? []);
  if (latest.length === 0) return null;
  return (
    <section aria-labelledby="changed" className="later">
      <div className="sec-h">
        <h2 className="h2" id="changed">
          {t("changed")}
        </h2>
      </div>
      <ul className="chg">
        {latest.map((one) => (
          <li key={one.action}>
            <span className="faint">
              <Time when={one.at} />
            </span>
            <span>{t(`change.${one.action}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
