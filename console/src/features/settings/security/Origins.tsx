import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Block } from "../Block";
import { type Key, keysQuery } from "../keys/api";

/** How a key names the pages of this server itself. */
const OWN = "self";

/** The sites that publishable keys open chats from; they are set with each key. */
export function Origins({ store }: { store: string }) {
  const { t } = useTranslation("settings/security");
  const query = useQuery(keysQuery);
  const id = useQuery(storesQuery).data?.find((one) => one.slug === store)?.id;
  return (
    <Block
      title={t("origins")}
      more={t("origins.more")}
      action={
        <Link className="link hit" to={`/s/${store}/settings/keys`}>
          {t("origins.go")}
        </Link>
      }
    >
      <Answered query={query} about={t("origins")}>
        {(keys) => {
          const found = originsOf(keys, id);
          if (!found.length) return <p>{t("origins.none")}</p>;
          return (
            <ul className="origins">
              {found.map((one) => (
                <li key={one}>
                  {one === OWN ? t("origins.own") : <bdi className="mono">{one}</bdi>}
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
    </Block>
  );
}

/** Sites of the keys that work in a store, each once. id: of the store. */
export function originsOf(keys: readonly Key[], id: string | undefined): readonly string[] {
  const working = keys.filter((one) => one.state === "active" || one.state === "ending");
  const here = working.filter((one) => !one.stores.length || (id && one.stores.includes(id)));
  return [...new Set(here.flatMap((one) => one.origins))].sort();
}
