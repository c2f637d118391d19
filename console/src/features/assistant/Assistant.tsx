import "./assistant.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Answered } from "../../ui/Answered";
import { Banner, Segments } from "../../ui/pieces";
import { useUrlState } from "../../ui/urlState";
import { AgainstLive } from "../answers/AgainstLive";
import { TraceView } from "../answers/TraceView";
import { Actions } from "./Actions";
import { assistantQuery } from "./api";
import { Clash } from "./Clash";
import { SECTIONS, Section, type SectionName } from "./sections";
import { TestChat } from "./TestChat";
import type { Shown } from "./types";
import { useEdits } from "./useEdits";

/** Three panes: what the assistant is told, a chat to try it, and how its answers come about. On phones one of them. */
export default function Assistant() {
  const { t } = useTranslation("assistant");
  const { store } = useParams({ strict: false }) as { store: string };
  return (
    <Answered query={useQuery(assistantQuery(store))} about={t("about")}>
      {(shown) => <Panes store={store} shown={shown} />}
    </Answered>
  );
}

function Panes({ store, shown }: { store: string; shown: Shown }) {
  const { t } = useTranslation("assistant");
  const editing = useEdits(store, shown);
  const section = useSection();
  const may = useRights(store)("assistant.write");
  const [view, setView] = useUrlState<"edit" | "test" | "trace">("view", "edit");
  const names = ["edit", ...(may ? ["test"] : []), "trace"] as (typeof view)[];
  return (
    <div className="desk" data-view={view}>
      <Actions store={store} shown={shown} editing={editing} />
      <div className="desk-tabs">
        <Segments
          label={t("view")}
          value={view}
          options={names.map((one) => [one, t(`view.${one}`)] as const)}
          onChange={setView}
        />
      </div>
      <div className="bar3">
        <section className="ed-s" aria-label={t("view.edit")}>
          <div className="ed">
            <Sections store={store} shown={shown} />
            <div className="edm">
              {!may && <Banner title={t("read-only")} />}
              <Clash editing={editing} />
              <fieldset disabled={!may}>
                <Section name={section} store={store} shown={shown} editing={editing} />
              </fieldset>
            </div>
          </div>
        </section>
        {may && <TestChat store={store} shown={shown} flush={editing.flush} />}
        <Traced store={store} />
      </div>
    </div>
  );
}

function useSection(): SectionName {
  const { section } = useParams({ strict: false }) as { section?: string };
  return SECTIONS.find((one) => one === section) ?? SECTIONS[0];
}

function Sections({ store, shown }: { store: string; shown: Shown }) {
  const { t } = useTranslation("assistant");
  const chosen = useSection();
  return (
    <nav aria-label={t("sections")}>
      <ul className="sec">
        {SECTIONS.map((one) => (
          <li key={one}>
            <Link
              to={`/s/${store}/assistant/${one}`}
              search={((before: object) => before) as never}
              aria-current={one === chosen ? "page" : undefined}
            >
              {t(`section.${one}`)}
              <Changed name={one} shown={shown} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const HOLDS: Readonly<Record<SectionName, readonly string[]>> = {
  instructions: ["words", "length"],
  knowledge: ["source_weights", "least_evidence", "kept_answers"],
  guardrails: ["refuses", "refusal", "avoids", "unsupported"],
  tone: ["tone"],
  languages: ["languages"],
  model: ["model", "falls_back"],
};

/** How many settings of a section differ from what is live. */
function Changed({ name, shown }: { name: SectionName; shown: Shown }) {
  const { t } = useTranslation("assistant");
  const count = shown.differs.filter((one) => HOLDS[name].includes(one)).length;
  if (count === 0) return null;
  return (
    <span className="n">
      <span aria-hidden="true">{count}</span>
      <span className="vh">{t("changes", { count })}</span>
    </span>
  );
}

function Traced({ store }: { store: string }) {
  const { t } = useTranslation("assistant");
  const [message] = useUrlState<string>("trace", "");
  const [against] = useUrlState<string>("against", "");
  const may = useRights(store)("inbox.read");
  return (
    <section className="tr-s" aria-label={t("view.trace")}>
      <div className="colh">
        <h2 className="h2 grow">{t("view.trace")}</h2>
        {message && may && <AgainstLive small store={store} message={message} against={against} />}
        {message && may && (
          <Link
            to={`/s/${store}/answers/${message}`}
            search={(against ? { against } : {}) as never}
          >
            {t("trace.open")}
          </Link>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <div className="scrolls" tabIndex={0}>
        {message && may ? (
          <TraceView key={message} store={store} message={message} against={against} />
        ) : (
          <p className="muted">{t(may ? "trace.none" : "trace.barred")}</p>
        )}
      </div>
    </section>
  );
}
