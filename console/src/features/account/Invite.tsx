import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { sessionQuery } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { Door } from "./Door";
import { linkToken } from "./linkToken";

/** Joining an organization by the link of a mail; for the invited address alone. */
export default function Invite() {
  const { t } = useTranslation("account");
  const offer = useQuery({
    queryKey: ["invitation"],
    queryFn: () =>
      answer(api.POST("/api/v1/auth/invitations/preview", { body: { token: linkToken } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Door title={t("invited")}>
      <Answered query={offer} about={t("invited")}>
        {(found) => (
          <>
            <p>{t("invited.to", { organization: found.organization })}</p>
            <Accepting />
          </>
        )}
      </Answered>
    </Door>
  );
}

function Accepting() {
  const { t } = useTranslation("account");
  const [problem, setProblem] = useState<Problem>();
  const session = useQuery({ ...sessionQuery, retry: false });
  if (session.isPending) return null;
  // The token goes along behind the #, as it came.
  const back = { next: `/invite#token=${linkToken}` } as never;
  if (!session.data)
    return (
      <div className="more">
        <Link className="btn primary wide" to="/sign-in" search={back}>
          {t("invited.sign-in")}
        </Link>
        <Link className="btn second wide" to="/sign-up" search={back}>
          {t("sign-up")}
        </Link>
      </div>
    );
  const accept = async () => {
    try {
      const body = { token: linkToken };
      await answer(api.POST("/api/v1/auth/invitations/accept", { body }));
      location.assign("/s");
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return (
    <>
      <p className="muted">{t("invited.as", { email: session.data.person.email })}</p>
      <Refusal problem={problem} />
      <div className="more">
        <Button kind="primary" className="wide" onClick={() => void accept()}>
          {t("invited.accept")}
        </Button>
      </div>
    </>
  );
}
