/** An article's draft that saves itself. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { asProblem } from "../../api/problem";
import { useSession } from "../../api/session";
import { type Draft, type Saved, useDraft } from "../../ui/draft";
import { articleQuery, readArticle, saveDraft } from "./api";
import { decode, encode, OwnSaves } from "./text";
import type { Content, WholeArticle } from "./types";

/** Return the draft, and what changes some of it. What was typed before a reload is sent when the page is there again. */
export function useArticleDraft(
  store: string,
  article: WholeArticle,
): Draft & { content: Content; change: (some: Partial<Content>) => void } {
  const own = useRef(new OwnSaves());
  const person = useSession().person.id;
  const queries = useQueryClient();
  const { id } = article;
  const save = useCallback(
    async (text: string): Promise<Saved> => {
      const { base, ...content } = decode(text);
      const from = own.current.newest(base);
      try {
        const saved = await saveDraft(store, id, content, from);
        own.current.note(from, saved.draft_save);
        queries.setQueryData(articleQuery(store, id).queryKey, saved);
        return { revision: String(saved.draft_save) };
      } catch (error) {
        if (asProblem(error).code !== "article_changed") throw error;
        const theirs = await readArticle(store, id);
        const { draft, draft_save } = theirs;
        return { conflict: { text: encode(draft, draft_save), revision: String(draft_save) } };
      }
    },
    [store, id, queries],
  );
  const draft = useDraft({
    name: `${person}.${store}.article.${id}`,
    text: encode(article.draft, article.draft_save),
    revision: String(article.draft_save),
    save,
  });
  const flush = useRef(draft.flush);
  useEffect(() => flush.current(), []);
  const { base, ...content } = decode(draft.text);
  const change = (some: Partial<Content>) => draft.write(encode({ ...content, ...some }, base));
  return { ...draft, content, change };
}
