import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Badge, Empty, Head } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { type DeadGroup, deadQuery, retryGroup, useDone } from "./api";
import { Discarding } from "./Discarding";
import { useKinds } from "./kinds";
import "./operations.css";
import { Parts } from "./Parts";

/** What failed for good, by cause. */
export default function Failed() {
  const { t } = useTranslation("operations");
  const { store } = useParams({ strict: false }) as { store: string };
  const query = useQuery(deadQuery(store));
  const mayChange = useRights(store)("jobs.write");
  const numbers = useNumbers();
  return (
    <Parts>
      <Answered query={query} about={t("failed")}>
        {(groups) => {
          if (!groups.length)
            return <Empty title={t("failed.none")}>{t("failed.none.text")}</Empty>;
          const jobs = groups.reduce((sum, one) => sum + one.count, 0);
          return (
            <>
              <Head>
                {t("failed.head", {
                  jobs: numbers.count(jobs),
                  causes: numbers.count(groups.length),
                })}
              </Head>
              {groups.map((one) => (
                <Group key={`${one.kind} ${one.cause}`} {...{ store, mayChange }} of={one} />
              ))}
            </>
          );
        }}
      </Answered>
    </Parts>
  );
}

function Group({ store, of, mayChange }: { store: string; of: DeadGroup; mayChange: boolean }) {
  const { t } = useTranslation("operations");
  const kindInWords = useKinds();
  const numbers = useNumbers();
  const [discarding, setDiscarding] = useState(false);
  const again = useDone(store, () => retryGroup(store, of));
  const kind = kindInWords(of.kind);
  const go = () => again.mutate(undefined, { onSuccess: () => tell(t("told.retried", { kind })) });
  return (
    <section className="panel dead">
      <h3 className="h2">
        {kind} <Badge mood="bad">{numbers.count(of.count)}</Badge>{" "}
        {of.done_since > 0 && <Badge mood="good">{t("well-since")}</Badge>}
      </h3>
      <p>{of.cause || t("cause.none")}</p>
      <p className="muted">
        {t("first")} <Time when={of.first_at} /> · {t("last")} <Time when={of.last_at} />
      </p>
      <details>
        <summary>{t("sample")}</summary>
        <pre className="sample-text">{JSON.stringify(of.sample, null, 2)}</pre>
      </details>
      {mayChange && (
        <div className="row">
          <Button busy={again.isPending} onClick={go} icon="refresh">
            {t("retry-all")}
          </Button>
          <Button onClick={() => setDiscarding(true)}>{t("discard-all")}</Button>
        </div>
      )}
      {discarding && (
        <Discarding store={store} of={of} kind={kind} onClose={() => setDiscarding(false)} />
      )}
    </section>
  );
}
