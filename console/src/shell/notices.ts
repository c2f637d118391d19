/** What people are told: failures, what waits for somebody, work that ended. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { components } from "../api/schema";
import { useStream } from "../api/stream";

export type Notice = components["schemas"]["ToldNotice"];

const SHOWN = 20;

/** Kinds that have a sentence; a newer server may tell more. */
export const KINDS: readonly string[] = [
  "source.fails",
  "source.run_waits",
  "source.run_live",
  "source.run_refused",
  "import.ended",
  "index.activated",
  "article.submitted",
  "article.published",
  "article.rejected",
  "article.expired",
  "article.commented",
  "assistant.published",
  "assistant.rolled_back",
  "widget.published",
  "budget.nearly_spent",
  "member.joined",
  "conversation.noted",
  "job.dead",
];

export const noticesQuery = (store: string) =>
  queryOptions({
    queryKey: ["store", store, "notices"],
    queryFn: async () => {
      const found = await answer(
        api.GET("/api/v1/stores/{store}/notices", {
          params: { path: { store }, query: { limit: SHOWN } },
        }),
      );
      return found.items.filter((one) => KINDS.includes(one.kind));
    },
  });

/** Follow how many notices are not read. */
export function useUnread(store: string): number {
  const queries = useQueryClient();
  const key = ["store", store, "unread"];
  useStream<{ unread: number }>(`/api/v1/stores/${store}/notices/events`, ({ unread }) => {
    queries.setQueryData(key, unread);
    void queries.invalidateQueries({ queryKey: noticesQuery(store).queryKey });
  });
  return useQuery({ queryKey: key, queryFn: () => 0, enabled: false, initialData: 0 }).data;
}

/** Remember that all that was told until now is read. */
export async function markRead(store: string): Promise<void> {
  await answer(
    api.PUT("/api/v1/stores/{store}/notices/read", {
      params: { path: { store } },
      body: { up_to: new Date().toISOString() },
    }),
  );
}

/** Return where a notice leads, below the store, and whose screen that is. */
export function leadOf(notice: Notice): { feature: string; path: string } | undefined {
  const [subject] = notice.kind.split(".");
  const id = notice.object_id;
  const leads: Readonly<Record<string, { feature: string; path: string }>> = {
    source: {
      feature: "sources",
      path: notice.object_kind === "source" ? `/sources/${id}` : "/sources",
    },
    article: { feature: "knowledge", path: `/knowledge/${id}` },
    assistant: { feature: "assistant", path: "/assistant" },
    widget: { feature: "widget", path: "/widget" },
    budget: { feature: "settings", path: "/settings/usage" },
    member: { feature: "settings", path: "/settings/team" },
    conversation: { feature: "conversations", path: `/conversations/${id}` },
    job: { feature: "operations", path: "/operations/failed" },
    import: { feature: "catalogue", path: "/catalogue" },
  };
  return leads[subject ?? ""];
}
