import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Time } from "../../../format/Time";
import { Icon } from "../../../ui/Icon";
import { Badge } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { Block } from "../Block";
import { useWideRights } from "../rights";
import type { Store } from "./api";
import { StoreMenu } from "./StoreMenu";
import { useMayChange } from "./useMayChange";
import { erasedAt } from "./week";

/** The stores, deleted ones for as long as they can be brought back. */
export function Stores({ stores }: { stores: readonly Store[] }) {
  const { t } = useTranslation("settings/organization");
  const mayOpen = useWideRights()("stores.write");
  const columns = useColumns();
  return (
    <Block
      title={t("stores")}
      more={t("stores.more")}
      action={
        mayOpen && (
          <Link className="btn second" to="/onboarding/store">
            <Icon name="plus" small />
            <span>{t("store.add")}</span>
          </Link>
        )
      }
    >
      <Table label={t("stores")} rows={stores} keyOf={(one) => one.id} columns={columns} />
    </Block>
  );
}

function useColumns(): Column<Store>[] {
  const { t } = useTranslation("settings/organization");
  const mayChange = useMayChange();
  return [
    {
      name: "store",
      title: t("column.store"),
      by: (one) => one.name,
      cell: (one) => (
        <span className="person">
          <b>
            {one.name} {one.is_demo && <Badge>{t("demo")}</Badge>}
          </b>
          <small className="muted mono">
            <bdi>/c/{one.slug}</bdi>
          </small>
        </span>
      ),
    },
    {
      name: "since",
      title: t("column.since"),
      optional: true,
      by: (one) => one.created_at,
      cell: (one) => <Time when={one.created_at} />,
    },
    { name: "state", title: t("column.state"), cell: (one) => <State of={one} /> },
    {
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => mayChange(one.id) && <StoreMenu of={one} />,
    },
  ];
}

function State({ of }: { of: Store }) {
  const { t } = useTranslation("settings/organization");
  if (of.deleted_at)
    return (
      <span className="person">
        <Badge mood="bad">{t("state.deleted")}</Badge>
        <small className="muted">
          {t("state.erased")} <Time when={erasedAt(of.deleted_at)} />
        </small>
      </span>
    );
  if (of.suspended_at) return <Badge mood="warn">{t("state.rests")}</Badge>;
  return <Badge mood="good">{t("state.works")}</Badge>;
}
