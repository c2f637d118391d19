import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { Button } from "../../ui/Button";
import { Field, Labelled } from "../../ui/Field";
import { Banner } from "../../ui/pieces";
import { SaveState } from "../../ui/SaveState";
import { tell } from "../../ui/toasts";
import { useUrlState } from "../../ui/urlState";
import { categoriesQuery, useArticleActions } from "./api";
import { Conflict } from "./Conflict";
import { edited, TOOLS, type Tool } from "./markdown";
import { Rail } from "./Rail";
import { listOf } from "./text";
import type { Content, WholeArticle } from "./types";
import { useArticleDraft } from "./useArticleDraft";

/** The text, what it is for, and beside it what Aisle makes of it. */
export function Editor({ store, article }: { store: string; article: WholeArticle }) {
  const { t } = useTranslation("knowledge");
  const draft = useArticleDraft(store, article);
  const may = useRights(store)("articles.write");
  const { content, change, state, flush } = draft;
  const conflict = state.name === "conflict" ? state.theirs : undefined;
  return (
    <div className="kn-two">
      <section>
        <div className="kn-acts">
          {may && <Send store={store} article={article} saved={state.name === "saved"} />}
          <SaveState state={state} />
        </div>
        {!may && <Banner mood="warn" title={t("barred")} />}
        {conflict !== undefined && (
          <Conflict mine={draft.text} theirs={conflict} onChoose={draft.choose} />
        )}
        <fieldset className="kn-fields" disabled={!may || conflict !== undefined} onBlur={flush}>
          <legend className="vh">{t("article")}</legend>
          <Field
            label={t("column.title")}
            value={content.title}
            onChange={(event) => change({ title: event.target.value })}
          />
          <Body body={content.body} onChange={(body) => change({ body })} />
          <Faults article={article} />
          <Audience store={store} content={content} change={change} />
        </fieldset>
        <ReviewDate store={store} article={article} may={may} />
      </section>
      <Rail store={store} article={article} />
    </div>
  );
}

function Faults({ article }: { article: WholeArticle }) {
  const { t } = useTranslation("knowledge");
  return article.references
    .filter((one) => one.fault)
    .map((one) => (
      <Banner key={one.text} mood="warn" title={t("insert.fault")}>
        <bdi>{one.text}</bdi>
      </Banner>
    ));
}

function Body({ body, onChange }: { body: string; onChange: (body: string) => void }) {
  const { t } = useTranslation("knowledge");
  const box = useRef<HTMLTextAreaElement>(null);
  const press = (tool: Tool) => {
    const area = box.current;
    if (!area) return;
    const made = edited(body, area.selectionStart, area.selectionEnd, tool);
    onChange(made.text);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(made.from, made.to);
    });
  };
  return (
    <>
      <div className="kn-tools" role="toolbar" aria-label={t("tools")}>
        {TOOLS.map((tool) => (
          <Button key={tool} small onClick={() => press(tool)}>
            {t(`tool.${tool}`)}
          </Button>
        ))}
      </div>
      <Labelled label={t("text")} help={t("text.help")}>
        {(attributes) => (
          <textarea
            {...attributes}
            ref={box}
            className="input kn-body"
            value={body}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Labelled>
    </>
  );
}

const dayOf = (moment: string | null) => moment?.slice(0, 10) ?? "";
const momentOf = (day: string) => (day ? `${day}T00:00:00Z` : null);

interface AudienceProps {
  store: string;
  content: Content;
  change: (some: Partial<Content>) => void;
}

/** For whom it is, and when. */
function Audience({ store, content, change }: AudienceProps) {
  const { t } = useTranslation("knowledge");
  const categories = useQuery(categoriesQuery(store)).data ?? [];
  return (
    <div className="kn-grid">
      {categories.length > 0 && (
        <Labelled label={t("category")}>
          {(attributes) => (
            <select
              {...attributes}
              value={content.category_id ?? ""}
              onChange={(event) => change({ category_id: event.target.value || null })}
            >
              <option value="">{t("category.none")}</option>
              {categories.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.path}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      )}
      <Listed label={t("tags")} value={content.tags} onChange={(tags) => change({ tags })} />
      <Listed
        label={t("markets")}
        help={t("markets.help")}
        value={content.markets}
        onChange={(markets) => change({ markets })}
      />
      <Field
        type="date"
        label={t("valid-from")}
        value={dayOf(content.valid_from)}
        onChange={(event) => change({ valid_from: momentOf(event.target.value) })}
      />
      <Field
        type="date"
        label={t("valid-until")}
        value={dayOf(content.valid_until)}
        onChange={(event) => change({ valid_until: momentOf(event.target.value) })}
      />
    </div>
  );
}

interface ListedProps {
  label: string;
  help?: string;
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
}

/** Words with commas between them; they are taken when the field is left. */
function Listed({ label, help, value, onChange }: ListedProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <Field
      label={label}
      help={help}
      value={typed ?? value.join(", ")}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(listOf(event.target.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

function ReviewDate({
  store,
  article,
  may,
}: {
  store: string;
  article: WholeArticle;
  may: boolean;
}) {
  const { t } = useTranslation("knowledge");
  const { review } = useArticleActions(store, article.id);
  return (
    <Field
      type="date"
      label={t("review-on")}
      help={t("review-on.help")}
      disabled={!may}
      defaultValue={article.review_on ?? ""}
      onChange={(event) => review.mutate(event.target.value || null)}
    />
  );
}

/** Hand the draft in, once it is saved. */
function Send({ store, article, saved }: { store: string; article: WholeArticle; saved: boolean }) {
  const { t } = useTranslation("knowledge");
  const { submit } = useArticleActions(store, article.id);
  const [, setPart] = useUrlState<string>("part", "text");
  const waits = article.in_review !== null;
  const barred = waits ? t("send.waits") : article.has_changes ? undefined : t("send.same");
  const go = () =>
    submit.mutate("", {
      onSuccess: () => {
        tell(t("told.sent"));
        setPart("review");
      },
    });
  return (
    <Button
      kind="primary"
      busy={submit.isPending}
      disabled={!!barred || !saved}
      title={barred}
      onClick={go}
    >
      {t("send")}
    </Button>
  );
}
