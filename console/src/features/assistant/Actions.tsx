import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { SaveState } from "../../ui/SaveState";
import { tell } from "../../ui/toasts";
import { diffQuery, releasesQuery, useReleasing } from "./api";
import { Differences } from "./Differences";
import type { Shown } from "./types";
import type { Editing } from "./useEdits";

const DAY_MS = 86_400_000;

interface Props {
  store: string;
  shown: Shown;
  editing: Editing;
}

/** How the draft stands, and what can be done with it: compare, publish, go back. */
export function Actions({ store, shown, editing }: Props) {
  const { t } = useTranslation("assistant");
  const may = useRights(store)("assistant.write");
  const [open, setOpen] = useState<"compare" | "publish">();
  const begin = async (dialog: "compare" | "publish") => {
    await editing.flush();
    setOpen(dialog);
  };
  const changes = shown.differs.length;
  return (
    <header className="desk-h">
      <h2 className="h2">{t(changes ? "draft" : "live", { number: shown.live.number })}</h2>
      <SaveState state={editing.state} />
      <span className="grow faint">
        {changes > 0 && <span>{t("changes", { count: changes })}</span>}
        <Since store={store} />
      </span>
      <Link className="btn second" to={`/s/${store}/assistant/versions`}>
        {t("versions")}
      </Link>
      {may && <GoBack store={store} shown={shown} />}
      {changes > 0 && <Button onClick={() => void begin("compare")}>{t("compare")}</Button>}
      {may && (
        <Button
          kind="primary"
          disabled={changes === 0 && editing.state.name !== "changed"}
          onClick={() => void begin("publish")}
        >
          {t("publish")}
        </Button>
      )}
      {open && (
        <Publishing
          store={store}
          shown={shown}
          publishes={open === "publish"}
          onClose={() => setOpen(undefined)}
        />
      )}
    </header>
  );
}

function Since({ store }: { store: string }) {
  const { t } = useTranslation("assistant");
  const live = useQuery(releasesQuery(store)).data?.find((one) => one.live);
  if (!live) return null;
  return (
    <span>
      {t("live.since", { number: live.number })} <Time when={live.created_at} />
    </span>
  );
}

/** For a day after publishing, the way back stays in sight. */
function GoBack({ store, shown }: { store: string; shown: Shown }) {
  const { t } = useTranslation("assistant");
  const { goBack } = useReleasing(store);
  const [live, before] = useQuery(releasesQuery(store)).data ?? [];
  if (!live || !before || Date.now() - Date.parse(live.created_at) > DAY_MS) return null;
  const go = () =>
    goBack.mutate(
      { number: before.number, expected: shown.live.number },
      { onSuccess: () => tell(t("told.back", { number: before.number })) },
    );
  return (
    <Button busy={goBack.isPending} onClick={go}>
      {t("back-to", { number: before.number })}
    </Button>
  );
}

interface PublishingProps {
  store: string;
  shown: Shown;
  publishes: boolean;
  onClose: () => void;
}

function Publishing({ store, shown, publishes, onClose }: PublishingProps) {
  const { t } = useTranslation("assistant");
  const { publish } = useReleasing(store);
  const [note, setNote] = useState("");
  const query = useQuery({ ...diffQuery(store, "live", "draft"), staleTime: 0 });
  const go = () =>
    publish.mutate(
      { expected: shown.live.number, note: note.trim() },
      {
        onSuccess: (made) => {
          tell(t("told.published", { number: made.number }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      shape="wide"
      title={t(publishes ? "publish" : "compare")}
      onClose={onClose}
      actions={
        publishes && (
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button kind="primary" busy={publish.isPending} onClick={go}>
              {t("publish.go")}
            </Button>
          </>
        )
      }
    >
      <Answered query={query} about={t("differences")}>
        {(items) => <Differences items={items} />}
      </Answered>
      {publishes && (
        <>
          <p className="muted">{t("publish.text")}</p>
          <Field
            label={t("publish.note")}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </>
      )}
    </Dialog>
  );
}
