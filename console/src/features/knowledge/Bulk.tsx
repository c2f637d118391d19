import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Button } from "../../ui/Button";
import { tell } from "../../ui/toasts";
import { BulkChange } from "./BulkChange";
import { useBatchActions } from "./batches";
import type { Article } from "./types";

interface Props {
  store: string;
  picked: readonly Article[];
  clear: () => void;
  /** The list shows what was put away. */
  away: boolean;
}

/** What can be done with articles that are picked. */
export function Bulk({ store, picked, clear, away }: Props) {
  const { t } = useTranslation("knowledge");
  const may = useRights(store)("articles.approve");
  const [changing, setChanging] = useState(false);
  const ids = picked.map((one) => one.id);
  const count = picked.length;
  return (
    <>
      <span className="num">{t("picked", { count })}</span>
      {!away && <Button onClick={() => setChanging(true)}>{t("bulk.change")}</Button>}
      {away ? (
        <BringBack
          store={store}
          ids={ids}
          barred={may ? undefined : t("archive.barred")}
          done={clear}
        />
      ) : (
        <PutAway
          store={store}
          ids={ids}
          barred={may ? undefined : t("archive.barred")}
          done={clear}
        />
      )}
      <Button kind="quiet" onClick={clear}>
        {t("picked.clear")}
      </Button>
      {changing && <BulkChange store={store} articles={ids} onClose={() => setChanging(false)} />}
    </>
  );
}

interface ActProps {
  store: string;
  ids: readonly string[];
  barred: string | undefined;
  done: () => void;
}

function PutAway({ store, ids, barred, done }: ActProps) {
  const { t } = useTranslation("knowledge");
  const { putAway, carryOut } = useBatchActions(store);
  const go = () =>
    putAway.mutate(ids, {
      onSuccess: ({ id }) => {
        const undo = () => carryOut.mutate({ id, act: "undo" });
        tell(t("told.put-away", { count: ids.length }), { undo });
        done();
      },
    });
  return (
    <Button busy={putAway.isPending} disabled={!!barred} title={barred} onClick={go}>
      {t("bulk.put-away", { count: ids.length })}
    </Button>
  );
}

function BringBack({ store, ids, barred, done }: ActProps) {
  const { t } = useTranslation("knowledge");
  const { bringBack, putAway } = useBatchActions(store);
  const go = () =>
    bringBack.mutate(ids, {
      onSuccess: () => {
        tell(t("told.brought-back", { count: ids.length }), { undo: () => putAway.mutate(ids) });
        done();
      },
    });
  return (
    <Button busy={bringBack.isPending} disabled={!!barred} title={barred} onClick={go}>
      {t("bulk.bring-back", { count: ids.length })}
    </Button>
  );
}
