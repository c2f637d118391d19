import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../../api/session";
import { useNumbers } from "../../../format/numbers";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Menu } from "../../../ui/Menu";
import { Badge, Head } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { Sections } from "../Sections";
import { type Role, rolesQuery } from "../team/api";
import { choiceOf } from "../team/roles";
import { Deleting } from "./Deleting";
import { Editing } from "./Editing";

/** The usual roles, and the organization's own. */
export default function Roles() {
  const { t } = useTranslation("settings");
  const { store } = useParams({ strict: false }) as { store: string };
  const mayChange = useRights(store)("roles.write");
  const query = useQuery(rolesQuery);
  const { count } = useNumbers();
  const [adding, setAdding] = useState(false);
  const add = mayChange && (
    <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
      {t("role.add")}
    </Button>
  );
  return (
    <Sections>
      <Answered query={query} about={t("section.roles")}>
        {(roles) => (
          <>
            <Head actions={add} more={t("roles.more")}>
              {own(roles) ? t("roles.head", { own: count(own(roles)) }) : t("roles.none")}
            </Head>
            <List roles={roles} mayChange={mayChange} />
          </>
        )}
      </Answered>
      {adding && <Editing onClose={() => setAdding(false)} />}
    </Sections>
  );
}

const own = (roles: readonly Role[]) => roles.filter((one) => !one.usual).length;

function List({ roles, mayChange }: { roles: readonly Role[]; mayChange: boolean }) {
  const { t } = useTranslation("settings");
  const { count } = useNumbers();
  const columns: Column<Role>[] = [
    {
      name: "role",
      title: t("field.role"),
      cell: (one) => (
        <span className="person">
          <b>
            {one.usual ? t(`role.${one.name}`) : one.name}{" "}
            {!one.usual && <Badge>{t("role.own")}</Badge>}
          </b>
          {one.usual && <small className="muted">{t(`role.${one.name}.does`, "")}</small>}
        </span>
      ),
    },
    {
      name: "abilities",
      title: t("column.abilities"),
      end: true,
      cell: (one) => count(one.permissions.length),
    },
  ];
  if (mayChange)
    columns.push({
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => !one.usual && <Actions role={one} />,
    });
  return <Table label={t("section.roles")} rows={roles} keyOf={choiceOf} columns={columns} />;
}

function Actions({ role }: { role: Role }) {
  const { t } = useTranslation("settings");
  const [doing, setDoing] = useState<"edit" | "delete">();
  const close = () => setDoing(undefined);
  return (
    <>
      <Menu
        label={t("actions-for", { name: role.name })}
        items={[
          { label: t("role.edit"), icon: "settings", act: () => setDoing("edit") },
          { label: t("role.delete"), icon: "close", bad: true, act: () => setDoing("delete") },
        ]}
      />
      {doing === "edit" && <Editing role={role} onClose={close} />}
      {doing === "delete" && <Deleting role={role} onClose={close} />}
    </>
  );
}
