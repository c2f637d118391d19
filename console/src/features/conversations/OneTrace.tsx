import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Button } from "../../ui/Button";
import { Head } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { useUrlState } from "../../ui/urlState";
import { AgainstLive } from "../answers/AgainstLive";
import { traceQuery, useAgain } from "../answers/api";
import { TraceView } from "../answers/TraceView";
import type { Trace } from "../answers/types";

/** The trace of an answer under an address of its own, which leads to a step, too. */
export default function OneTrace() {
  const { t } = useTranslation("conversations");
  const { store, message } = useParams({ strict: false }) as { store: string; message: string };
  const trace = useQuery(traceQuery(store, message)).data;
  const [against] = useUrlState<string>("against", "");
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    tell(t("trace.copied"));
  };
  return (
    <>
      <Head
        more={trace && <span dir="auto">{String(trace.query.asked ?? "")}</span>}
        actions={
          <>
            <AgainstLive store={store} message={message} against={against} />
            {trace && <OnDraft store={store} trace={trace} />}
            <Button onClick={() => void copy()}>{t("trace.copy")}</Button>
            {trace && (
              <Link
                className="btn second"
                to={`/s/${store}/conversations/${trace.conversation_id}`}
              >
                {t("trace.conversation")}
              </Link>
            )}
          </>
        }
      >
        {t("trace.title")}
      </Head>
      <TraceView store={store} message={message} against={against} />
    </>
  );
}

/** Asks the same question of the draft, and shows how that answer comes about. */
function OnDraft({ store, trace }: { store: string; trace: Trace }) {
  const { t } = useTranslation("conversations");
  const navigate = useNavigate();
  const again = useAgain(store);
  if (!useRights(store)("assistant.write")) return null;
  const go = () =>
    again.mutate(
      { trace, release: "draft" },
      {
        onSuccess: (id) =>
          void navigate({
            to: `/s/${store}/answers/${id}`,
            search: { against: trace.message_id } as never,
          }),
      },
    );
  return (
    <Button busy={again.isPending} onClick={go}>
      {t("trace.on-draft")}
    </Button>
  );
}
