import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Check, Field } from "../../ui/Field";
import { tell } from "../../ui/toasts";
import { useViewActions, type View, viewsQuery } from "./api";
import { keptOf, narrows, useFilters } from "./filters";
import { useNames } from "./names";

/** Filters under a name: pressed, they hold; those of one's own can be deleted. */
export function Views({ store }: { store: string }) {
  const { t } = useTranslation("conversations");
  const views = useQuery(viewsQuery(store)).data ?? [];
  const { filters, show } = useFilters();
  const [saving, setSaving] = useState(false);
  const may = useRights(store)("inbox.write");
  const held = JSON.stringify(ordered(keptOf(filters)));
  if (views.length === 0 && !(may && narrows(filters))) return null;
  return (
    <div className="views">
      {views.map((one) => (
        <ViewChip
          key={one.id}
          store={store}
          view={one}
          held={JSON.stringify(ordered(one.filters)) === held}
          onShow={() => show(one.filters)}
        />
      ))}
      {may && narrows(filters) && (
        <Button kind="quiet" small icon="plus" onClick={() => setSaving(true)}>
          {t("view.save")}
        </Button>
      )}
      {saving && <Saving store={store} onClose={() => setSaving(false)} />}
    </div>
  );
}

const ordered = (filters: Readonly<Record<string, unknown>>) => Object.entries(filters).sort();

interface ChipProps {
  store: string;
  view: View;
  held: boolean;
  onShow: () => void;
}

function ViewChip({ store, view, held, onShow }: ChipProps) {
  const { t } = useTranslation("conversations");
  const { save, remove } = useViewActions(store);
  const mine = useNames().isMine(view.owner);
  const { name, shared, filters } = view;
  const go = () =>
    remove.mutate(view.id, {
      onSuccess: () =>
        tell(t("view.deleted", { name }), { undo: () => save.mutate({ name, shared, filters }) }),
    });
  return (
    <span className="row">
      <Button small aria-pressed={held} onClick={onShow}>
        {name}
      </Button>
      {mine && held && (
        <Button bare small icon="close" onClick={go}>
          {t("view.delete", { name })}
        </Button>
      )}
    </span>
  );
}

function Saving({ store, onClose }: { store: string; onClose: () => void }) {
  const { t } = useTranslation("conversations");
  const { filters } = useFilters();
  const { save } = useViewActions(store);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const go = () => save.mutate({ name, shared, filters: keptOf(filters) }, { onSuccess: onClose });
  return (
    <Dialog
      title={t("view.save")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button kind="primary" busy={save.isPending} disabled={!name.trim()} onClick={go}>
            {t("view.save")}
          </Button>
        </>
      }
    >
      <Field
        label={t("view.name")}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Check
        label={t("view.shared")}
        checked={shared}
        onChange={(event) => setShared(event.target.checked)}
      />
    </Dialog>
  );
}
