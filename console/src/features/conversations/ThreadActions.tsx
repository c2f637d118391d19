import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useShortcuts } from "../../shell/shortcuts";
import { Button } from "../../ui/Button";
import { tell } from "../../ui/toasts";
import { type Listed, useConversationActions } from "./api";
import { LabelDialog } from "./LabelDialog";
import { actOnRow, leaveFor } from "./rows";

/** What can be done with a conversation: E puts it away, L labels it. */
export function ThreadActions({ store, one }: { store: string; one: Listed }) {
  const { t } = useTranslation("conversations");
  const navigate = useNavigate();
  const act = useConversationActions(store, one.id);
  const may = useRights(store)("inbox.write");
  const [labelling, setLabelling] = useState(false);
  const away = !one.archived_at;
  const toggle = () => {
    const undo = () => act.archive.mutate(!away);
    act.archive.mutate(away, {
      onSuccess: () => tell(t(away ? "told.archived" : "told.opened"), { undo }),
    });
  };
  useShortcuts(
    may
      ? {
          e: {
            label: t(away ? "archive" : "unarchive"),
            act: () => void (actOnRow("e") || toggle()),
          },
          l: { label: t("labels.edit"), act: () => void (actOnRow("l") || setLabelling(true)) },
          n: { label: t("note.add"), act: focusNote },
          Escape: {
            label: t("back"),
            act: () => {
              leaveFor(one.id);
              void navigate({
                to: `/s/${store}/conversations`,
                search: ((before: Record<string, unknown>) => ({
                  ...before,
                  pane: undefined,
                  at: undefined,
                })) as never,
              });
            },
          },
        }
      : {},
  );
  if (!may) return <span className="faint small">{t("read-only")}</span>;
  return (
    <>
      <Button small onClick={() => setLabelling(true)}>
        {t("labels.edit")}
      </Button>
      <Button small busy={act.archive.isPending} onClick={toggle}>
        {t(away ? "archive" : "unarchive")}
      </Button>
      {labelling && <LabelDialog store={store} one={one} onClose={() => setLabelling(false)} />}
    </>
  );
}

function focusNote(): void {
  document.querySelector<HTMLElement>("#note")?.focus();
}
