import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { storesQuery } from "../../../api/session";
import { Time } from "../../../format/Time";
import { Menu } from "../../../ui/Menu";
import { Badge, Isolated } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import type { Key, MadeKey } from "./api";
import { Revoking } from "./Revoking";
import { Rotating } from "./Rotating";

interface Props {
  keys: readonly Key[];
  mayChange: boolean;
  onMade: (made: MadeKey) => void;
}

/** Each key with what it opens and when it last did. */
export function KeyList({ keys, mayChange, onMade }: Props) {
  const { t } = useTranslation("settings");
  const columns: Column<Key>[] = [
    {
      name: "name",
      title: t("column.key"),
      by: (one) => one.name,
      cell: (one) => <Name of={one} />,
    },
    { name: "opens", title: t("column.opens"), cell: (one) => <Opens of={one} /> },
    {
      name: "used",
      title: t("column.used"),
      by: (one) => one.last_used_at ?? "",
      cell: (one) => (one.last_used_at ? <Time when={one.last_used_at} /> : t("never")),
    },
    {
      name: "ends",
      title: t("column.ends"),
      optional: true,
      by: (one) => one.expires_at ?? "",
      cell: (one) => (one.expires_at ? <Time when={one.expires_at} /> : t("endless")),
    },
  ];
  if (mayChange)
    columns.push({
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => <Actions of={one} onMade={onMade} />,
    });
  return <Table label={t("section.keys")} rows={keys} keyOf={(one) => one.id} columns={columns} />;
}

function Name({ of }: { of: Key }) {
  const { t } = useTranslation("settings");
  return (
    <span className="person">
      <b>
        {of.name || t("key.unnamed")}{" "}
        {of.state === "ending" && <Badge mood="warn">{t("key.ending")}</Badge>}
      </b>
      <small className="muted mono">
        <Isolated>{of.prefix}</Isolated>
      </small>
    </span>
  );
}

/** What a key may do, and from where or in which stores. */
function Opens({ of }: { of: Key }) {
  const { t } = useTranslation("settings");
  const stores = useQuery(storesQuery).data ?? [];
  const where = of.stores.map((id) => stores.find((one) => one.id === id)?.name ?? id);
  const may = of.kind === "publishable" ? of.origins : of.scopes;
  return (
    <span className="person">
      <span>
        <Badge>{t(`kind.${of.kind}`)}</Badge> <bdi>{may.join(", ")}</bdi>
      </span>
      <small className="muted">{where.length ? where.join(", ") : t("everywhere")}</small>
    </span>
  );
}

function Actions({ of, onMade }: { of: Key; onMade: (made: MadeKey) => void }) {
  const { t } = useTranslation("settings");
  const [doing, setDoing] = useState<"rotate" | "revoke">();
  const close = () => setDoing(undefined);
  return (
    <>
      <Menu
        label={t("actions-for", { name: of.name || of.prefix })}
        items={[
          {
            label: t("rotate"),
            icon: "refresh",
            act: () => setDoing("rotate"),
            barred: of.state === "ending" ? t("key.ending") : undefined,
          },
          { label: t("revoke-key"), icon: "close", bad: true, act: () => setDoing("revoke") },
        ]}
      />
      {doing === "rotate" && <Rotating of={of} onMade={onMade} onClose={close} />}
      {doing === "revoke" && <Revoking of={of} onClose={close} />}
    </>
  );
}
