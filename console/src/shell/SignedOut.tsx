import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { lookWith } from "../api/ending";
import { asProblem } from "../api/problem";
import { sessionQuery } from "../api/session";
import { toDoor } from "../features/account/entered";
import { Dialog } from "../ui/Dialog";
import { writeSearch } from "../ui/urlState";

/** Says that the sign-in is over, wherever that was noticed, and leads to the door and back here. */
export function SignedOut() {
  const { t } = useTranslation("shell");
  const queries = useQueryClient();
  const { error } = useQuery(sessionQuery);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    lookWith(async () => {
      setSeen(false);
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      return queries.getQueryState(sessionQuery.queryKey)?.status === "success";
    });
    return () => lookWith(async () => false);
  }, [queries]);
  if (seen || !error || asProblem(error).status !== 401) return null;
  const here = toDoor(location.pathname + location.search);
  return (
    <Dialog
      title={t("over.title")}
      onClose={() => setSeen(true)}
      actions={
        <a className="btn primary" href={`/sign-in${writeSearch(here as never)}`}>
          {t("over.go")}
        </a>
      }
    >
      {t("over.text")}
    </Dialog>
  );
}
