import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { enterOrganization, useSession } from "../../../api/session";
import { tellProblem } from "../../../problems/said";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Badge } from "../../../ui/pieces";
import { tell } from "../../../ui/toasts";
import { type Belonging, belongingsQuery, restoreOrganization, useDone } from "../api";
import { Leaving } from "./Leaving";
import { Part } from "./Part";

/** Where one belongs: to work there, to leave, and to bring back what one deleted. */
export function Organizations() {
  const { t } = useTranslation("account");
  const query = useQuery(belongingsQuery);
  return (
    <Part title={t("organizations")}>
      <Answered query={query} about={t("organizations")}>
        {(found) =>
          found.length ? (
            <ul className="lines">
              {found.map((one) => (
                <Line key={one.id} of={one} />
              ))}
            </ul>
          ) : (
            <p className="muted">{t("organizations.none")}</p>
          )
        }
      </Answered>
    </Part>
  );
}

function Line({ of }: { of: Belonging }) {
  const { t } = useTranslation("account");
  const here = useSession().organizations.some((one) => one.current && one.id === of.id);
  const [leaving, setLeaving] = useState(false);
  const restore = useDone(() => restoreOrganization(of.id));
  const bringBack = () =>
    restore.mutate(undefined, {
      onSuccess: () => tell(t("organization.restored", { name: of.name })),
    });
  return (
    <li>
      <span className="grow">
        {of.name} {here && <Badge mood="good">{t("organization.here")}</Badge>}
        {of.state !== "active" && <Badge mood="warn">{t(`organization.${of.state}`)}</Badge>}
      </span>
      {of.state === "deleted" && of.roles.includes("owner") && (
        <Button small busy={restore.isPending} onClick={bringBack}>
          {t("organization.restore")}
        </Button>
      )}
      {of.state === "active" && !here && <Entering of={of} />}
      {of.state !== "deleted" && (
        <Button
          small
          aria-label={t("organization.leave.of", { name: of.name })}
          onClick={() => setLeaving(true)}
        >
          {t("organization.leave")}
        </Button>
      )}
      {leaving && <Leaving of={of} onClose={() => setLeaving(false)} />}
    </li>
  );
}

function Entering({ of }: { of: Belonging }) {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const go = async () => {
    try {
      await enterOrganization(queries, of.id);
      await navigate({ to: "/s" });
    } catch (error) {
      void tellProblem(error);
    }
  };
  return (
    <Button
      small
      aria-label={t("organization.enter.of", { name: of.name })}
      onClick={() => void go()}
    >
      {t("organization.enter")}
    </Button>
  );
}
