import "./sources.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useStream } from "../../api/stream";
import { clock } from "../../format/times";
import { localeOf } from "../../i18n/languages";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Banner } from "../../ui/pieces";
import { runEvents, runQuery, sourcesQuery, useSourceActions } from "./api";
import { iconOf } from "./kinds";
import { Problems } from "./Problems";
import { RunBar } from "./RunBar";
import { RunStages } from "./RunStages";
import { hasEnded, lastItems } from "./running";
import type { FollowedRun, Source } from "./types";

interface Props {
  store: string;
  source: Source;
  run: string;
}

/** A run as it goes on: counts, speed, stages, what was read last, what is worth a look. */
export function SyncPanel({ store, source, run: id }: Props) {
  const { data: run } = useFollowed({ store, source, run: id });
  if (!run) return null;
  return (
    <section className="sync" aria-label={source.name}>
      <Title store={store} source={source} run={run} />
      {run.state === "waiting" ? (
        <Waiting store={store} source={source} run={run} />
      ) : (
        <RunBar run={run} />
      )}
      <RunStages run={run} />
      <div className="two">
        <JustNow run={run} />
        <Problems store={store} source={source} />
      </div>
      <Meanwhile run={run} />
    </section>
  );
}

/** Follow a run; when it has ended, the list of sources is looked at anew. */
function useFollowed({ store, source, run }: Props) {
  const queries = useQueryClient();
  const wanted = runQuery(store, source.id, run);
  const query = useQuery(wanted);
  const live = query.data && !hasEnded(query.data.state);
  useStream<FollowedRun>(live ? runEvents(store, source.id, run) : undefined, (fresh) => {
    queries.setQueryData(wanted.queryKey, fresh);
    if (hasEnded(fresh.state))
      void queries.invalidateQueries({ queryKey: sourcesQuery(store).queryKey });
  });
  return query;
}

function Title({ store, source, run }: { store: string; source: Source; run: FollowedRun }) {
  const { t, i18n } = useTranslation("sources");
  const act = useSourceActions(store, source.id);
  const may = useRights(store)("sources.write");
  const time = clock(localeOf(i18n.language), Date.parse(run.started_at ?? run.created_at));
  const paused = run.state === "paused";
  const readable = run.state === "queued" || run.state === "running" || paused;
  const go = (action: "pause" | "resume" | "stop") => act.run.mutate({ run_id: run.id, action });
  return (
    <div className="t">
      <span className="ico">
        <Icon name={iconOf(source.kind)} />
      </span>
      <div className="grow">
        <h2 className="h2">{t(`run.${run.state}`, { name: source.name })}</h2>
        <p className="faint small">{t("started", { time })}</p>
      </div>
      {may && readable && (
        <Button
          small
          icon={paused ? "play" : "pause"}
          onClick={() => go(paused ? "resume" : "pause")}
        >
          {t(paused ? "resume" : "pause")}
        </Button>
      )}
      {may && (readable || run.state === "staged") && (
        <Button small icon="close" onClick={() => go("stop")}>
          {t("stop")}
        </Button>
      )}
    </div>
  );
}

/** A run that waits for a person: why, what it would change, and the two answers. */
function Waiting({ store, source, run }: { store: string; source: Source; run: FollowedRun }) {
  const { t } = useTranslation("sources");
  const act = useSourceActions(store, source.id);
  const may = useRights(store)("sources.write");
  const decide = (action: "approve" | "refuse") => act.run.mutate({ run_id: run.id, action });
  const lost = run.difference?.questions_lost ?? [];
  return (
    <div className="waits">
      <Banner mood="warn" title={t("waiting.title")}>
        {(run.difference?.reasons ?? []).map((one) => (
          <p key={one}>{one}</p>
        ))}
        {lost.map((one) => (
          <p key={one}>{t("waiting.lost", { question: one })}</p>
        ))}
      </Banner>
      <Difference run={run} />
      {may ? (
        <div className="row">
          <Button busy={act.run.isPending} onClick={() => decide("refuse")}>
            {t("refuse")}
          </Button>
          <Button kind="primary" busy={act.run.isPending} onClick={() => decide("approve")}>
            {t("approve")}
          </Button>
        </div>
      ) : (
        <p className="muted">{t("waiting.ask")}</p>
      )}
    </div>
  );
}

function Difference({ run }: { run: FollowedRun }) {
  const { t } = useTranslation("sources");
  return (
    <ul className="leg num">
      {Object.entries(run.difference?.records ?? {}).map(([resource, changes]) => (
        <li key={resource}>
          <b>{t(`resource.${resource}`)}</b>
          <bdi>
            +{changes.add ?? 0} ~{changes.change ?? 0} −{changes.remove ?? 0}
          </bdi>
        </li>
      ))}
    </ul>
  );
}

function JustNow({ run }: { run: FollowedRun }) {
  const { t } = useTranslation("sources");
  const items = lastItems(run);
  return (
    <div>
      <h3>{t("just-now")}</h3>
      {items.length === 0 && <p className="faint small">{t("just-now.none")}</p>}
      <ul className="log">
        {items.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same page can be read twice
          <li key={`${at} ${one}`}>
            <span className="ok">
              <Icon name="check" small />
            </span>
            <span className="u">
              <bdi>{one}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Meanwhile({ run }: { run: FollowedRun }) {
  const { t } = useTranslation("sources");
  return (
    <p className="safe">
      <Icon name="shield" small />
      {run.detail && run.state !== "waiting" ? run.detail : t("promise")}
    </p>
  );
}
