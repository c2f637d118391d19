import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Head } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { traceQuery } from "../answers/api";
import { TraceView } from "../answers/TraceView";

/** The trace of an answer under an address of its own, which leads to a step, too. */
export default function OneTrace() {
  const { t } = useTranslation("conversations");
  const { store, message } = useParams({ strict: false }) as { store: string; message: string };
  const trace = useQuery(traceQuery(store, message)).data;
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
      <TraceView store={store} message={message} />
    </>
  );
}
