import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useRights, useSession } from "../../api/session";
import { Time } from "../../format/Time";
import { Button } from "../../ui/Button";
import { useDraft } from "../../ui/draft";
import { SaveState } from "../../ui/SaveState";
import { tell } from "../../ui/toasts";
import { keepDraft, type Note, type Side, useConversationActions } from "./api";
import { useNames } from "./names";

interface Props {
  store: string;
  id: string;
  side: Side;
}

/** Notes of staff, which no shopper sees, and what one began to write; nobody else sees that. */
export function Notes({ store, id, side }: Props) {
  const { t } = useTranslation("conversations");
  const may = useRights(store)("inbox.write");
  return (
    <>
      <ul className="notes">
        {side.notes.map((one) => (
          <One key={one.id} store={store} id={id} note={one} />
        ))}
      </ul>
      {may ? (
        <Writing store={store} id={id} side={side} />
      ) : (
        side.notes.length === 0 && <p className="muted">{t("notes.none")}</p>
      )}
    </>
  );
}

function One({ store, id, note }: { store: string; id: string; note: Note }) {
  const { t } = useTranslation("conversations");
  const { nameOf, isMine } = useNames();
  const act = useConversationActions(store, id);
  const remove = () =>
    act.removeNote.mutate(note.id, {
      onSuccess: () => tell(t("told.note-removed"), { undo: () => act.note.mutate(note.body) }),
    });
  return (
    <li>
      <span className="row faint">
        <span className="grow">
          {nameOf(note.author, note.author_name)} · <Time when={note.created_at} />
        </span>
        {isMine(note.author) && (
          <Button bare small icon="close" onClick={remove}>
            {t("note.remove")}
          </Button>
        )}
      </span>
      <span dir="auto">{note.body}</span>
    </li>
  );
}

function Writing({ store, id, side }: Props) {
  const { t } = useTranslation("conversations");
  const { person } = useSession();
  const { note } = useConversationActions(store, id);
  const save = useCallback((text: string) => keepDraft(store, id, text), [store, id]);
  const draft = useDraft({
    name: `${person.id}.${store}.note.${id}`,
    text: side.draft ?? "",
    revision: "",
    save,
  });
  const go = () =>
    note.mutate(draft.text.trim(), {
      onSuccess: () => {
        draft.write("");
        draft.flush();
      },
    });
  return (
    <div className="noting">
      <label htmlFor="note">{t("note.add")}</label>
      <textarea
        id="note"
        className="input"
        dir="auto"
        maxLength={5000}
        value={draft.text}
        onChange={(event) => draft.write(event.target.value)}
        onBlur={draft.flush}
      />
      <span className="row">
        <span className="grow">
          <SaveState state={draft.state} />
        </span>
        <Button small busy={note.isPending} disabled={!draft.text.trim()} onClick={go}>
          {t("note.save")}
        </Button>
      </span>
    </div>
  );
}
