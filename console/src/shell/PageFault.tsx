import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { asProblem, Problem } from "../api/problem";
import { useSaid } from "../problems/useSaid";
import { Button } from "../ui/Button";
import { Empty } from "../ui/pieces";
import { tell } from "../ui/toasts";

/** A screen that could not be shown, and what to do about it. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const problem = asProblem(error);
  const said = useSaid();
  const again = () => {
    reset();
    void router.invalidate();
  };
  const copy = async () => {
    const facts = [
      location.href,
      problem.code,
      problem.detail,
      error instanceof Error ? error.stack : "",
      navigator.userAgent,
    ];
    await navigator.clipboard.writeText(facts.filter(Boolean).join("\n"));
    tell(t("copied"));
  };
  return (
    <Empty
      title={t("fault.title")}
      actions={
        <>
          <Button kind="primary" onClick={again}>
            {t("again")}
          </Button>
          <Button onClick={() => void copy()}>{t("fault.copy")}</Button>
        </>
      }
    >
      {error instanceof Problem ? said(problem).text : problem.detail}
    </Empty>
  );
}

/** An address that means nothing here. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty
      title={t("nowhere.title")}
      actions={
        <Link to="/s" className="btn primary">
          {t("nowhere.home")}
        </Link>
      }
    >
      {t("nowhere.text")}
    </Empty>
  );
}
