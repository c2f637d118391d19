import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Button } from "../../ui/Button";
import { useUrlState } from "../../ui/urlState";
import { traceQuery, useAgain } from "./api";

interface Props {
  store: string;
  message: string;
  against: string;
  small?: boolean;
}

/** Asks the same question under live, so that each number stands against it; the answer's id goes into the address. */
export function AgainstLive({ store, message, against, small = false }: Props) {
  const { t } = useTranslation("answers");
  const trace = useQuery(traceQuery(store, message)).data;
  const [, setAgainst] = useUrlState<string>("against", "");
  const again = useAgain(store);
  const may = useRights(store)("assistant.write");
  const asked = trace?.query.as as { release?: string } | undefined;
  if (!may || !trace || against || asked?.release === "live") return null;
  const go = () => again.mutate({ trace, release: "live" }, { onSuccess: setAgainst });
  return (
    <Button small={small} busy={again.isPending} onClick={go}>
      {t("against.ask")}
    </Button>
  );
}
