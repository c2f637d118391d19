import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { storeQuery } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { Head } from "../../ui/pieces";

export default function Home() {
  const { t } = useTranslation("home");
  const { store } = useParams({ strict: false }) as { store: string };
  const query = useQuery(storeQuery(store));
  return (
    <Answered query={query} about={t("about")}>
      {(found) => (
        <Head
          more={t("start.text")}
          actions={
            <Link className="btn primary" to={`/s/${store}/sources`}>
              {t("start.sources")}
            </Link>
          }
        >
          {t("start", { name: found.name })}
        </Head>
      )}
    </Answered>
  );
}
