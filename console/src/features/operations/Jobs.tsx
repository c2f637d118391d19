import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Empty, Head, Segments } from "../../ui/pieces";
import { useUrlState } from "../../ui/urlState";
import { jobsQuery, pausesQuery, STATES, type State } from "./api";
import { JobList } from "./JobList";
import { useKinds } from "./kinds";
import "./operations.css";
import { Parts } from "./Parts";
import { Paused } from "./Paused";

/** What the store's workers do, and did. */
export default function Jobs() {
  const { t } = useTranslation("operations");
  const kindInWords = useKinds();
  const { store } = useParams({ strict: false }) as { store: string };
  const [state, setState] = useUrlState<State | "">("state", "");
  const [kind, setKind] = useUrlState<string>("kind", "");
  const query = useInfiniteQuery(jobsQuery(store, state, kind));
  const pauses = useQuery(pausesQuery(store));
  const mayChange = useRights(store)("jobs.write");
  const numbers = useNumbers();
  return (
    <Parts>
      <Answered query={query} about={t("jobs")}>
        {({ pages }) => {
          const counts = pages[0]?.counts ?? {};
          const jobs = pages.flatMap((page) => page.items);
          const number = (one: State) => numbers.count(counts[one] ?? 0);
          return (
            <>
              <Head more={t("jobs.more", { dead: number("dead"), done: number("done") })}>
                {t("jobs.head", { running: number("running"), queued: number("queued") })}
              </Head>
              <div className="row job-filters">
                <Segments
                  label={t("state")}
                  value={state}
                  options={[
                    ["", t("all")] as const,
                    ...STATES.map((one) => [one, t(`state.${one}`)] as const),
                  ]}
                  onChange={setState}
                />
                {kind && (
                  <Button small icon="close" onClick={() => setKind(undefined)}>
                    {kindInWords(kind)}
                  </Button>
                )}
              </div>
              <Paused store={store} paused={pauses.data ?? []} mayChange={mayChange} />
              {jobs.length ? (
                <JobList
                  store={store}
                  jobs={jobs}
                  paused={pauses.data ?? []}
                  mayChange={mayChange}
                  onKind={setKind}
                />
              ) : (
                <Empty title={t("jobs.none")}>{t("jobs.none.text")}</Empty>
              )}
              {query.hasNextPage && (
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t("older")}
                </Button>
              )}
            </>
          );
        }}
      </Answered>
    </Parts>
  );
}
