import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../../api/session";
import { Time } from "../../../format/Time";
import { Menu } from "../../../ui/Menu";
import { Badge, Isolated } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { type Member, resume } from "./api";
import { Changing } from "./Changing";
import { useRoleNames } from "./names";
import { Removing } from "./Removing";
import { SignedIn } from "./SignedIn";
import { Suspending } from "./Suspending";

interface Props {
  store: string;
  members: readonly Member[];
  mayChange: boolean;
}

/** Everybody with their roles, and what can be done about it. */
export function Members({ store, members, mayChange }: Props) {
  const { t } = useTranslation("settings");
  const { placed } = useRoleNames();
  const columns: Column<Member>[] = [
    {
      name: "name",
      title: t("column.person"),
      by: (one) => one.name || one.email,
      cell: (one) => <Person member={one} />,
    },
    {
      name: "roles",
      title: t("column.roles"),
      cell: (one) => one.roles.map(placed).join(", "),
    },
    {
      name: "seen",
      title: t("column.seen"),
      by: (one) => one.seen_at ?? "",
      cell: (one) => (one.seen_at ? <Time when={one.seen_at} /> : t("never")),
    },
    {
      name: "joined",
      title: t("column.joined"),
      optional: true,
      by: (one) => one.joined_at,
      cell: (one) => <Time when={one.joined_at} />,
    },
  ];
  if (mayChange)
    columns.push({
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => <Actions store={store} member={one} />,
    });
  return (
    <Table label={t("section.team")} rows={members} keyOf={(one) => one.id} columns={columns} />
  );
}

function Person({ member }: { member: Member }) {
  const { t } = useTranslation("settings");
  const me = useSession().person.id === member.id;
  return (
    <span className="person">
      <b>
        {member.name || member.email} {me && <Badge>{t("you")}</Badge>}{" "}
        {member.suspended_at && (
          <Badge mood="warn" icon="pause">
            {t("suspended")}
          </Badge>
        )}
      </b>
      <small className="muted">
        <Isolated>{member.email}</Isolated>
        {member.suspended_why && ` · ${member.suspended_why}`}
      </small>
    </span>
  );
}

type Doing = "change" | "signed-in" | "suspend" | "remove";

function Actions({ store, member }: { store: string; member: Member }) {
  const { t } = useTranslation("settings");
  const [doing, setDoing] = useState<Doing>();
  const name = member.name || member.email;
  // One's own are on the account page, which knows which of them this one is.
  const me = useSession().person.id === member.id;
  const signedIn = {
    label: t("signed-in"),
    icon: "globe" as const,
    act: () => setDoing("signed-in"),
  };
  const again = useDone("team", () => resume(member.id));
  const close = () => setDoing(undefined);
  const letIn = () =>
    again.mutate(undefined, { onSuccess: () => tell(t("told.resumed", { name })) });
  const pause = member.suspended_at
    ? { label: t("resume"), icon: "play" as const, act: letIn }
    : { label: t("suspend"), icon: "pause" as const, act: () => setDoing("suspend") };
  return (
    <>
      <Menu
        label={t("actions-for", { name })}
        items={[
          { label: t("change-roles"), icon: "shield", act: () => setDoing("change") },
          ...(me ? [] : [signedIn]),
          pause,
          { label: t("remove"), icon: "close", bad: true, act: () => setDoing("remove") },
        ]}
      />
      {doing === "change" && <Changing store={store} member={member} onClose={close} />}
      {doing === "signed-in" && <SignedIn member={member} onClose={close} />}
      {doing === "suspend" && <Suspending member={member} onClose={close} />}
      {doing === "remove" && <Removing member={member} onClose={close} />}
    </>
  );
}
