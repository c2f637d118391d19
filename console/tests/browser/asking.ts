/** Questions of shoppers, so that there is something to look at. */
import type { Page } from "@playwright/test";

interface Asked {
  conversation: string;
  message: string;
}

/** Ask as a shopper on the store's chat page would. */
export async function ask(page: Page, question: string): Promise<Asked> {
  const chat = await (await page.request.get("/c/demo")).text();
  const key = /"key":\s*"([^"]+)"/.exec(chat)?.[1];
  const begun = await page.request.post("/api/v1/sessions", { headers: auth(key), data: {} });
  const { token } = await begun.json();
  const said = await page.request.post("/api/v1/chat", {
    headers: auth(token),
    data: { message: question },
  });
  const { conversation_id: conversation, message } = await said.json();
  return { conversation, message: message.id };
}

const auth = (token: string | undefined) => ({
  authorization: `Bearer ${token}`,
  cookie: "",
  origin: process.env.AISLE_BASE_URL as string,
});
