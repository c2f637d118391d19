import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { storeQuery } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Block } from "../Block";
import type { WholeStore } from "./api";
import { StoreForm } from "./StoreForm";
import { useMayChange } from "./useMayChange";

/** What this store is, and where shoppers find it. */
export function ThisStore({ store }: { store: string }) {
  const { t } = useTranslation("settings/organization");
  const query = useQuery(storeQuery(store));
  const mayChange = useMayChange();
  return (
    <Block
      title={t("this")}
      more={t("this.more")}
      action={
        <Link className="link hit" to={`/s/${store}/settings/privacy`}>
          {t("this.kept")}
        </Link>
      }
    >
      <Answered query={query} about={t("this")}>
        {(found) => (
          <>
            <p>
              {t("given.chat")}{" "}
              <a className="link hit" href={`/c/${found.slug}`}>
                <bdi>{`${location.origin}/c/${found.slug}`}</bdi>
              </a>
            </p>
            {mayChange(found.id) ? (
              // Saved values begin the form anew.
              <StoreForm key={JSON.stringify(found)} of={found} />
            ) : (
              <Facts of={found} />
            )}
          </>
        )}
      </Answered>
    </Block>
  );
}

function Facts({ of }: { of: WholeStore }) {
  const { t, i18n } = useTranslation("settings/organization");
  const named = (type: "currency" | "language", code: string) =>
    new Intl.DisplayNames(i18n.language, { type }).of(code) ?? code;
  return (
    <>
      <dl className="store-facts">
        <dt>{t("given.site")}</dt>
        <dd>{of.site_url ? <bdi>{of.site_url}</bdi> : t("given.none")}</dd>
        <dt>{t("given.currency")}</dt>
        <dd>
          {named("currency", of.currency)} <bdi className="muted">{of.currency}</bdi>
        </dd>
        <dt>{t("given.language")}</dt>
        <dd>{named("language", of.language)}</dd>
        <dt>{t("field.zone")}</dt>
        <dd>
          <bdi>{of.time_zone}</bdi>
        </dd>
      </dl>
      <p className="muted">{t("this.barred")}</p>
    </>
  );
}
