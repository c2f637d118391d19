import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "../../../format/Time";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { useUrlState } from "../../../ui/urlState";
import { Block } from "../Block";
import { Copied } from "../Copied";
import { ShownOnce } from "../keys/ShownOnce";
import { type MadeShopperKey, shopperKeysQuery } from "./api";
import { MakingShopperKey } from "./MakingShopperKey";
import { ShopperKeyList } from "./ShopperKeyList";
import { working } from "./shopperKeys";

const TICK_MS = 30_000;

/** Keys by which the shop's server says who its customer is. */
export function ShopperKeys({ store, mayChange }: { store: string; mayChange: boolean }) {
  const { t } = useTranslation("settings/security");
  const [adding, setAdding] = useUrlState<string>("add", "");
  const [made, setMade] = useState<MadeShopperKey>();
  const query = useQuery(shopperKeysQuery(store));
  const now = useNow(TICK_MS);
  const taken = (key: MadeShopperKey) => {
    setAdding(undefined);
    if (key.secret) setMade(key);
  };
  const add = mayChange && (
    <Button icon="plus" onClick={() => setAdding("shopper-key")}>
      {t("shopper-key.add")}
    </Button>
  );
  return (
    <Block title={t("shopper-keys")} more={t("shopper-keys.more")} action={add}>
      <Answered query={query} about={t("shopper-keys")}>
        {(found) => {
          const open = working(found, now);
          if (!open.length) return <p>{t("shopper-keys.none")}</p>;
          return <ShopperKeyList store={store} keys={open} mayChange={mayChange} onMade={taken} />;
        }}
      </Answered>
      {adding === "shopper-key" && mayChange && (
        <MakingShopperKey store={store} onMade={taken} onClose={() => setAdding(undefined)} />
      )}
      {made?.secret && (
        <ShownOnce
          made={{ key: made.secret }}
          more={<Kid id={made.id} />}
          onClose={() => setMade(undefined)}
        />
      )}
    </Block>
  );
}

function Kid({ id }: { id: string }) {
  const { t } = useTranslation("settings/security");
  return (
    <>
      <p className="b">{t("shopper-key.kid")}</p>
      <Copied value={id} name={t("shopper-key.kid")} />
    </>
  );
}
