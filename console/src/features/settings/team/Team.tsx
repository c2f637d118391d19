import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Head } from "../../../ui/pieces";
import { useUrlState } from "../../../ui/urlState";
import { Sections } from "../Sections";
import { membersQuery } from "./api";
import { Invitations } from "./Invitations";
import { Inviting } from "./Inviting";
import { Members } from "./Members";

/** Who works here, and who is invited. */
export default function Team() {
  const { t } = useTranslation("settings");
  const { store } = useParams({ strict: false }) as { store: string };
  const [inviting, setInviting] = useUrlState<string>("invite", "");
  const mayChange = useRights(store)("members.write");
  const members = useQuery(membersQuery);
  const add = mayChange && (
    <Button kind="primary" icon="plus" onClick={() => setInviting("open")}>
      {t("invite")}
    </Button>
  );
  return (
    <Sections>
      <Answered query={members} about={t("section.team")}>
        {(found) => (
          <>
            <Head actions={add} more={found.length === 1 ? t("team.alone") : undefined}>
              {t("team.count", { count: found.length })}
            </Head>
            <Members store={store} members={found} mayChange={mayChange} />
          </>
        )}
      </Answered>
      <Invitations mayChange={mayChange} />
      {inviting === "open" && mayChange && <Inviting onClose={() => setInviting(undefined)} />}
    </Sections>
  );
}
