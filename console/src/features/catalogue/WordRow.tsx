import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../../api/problem";
import { Time } from "../../format/Time";
import { tellProblem } from "../../problems/said";
import { Button } from "../../ui/Button";
import { Labelled } from "../../ui/Field";
import { Badge, Banner } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import { useUrlState } from "../../ui/urlState";
import type { Say } from "./OwnWords";
import type { Override, Overrides } from "./types";
import { asText, asValue, type Word } from "./words";

interface Props {
  found: Overrides;
  word: Word;
  may: boolean;
  say: Say;
}

/** One field: what is shown, what the source says, and the way to change either. Which one is edited is in the address. */
export function WordRow({ found, word, may, say }: Props) {
  const { t } = useTranslation("catalogue");
  const [open, setOpen] = useUrlState<string>("word", "");
  const opener = useRef<HTMLButtonElement>(null);
  const name = word.key ? t(word.key) : (word.name ?? "");
  const editing = may && open === word.field;
  const close = () => {
    setOpen(undefined);
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <div>
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>
        {editing ? (
          <WordForm found={found} word={word} name={name} say={say} onClose={close} />
        ) : (
          <>
            <p className="cat-text">
              {asText(word.value) ? (
                <bdi>{asText(word.value)}</bdi>
              ) : (
                <span className="muted">{t("own.none")}</span>
              )}{" "}
              {word.override && <Badge mood="acc">{t("own.mine")}</Badge>}
            </p>
            {may && (
              <button
                ref={opener}
                type="button"
                className="btn quiet sm"
                onClick={() => setOpen(word.field)}
              >
                {t("own.edit")} <span className="vh">{name}</span>
              </button>
            )}
          </>
        )}
        {word.override && <Source said={word.override} name={name} may={may} say={say} />}
      </dd>
    </div>
  );
}

/** What the source says of a field in which the merchant says something else. */
function Source({
  said,
  name,
  may,
  say,
}: {
  said: Override;
  name: string;
  may: boolean;
  say: Say;
}) {
  const { t } = useTranslation("catalogue");
  const back = async () => {
    try {
      await say({ take_back: [said.field] });
      tell(t("own.taken", { field: name }), {
        undo: () => void sayAfresh(say, said),
      });
    } catch (error) {
      void tellProblem(error, t("own.unsaved"));
    }
  };
  return (
    <div className="cat-source">
      <p>
        <b>{t("own.source")}</b> <bdi>{asText(said.source_value) || t("own.none")}</bdi>
      </p>
      {said.source_changed && (
        <p>
          <Badge mood="warn" icon="warning">
            {t("own.changed")}
          </Badge>{" "}
          {t("own.was", { value: asText(said.source_value_then) || t("own.none") })}
        </p>
      )}
      <p className="muted">
        {said.why && <bdi>{said.why} </bdi>}
        {t("own.set")} <Time when={said.set_at} />
      </p>
      {may && (
        <Button small kind="quiet" onClick={back}>
          {t("own.back")} <span className="vh">{name}</span>
        </Button>
      )}
    </div>
  );
}

async function sayAfresh(say: Say, said: Override): Promise<void> {
  await say({ set: { [said.field]: said.value } }).catch((error: unknown) => tellProblem(error));
}

function WordForm({
  found,
  word,
  name,
  say,
  onClose,
}: {
  found: Overrides;
  word: Word;
  name: string;
  say: Say;
  onClose: () => void;
}) {
  const { t } = useTranslation("catalogue");
  const began = useRef(asText(word.value));
  const base = useRef(found);
  const [text, setText] = useState(began.current);
  const [fault, setFault] = useState<string>();
  const [theirs, setTheirs] = useState(false);
  const [busy, setBusy] = useState(false);
  const control = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  useEffect(() => control.current?.focus(), []);
  useLeaving(text !== began.current);
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    setBusy(true);
    try {
      // Once theirs is shown, saving is meant to go over it.
      await say(
        { set: { [word.field]: asValue(word.field, text) } },
        theirs ? found : base.current,
      );
      tell(t("own.saved", { field: name }));
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      setTheirs(problem.code === "overrides_changed");
      setFault(problem.passing ? t("own.unsaved") : problem.detail);
    }
    setBusy(false);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
  };
  const props = { ref: control, value: text, dir: "auto" as const, onKeyDown: key };
  return (
    <form className="cat-word" onSubmit={save}>
      <Labelled
        label={<span className="vh">{name}</span>}
        fault={theirs ? undefined : fault}
        help={helpOf(word.field, t)}
      >
        {(attributes) =>
          word.field === "description" ? (
            <textarea
              rows={8}
              {...attributes}
              {...props}
              onChange={(event) => setText(event.target.value)}
            />
          ) : (
            <input {...attributes} {...props} onChange={(event) => setText(event.target.value)} />
          )
        }
      </Labelled>
      {theirs && (
        <Banner mood="warn" title={t("own.conflict")}>
          <p dir="auto">{t("own.theirs", { value: asText(word.value) || t("own.none") })}</p>
        </Banner>
      )}
      <div className="row">
        <Button kind="primary" type="submit" small busy={busy}>
          {t(theirs ? "own.save-over" : "own.save")}
        </Button>
        <Button small onClick={onClose}>
          {t(theirs ? "own.keep-theirs" : "own.cancel")}
        </Button>
      </div>
    </form>
  );
}

const helpOf = (field: string, t: (key: string) => string) =>
  field === "tags" ? t("own.tags") : field === "category" ? t("own.category") : undefined;

/** Ask once before a page with unsaved text is left. */
function useLeaving(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const leaving = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", leaving);
    return () => window.removeEventListener("beforeunload", leaving);
  }, [dirty]);
}
