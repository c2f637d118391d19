import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { useNumbers } from "../../format/numbers";
import { Icon } from "../../ui/Icon";
import { STAGES, type StageName, type StageState, stagesOf } from "./running";
import type { FollowedRun } from "./types";

/** The six stages of a run, and how each stands. */
export function RunStages({ run }: { run: FollowedRun }) {
  const { t } = useTranslation("sources");
  const stages = stagesOf(run);
  const detail = useDetails(run, stages);
  return (
    <ol className="st">
      {STAGES.map((name) => (
        <li key={name} className={stages[name]} aria-current={stages[name] === "now" || undefined}>
          <b>
            {stages[name] === "done" && <Icon name="check" small />}
            {t(`stage.${name}`)}
          </b>
          <small>{detail[name]}</small>
        </li>
      ))}
    </ol>
  );
}

function useDetails(
  run: FollowedRun,
  stages: Record<StageName, StageState>,
): Record<StageName, string> {
  const { t } = useTranslation("sources");
  const { count } = useNumbers();
  const job = usePreparing(run, stages.prepare === "now");
  const { records, total } = run.progress;
  const changes = Object.values(run.counts).map((one) => one.added + one.changed + one.removed);
  const changed = changes.reduce((all, one) => all + one, 0);
  return {
    find: total === null ? t("stage.find.so-far") : t("stage.find.all", { count: total }),
    read: total === null ? count(records) : t("of", { done: count(records), total: count(total) }),
    compare: t("stage.compare.changes", { count: changed }),
    prepare: job ?? t("stage.prepare.beside"),
    check: t(run.state === "waiting" ? "stage.check.waits" : "stage.check.questions"),
    live: t("stage.live.step"),
  };
}

interface Job {
  progress: { done: number; total: number | null } | null;
}

/** How far the preparing is, which a job does. */
function usePreparing(run: FollowedRun, now: boolean): string | undefined {
  const { t } = useTranslation("sources");
  const { count } = useNumbers();
  const { store } = useParams({ strict: false }) as { store: string };
  const job_id = run.job_id ?? "";
  const { data } = useQuery({
    queryKey: ["store", store, "jobs", job_id],
    queryFn: () =>
      answer<Job>(
        api.GET("/api/v1/stores/{store}/jobs/{job_id}", { params: { path: { store, job_id } } }),
      ),
    enabled: now && !!run.job_id,
    refetchInterval: 1_500,
  });
  const progress = data?.progress;
  if (!progress?.total) return undefined;
  return t("of", { done: count(progress.done), total: count(progress.total) });
}
