import "./organization.css";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights, useSession } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Empty, Head } from "../../../ui/pieces";
import { useWideRights } from "../rights";
import { Sections } from "../Sections";
import { allStoresQuery } from "./api";
import { Ending } from "./Ending";
import { Exporting } from "./Exporting";
import { Limits } from "./Limits";
import { Naming } from "./Naming";
import { Stores } from "./Stores";
import { ThisStore } from "./ThisStore";

/** What the stores here have in common, and the stores themselves. */
export default function Organization() {
  const { t } = useTranslation("settings/organization");
  const { store } = useParams({ strict: false }) as { store: string };
  const [may, mayWidely] = [useRights(store), useWideRights()];
  const name = useSession().organizations.find((one) => one.current)?.name ?? "";
  const query = useQuery(allStoresQuery);
  const sees = mayWidely("organization.read");
  if (!sees && !may("stores.write"))
    return (
      <Sections>
        <Empty title={t("barred")}>{t("barred.text")}</Empty>
      </Sections>
    );
  return (
    <Sections>
      <Answered query={query} about={t("stores")}>
        {(stores) => (
          <>
            <Head more={t("more")}>
              {t("head", { name, count: stores.filter((one) => !one.deleted_at).length })}
            </Head>
            <Stores stores={stores} />
          </>
        )}
      </Answered>
      <ThisStore store={store} />
      {sees && <Naming name={name} mayChange={mayWidely("organization.write")} />}
      {sees && <Limits mayChange={mayWidely("organization.write")} />}
      {mayWidely("organization.delete") && <Exporting />}
      {sees && <Ending name={name} mayDelete={mayWidely("organization.delete")} />}
    </Sections>
  );
}
