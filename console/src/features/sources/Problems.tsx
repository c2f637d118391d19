import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Button } from "../../ui/Button";
import { Badge } from "../../ui/pieces";
import { problemsQuery, useSourceActions } from "./api";
import type { Cause, Source } from "./types";

/** What could not be kept, grouped by cause, each with what to do about it. */
export function Problems({ store, source }: { store: string; source: Source }) {
  const { t } = useTranslation("sources");
  const { data } = useQuery(problemsQuery(store, source.id));
  const { count } = useNumbers();
  if (!data) return <div />;
  const all = data.reduce((sum, one) => sum + one.count, 0);
  return (
    <div>
      <h3>
        {t("worth-a-look")} <span className="faint num">{all > 0 && count(all)}</span>
      </h3>
      {all === 0 && <p className="faint small">{t("worth-a-look.none")}</p>}
      <ul className="prb">
        {data.map((one) => (
          <One
            key={`${one.resource} ${one.code} ${one.field}`}
            {...{ store, source }}
            cause={one}
          />
        ))}
      </ul>
    </div>
  );
}

function One({ store, source, cause }: { store: string; source: Source; cause: Cause }) {
  const { t } = useTranslation("sources");
  const act = useSourceActions(store, source.id).cause;
  const may = useRights(store)("sources.write");
  return (
    <li>
      <Badge mood="bad">{cause.count}</Badge>
      <span className="grow" title={cause.action}>
        {cause.reason}
        {cause.example && (
          <small className="faint">
            {" "}
            <bdi>{cause.example}</bdi>
          </small>
        )}
      </span>
      {may && (
        <>
          <Button
            kind="quiet"
            small
            busy={act.isPending}
            onClick={() => act.mutate({ cause, action: "retry" })}
          >
            {t("try-again", { count: cause.count })}
          </Button>
          <Button
            kind="quiet"
            small
            busy={act.isPending}
            onClick={() => act.mutate({ cause, action: "dismiss" })}
          >
            {t("leave-out")}
          </Button>
        </>
      )}
    </li>
  );
}
