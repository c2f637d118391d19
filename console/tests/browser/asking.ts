/** Questions of shoppers, so that there is something to look at. */
import type { Page } from "@playwright/test";

interface Asked {
  conversation: string;
  message: string;
  /** Of the shopper. */
  token: string;
}

/** Ask as a shopper on the store's chat page would. photo: a JPEG file that goes with it. */
export async function ask(page: Page, question: string, photo?: Buffer): Promise<Asked> {
  const chat = await (await page.request.get("/c/demo")).text();
  const key = /"key":\s*"([^"]+)"/.exec(chat)?.[1];
  const begun = await page.request.post("/api/v1/sessions", { headers: auth(key), data: {} });
  const { token } = await begun.json();
  const said = await page.request.post("/api/v1/chat", {
    headers: auth(token),
    data: { message: question, ...(photo && { attachments: [await sent(page, token, photo)] }) },
  });
  const { conversation_id: conversation, message } = await said.json();
  return { conversation, message: message.id, token };
}

async function sent(page: Page, token: string, photo: Buffer) {
  const kept = await page.request.post("/api/v1/photos", {
    headers: { ...auth(token), "content-type": "image/jpeg" },
    data: photo,
  });
  return { type: "photo", id: (await kept.json()).id };
}

/** Say what the shopper thought of an answer. */
export async function rate(page: Page, { message, token }: Asked, given: object): Promise<void> {
  await page.request.post(`/api/v1/messages/${message}/feedback`, {
    headers: auth(token),
    data: given,
  });
}

const auth = (token: string | undefined) => ({
  authorization: `Bearer ${token}`,
  cookie: "",
  origin: process.env.AISLE_BASE_URL as string,
});
