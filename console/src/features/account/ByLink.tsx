import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../../api/client";
import { asProblem, type Problem } from "../../api/problem";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { Door } from "./Door";
import { linkToken } from "./linkToken";

const ACTS = {
  confirm: () => answer(api.POST("/api/v1/auth/email/confirm", { body: { token: linkToken } })),
  email: () => answer(api.POST("/api/v1/auth/email/change", { body: { token: linkToken } })),
  undo: () => answer(api.POST("/api/v1/auth/email/undo", { body: { token: linkToken } })),
};
type Act = keyof typeof ACTS;

/** What a mail's link does to an address. A press does it, not the visit: programs that look for viruses visit, too. */
function ByLink({ act }: { act: Act }) {
  const { t } = useTranslation("account");
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const go = () =>
    ACTS[act]().then(
      () => setDone(true),
      (error) => setProblem(asProblem(error)),
    );
  return (
    <Door title={t(`link.${act}`)}>
      <Refusal problem={problem} />
      <p role="status">{t(done ? `link.${act}.done` : `link.${act}.text`)}</p>
      {!done && (
        <Button kind="primary" className="wide" onClick={() => void go()}>
          {t(`link.${act}.do`)}
        </Button>
      )}
      <div className="more">
        <a className="link hit" href="/account">
          {t("to-account")}
        </a>
      </div>
    </Door>
  );
}

/** The address of a mail's link says what it does. */
export default function LinkDoor() {
  const { act = "" } = useParams({ strict: false }) as { act?: string };
  const { t } = useTranslation("account");
  if (act in ACTS) return <ByLink act={act as Act} />;
  return (
    <Door title={t("link.unknown")}>
      <a className="link hit" href="/account">
        {t("to-account")}
      </a>
    </Door>
  );
}
