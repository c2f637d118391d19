import "./audit.css";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Empty, Head } from "../../../ui/pieces";
import { useUrlState } from "../../../ui/urlState";
import { Sections } from "../Sections";
import { auditQuery, exportOf, type Wanted } from "./api";
import { Entries } from "./Entries";
import { Filters } from "./Filters";
import { Verifying } from "./Verifying";

/** What was done here, by whom, from where; nothing of it can be edited. */
export default function Audit() {
  const { t } = useTranslation("settings");
  const [action] = useUrlState("action", "");
  const [outcome] = useUrlState("outcome", "");
  const [from] = useUrlState("from", "");
  const wanted: Wanted = { action, outcome, from };
  return (
    <Sections>
      <Head
        more={t("audit.more")}
        actions={
          <>
            <a className="btn second" href={exportOf(wanted, "csv")} download>
              {t("audit.export")}
            </a>
            <Verifying />
          </>
        }
      >
        {t("audit.title")}
      </Head>
      <Filters />
      <Found wanted={wanted} />
    </Sections>
  );
}

function Found({ wanted }: { wanted: Wanted }) {
  const { t } = useTranslation("settings");
  const query = useInfiniteQuery(auditQuery(wanted));
  return (
    <Answered query={query} about={t("section.audit")}>
      {({ pages }) => {
        const entries = pages.flatMap((one) => one.items);
        if (!entries.length) return <Empty title={t("audit.none")}>{t("audit.none.text")}</Empty>;
        return (
          <>
            <Entries entries={entries} />
            {query.hasNextPage && (
              <p className="more-rows">
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t("audit.older")}
                </Button>
              </p>
            )}
          </>
        );
      }}
    </Answered>
  );
}
