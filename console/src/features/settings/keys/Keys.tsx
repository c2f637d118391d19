import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../../api/session";
import { Answered } from "../../../ui/Answered";
import { Button } from "../../../ui/Button";
import { Empty, Head } from "../../../ui/pieces";
import { useUrlState } from "../../../ui/urlState";
import { Sections } from "../Sections";
import { keysQuery, type MadeKey } from "./api";
import { KeyList } from "./KeyList";
import { Making } from "./Making";
import { ShownOnce } from "./ShownOnce";

const OPEN = ["active", "ending"];

/** Keys that open something. */
export default function Keys() {
  const { t } = useTranslation("settings");
  const { store } = useParams({ strict: false }) as { store: string };
  const [adding, setAdding] = useUrlState<string>("add", "");
  const [made, setMade] = useState<MadeKey>();
  const mayChange = useRights(store)("keys.write");
  const query = useQuery(keysQuery);
  const add = mayChange && (
    <Button kind="primary" icon="plus" onClick={() => setAdding("open")}>
      {t("add-key")}
    </Button>
  );
  const taken = (key: MadeKey) => {
    setAdding(undefined);
    setMade(key);
  };
  return (
    <Sections>
      <Answered query={query} about={t("section.keys")}>
        {(found) => {
          const open = found.filter((one) => OPEN.includes(one.state));
          if (!open.length)
            return (
              <Empty title={t("keys.none")} actions={add}>
                {t("keys.none.text")}
              </Empty>
            );
          return (
            <>
              <Head actions={add} more={t("keys.more")}>
                {t("keys.count", { count: open.length })}
              </Head>
              <KeyList keys={open} mayChange={mayChange} onMade={setMade} />
            </>
          );
        }}
      </Answered>
      {adding === "open" && mayChange && (
        <Making store={store} onMade={taken} onClose={() => setAdding(undefined)} />
      )}
      {made && <ShownOnce made={made} onClose={() => setMade(undefined)} />}
    </Sections>
  );
}
