import "./privacy.css";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../../api/session";
import { Banner, Empty, Head } from "../../../ui/pieces";
import { Block } from "../Block";
import { Sections } from "../Sections";
import type { Erased } from "./api";
import { Finding } from "./Finding";
import { type Found, FoundShopper } from "./FoundShopper";
import { Kept } from "./Kept";

/** Hands out or erases what is kept of a shopper. Nothing of it is kept in the address or the cache. */
export default function Privacy() {
  const { t } = useTranslation("settings/privacy");
  const { store } = useParams({ strict: false }) as { store: string };
  const may = useRights(store);
  const mayErase = may("shoppers.erase");
  const [found, setFound] = useState<Found>();
  const [erased, setErased] = useState<Erased>();
  if (!mayErase && !may("stores.write"))
    return (
      <Sections>
        <Empty title={t("barred")}>{t("barred.text")}</Empty>
      </Sections>
    );
  return (
    <Sections>
      <Head more={t("more")}>{t("title")}</Head>
      <Kept store={store} mayChange={may("stores.write")} />
      {mayErase && (
        <Block title={t("find.title")}>
          <Finding
            store={store}
            onFound={(one) => {
              setErased(undefined);
              setFound(one);
            }}
          />
        </Block>
      )}
      {found && (
        <FoundShopper
          store={store}
          found={found}
          onErased={(gone) => {
            setFound(undefined);
            setErased(gone);
          }}
        />
      )}
      {erased && (
        <Banner mood="good" title={t("erased")}>
          <p>{t("erased.text", { count: erased.conversations })}</p>
        </Banner>
      )}
    </Sections>
  );
}
