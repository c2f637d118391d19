import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Banner, Head } from "../../ui/pieces";
import { Refusal } from "../../ui/Refusal";
import { SaveState } from "../../ui/SaveState";
import { type Draft, draftQuery, previewQuery } from "./api";
import { Controls } from "./Controls";
import { Preview } from "./Preview";
import { Publishing } from "./Publishing";
import { WidgetTabs } from "./Tabs";
import { type Look, useLook } from "./useLook";
import "./widget.css";

/** How the widget looks: a draft beside the real widget, published apart. */
export default function Designer() {
  const { t } = useTranslation("widget");
  const { store } = useParams({ strict: false }) as { store: string };
  const query = useQuery(draftQuery(store));
  // The preview's link is asked for beside the draft, and not after it.
  useQuery({ ...previewQuery(store), enabled: useRights(store)("widget.write") });
  return (
    <>
      <WidgetTabs store={store} />
      <Answered query={query} about={t("look")}>
        {(draft) => <Desk key={store} store={store} draft={draft} />}
      </Answered>
    </>
  );
}

function Desk({ store, draft }: { store: string; draft: Draft }) {
  const { t } = useTranslation("widget");
  const mayChange = useRights(store)("widget.write");
  const look = useLook(store, draft);
  const [publishing, setPublishing] = useState(false);
  const count = draft.differs.length;
  const actions = mayChange && (
    <>
      <SaveState state={look.state} />
      <Button
        kind="primary"
        disabled={!count || look.state.name !== "saved"}
        onClick={() => setPublishing(true)}
      >
        {t("publish")}
      </Button>
    </>
  );
  return (
    <>
      <Head actions={actions} more={t("apart")}>
        {count ? t("differs", { count }) : t("same")}
      </Head>
      {!mayChange && <Banner>{t("no-right")}</Banner>}
      <Refused look={look} />
      <div className="designer">
        <Controls look={look} palette={draft.palette} barred={!mayChange} />
        {mayChange && (
          <Preview store={store} revision={draft.revision} hasNudge={!!draft.draft.nudge} />
        )}
      </div>
      {publishing && (
        <Publishing store={store} draft={draft} onClose={() => setPublishing(false)} />
      )}
    </>
  );
}

/** What was refused; after somebody else's change, both can be had. */
function Refused({ look }: { look: Look }) {
  const { t } = useTranslation("widget");
  if (look.problem?.code !== "widget_draft_changed") return <Refusal problem={look.problem} />;
  const actions = (
    <div className="row">
      <Button small onClick={look.takeTheirs}>
        {t("take-theirs")}
      </Button>
      <Button small onClick={look.keepMine}>
        {t("keep-mine")}
      </Button>
    </div>
  );
  return (
    <Banner mood="warn" title={t("changed-meanwhile")} action={actions}>
      {t("changed-meanwhile.text")}
    </Banner>
  );
}
