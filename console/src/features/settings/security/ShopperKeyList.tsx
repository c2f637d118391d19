import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Time } from "../../../format/Time";
import { Menu } from "../../../ui/Menu";
import { Badge } from "../../../ui/pieces";
import { type Column, Table } from "../../../ui/Table";
import { Copied } from "../Copied";
import type { MadeShopperKey, ShopperKey } from "./api";
import { MakingShopperKey } from "./MakingShopperKey";
import { RevokingShopperKey } from "./RevokingShopperKey";

interface Props {
  store: string;
  keys: readonly ShopperKey[];
  mayChange: boolean;
  onMade: (made: MadeShopperKey) => void;
}

/** Keys that hold, with what tokens name them by. */
export function ShopperKeyList({ store, keys, mayChange, onMade }: Props) {
  const { t } = useTranslation("settings/security");
  const columns: Column<ShopperKey>[] = [
    {
      name: "kid",
      title: t("shopper-key.kid"),
      cell: (one) => <Copied value={one.id} name={t("shopper-key.kid")} />,
    },
    {
      name: "algorithm",
      title: t("column.algorithm"),
      cell: (one) => (
        <span className="person">
          <bdi>{one.algorithm}</bdi>
          <small className="muted">{t(`algorithm.${one.algorithm}`)}</small>
        </span>
      ),
    },
    {
      name: "made",
      title: t("column.made"),
      by: (one) => one.created_at,
      cell: (one) => <Time when={one.created_at} />,
    },
    { name: "state", title: t("column.state"), cell: (one) => <State of={one} /> },
  ];
  if (mayChange)
    columns.push({
      name: "actions",
      title: <span className="vh">{t("column.actions")}</span>,
      end: true,
      cell: (one) => <Actions store={store} of={one} onMade={onMade} />,
    });
  return <Table label={t("shopper-keys")} rows={keys} keyOf={(one) => one.id} columns={columns} />;
}

function State({ of }: { of: ShopperKey }) {
  const { t } = useTranslation("settings/security");
  if (!of.expires_at) return <Badge mood="good">{t("shopper-key.holds")}</Badge>;
  return (
    <span className="ends">
      <Badge mood="warn">{t("shopper-key.ending")}</Badge> <Time when={of.expires_at} />
    </span>
  );
}

function Actions({ store, of, onMade }: { of: ShopperKey } & Pick<Props, "store" | "onMade">) {
  const { t } = useTranslation("settings/security");
  const [doing, setDoing] = useState<"rotate" | "revoke">();
  const close = () => setDoing(undefined);
  const taken = (made: MadeShopperKey) => {
    close();
    onMade(made);
  };
  return (
    <>
      <Menu
        label={t("actions-for", { name: of.id.slice(-6) })}
        items={[
          {
            label: t("shopper-key.rotate"),
            icon: "refresh",
            act: () => setDoing("rotate"),
            barred: of.expires_at ? t("shopper-key.ending") : undefined,
          },
          {
            label: t("shopper-key.revoke"),
            icon: "close",
            bad: true,
            act: () => setDoing("revoke"),
          },
        ]}
      />
      {doing === "rotate" && (
        <MakingShopperKey store={store} instead={of} onMade={taken} onClose={close} />
      )}
      {doing === "revoke" && <RevokingShopperKey store={store} of={of} onClose={close} />}
    </>
  );
}
