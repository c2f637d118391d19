import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { storeQuery } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Block } from "../Block";

/** What was fixed when this store was opened, and where shoppers find it. */
export function ThisStore({ store }: { store: string }) {
  const { t, i18n } = useTranslation("settings/organization");
  const query = useQuery(storeQuery(store));
  const named = (type: "currency" | "language", code: string) =>
    new Intl.DisplayNames(i18n.language, { type }).of(code) ?? code;
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
          <dl className="store-facts">
            <dt>{t("given.chat")}</dt>
            <dd>
              <a className="link hit" href={`/c/${found.slug}`}>
                <bdi>{`${location.origin}/c/${found.slug}`}</bdi>
              </a>
            </dd>
            <dt>{t("given.site")}</dt>
            <dd>{found.site_url ? <bdi>{found.site_url}</bdi> : t("given.none")}</dd>
            <dt>{t("given.currency")}</dt>
            <dd>
              {named("currency", found.currency)} <bdi className="muted">{found.currency}</bdi>
            </dd>
            <dt>{t("given.language")}</dt>
            <dd>{named("language", found.language)}</dd>
          </dl>
        )}
      </Answered>
    </Block>
  );
}
