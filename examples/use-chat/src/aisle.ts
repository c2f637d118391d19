import type { UIMessage } from "ai";

/** What this page is told: where Aisle is, and a publishable key that lists this page's origin. */
export interface Config {
  api: string;
  key: string;
}

/** The parts of an answer beside its text, as far as this page shows them. */
export type Parts = {
  citation: { id: string; mark: number; title: string; quote: string };
  product: { id: string; title: string; url: string | null; price?: { text: string } | null };
  suggestion: { text: string };
  status: { text: string };
};

export type ShopMessage = UIMessage<Record<string, unknown>, Parts>;

/** A shopper's token, kept for as long as the tab lives. */
export async function tokenOf(config: Config): Promise<string> {
  const kept = sessionStorage.getItem("aisle-token");
  if (kept) return kept;
  const reply = await fetch(`${config.api}/sessions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${config.key}` },
  });
  if (!reply.ok) throw new Error(`Aisle refused the key: ${(await reply.json()).detail}`);
  const { token } = (await reply.json()) as { token: string };
  sessionStorage.setItem("aisle-token", token);
  return token;
}

/** The name under which this tab's conversation goes on after a reload. */
export function chatId(): string {
  const kept = sessionStorage.getItem("aisle-chat") ?? crypto.randomUUID();
  sessionStorage.setItem("aisle-chat", kept);
  return kept;
}

/** What was said before, with today's prices; nothing for a conversation that has not begun. */
export async function earlier(config: Config, token: string, id: string): Promise<ShopMessage[]> {
  const reply = await fetch(`${config.api}/conversations/${id}/messages`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!reply.ok) return [];
  const { items } = (await reply.json()) as { items: ShopMessage[] };
  return items;
}
