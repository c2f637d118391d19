import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { keepCsrfToken } from "../../api/client";
import { sessionQuery } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { type Consent, consentIn, finish } from "./consent";
import { Door } from "./Door";

// Read once and gone from the address bar: a code counts once, but nobody should look over a shoulder at it.
const consent = consentIn(new URLSearchParams(location.search));
if (location.pathname === "/account/consent")
  history.replaceState(history.state, "", location.pathname);

/** Where browsers come back to when somebody let Aisle into a shop. Whoever began it finishes it, with their own sign-in. */
export default function ConsentDoor() {
  const { t } = useTranslation("account");
  return (
    <Door title={t("consent")}>
      {consent ? <Finishing consent={consent} /> : <p role="status">{t("consent.refused")}</p>}
      <div className="more">
        <a className="link hit" href="/s">
          {t("to-store")}
        </a>
      </div>
    </Door>
  );
}

function Finishing({ consent: found }: { consent: Consent }) {
  const { t } = useTranslation("account");
  const session = useQuery({ ...sessionQuery, retry: false });
  if (session.data) keepCsrfToken(session.data.csrf_token);
  const outcome = useQuery({
    queryKey: ["consent"],
    queryFn: () => finish(found),
    enabled: !session.isPending,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Answered query={outcome} about={t("consent")}>
      {(how) =>
        how === "connected" ? <p role="status">{t("consent.done")}</p> : <Elsewhere of={found} />
      }
    </Answered>
  );
}

function Elsewhere({ of: { state, code } }: { of: Consent }) {
  const { t } = useTranslation("account");
  return (
    <>
      <p role="status">{t("consent.command")}</p>
      <pre className="shown-once">{`${location.origin}/account/consent?${new URLSearchParams({ state, code })}`}</pre>
      <p>{t("consent.browser")}</p>
    </>
  );
}
