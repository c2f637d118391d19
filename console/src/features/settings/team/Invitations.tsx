import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Time } from "../../../format/Time";
import { Answered } from "../../../ui/Answered";
import { Menu } from "../../../ui/Menu";
import { Badge, Isolated } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { tell } from "../../../ui/toasts";
import { useDone } from "../useDone";
import { type Invitation, invitationsQuery, resend, revoke } from "./api";
import { useRoleNames } from "./names";

const WAITING = ["open", "expired"];

/** Invitations that nobody answered yet. */
export function Invitations({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation("settings");
  const query = useQuery(invitationsQuery);
  return (
    <Answered query={query} about={t("invitations")}>
      {(found) => {
        const waiting = found.filter((one) => WAITING.includes(one.state));
        if (!waiting.length) return null;
        return (
          <section className="part">
            <div className="sec-h">
              <h2 className="h2">{t("invitations")}</h2>
            </div>
            <List invitations={waiting} mayChange={mayChange} />
          </section>
        );
      }}
    </Answered>
  );
}

function List({
  invitations,
  mayChange,
}: {
  invitations: readonly Invitation[];
  mayChange: boolean;
}) {
  const { t } = useTranslation("settings");
  const { placed } = useRoleNames();
  const columns: Column<Invitation>[] = [
    {
      name: "email",
      title: t("column.person"),
      cell: (one) => <Isolated>{one.email}</Isolated>,
    },
    { name: "roles", title: t("column.roles"), cell: (one) => one.roles.map(placed).join(", ") },
    { name: "ends", title: t("column.ends"), cell: (one) => <Ends invitation={one} /> },
  ];
  if (mayChange)
    columns.push({
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => <Actions invitation={one} />,
    });
  return (
    <Table label={t("invitations")} rows={invitations} keyOf={(one) => one.id} columns={columns} />
  );
}

function Ends({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation("settings");
  if (invitation.state === "expired") return <Badge mood="warn">{t("expired")}</Badge>;
  return <Time when={invitation.expires_at} />;
}

function Actions({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation("settings");
  const again = useDone("team", () => resend(invitation.id));
  const back = useDone("team", () => revoke(invitation.id));
  const email = invitation.email;
  return (
    <Menu
      label={t("actions-for", { name: email })}
      items={[
        {
          label: t("resend"),
          icon: "refresh",
          act: () =>
            again.mutate(undefined, { onSuccess: () => tell(t("told.resent", { email })) }),
        },
        {
          label: t("revoke"),
          icon: "close",
          bad: true,
          act: () =>
            back.mutate(undefined, { onSuccess: () => tell(t("told.revoked", { email })) }),
        },
      ]}
    />
  );
}
