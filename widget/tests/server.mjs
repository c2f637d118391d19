/**
 * Serves the built page as the real server does, under the same strict policy, and plays the API
 * with scripted answers. Only for the browser tests.
 */
import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import {
  beginTurn,
  endTurn,
  messagesOf,
  openSession,
  sessionOf,
  showBranch,
  turnOf,
} from "./scripted/conversations.mjs";
import { openHostileShop } from "./scripted/hostile-shop.mjs";
import { BRAND, PICTURES, SOURCES, STORE } from "./scripted/shop.mjs";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
const CONFIG = {
  slug: "demo",
  key: "pk_test",
  api: "/api/v1",
  name: STORE.name,
  language: "en-GB",
};

const MAX_MESSAGE_LENGTH = 1000;

const inScript = (json) => json.replaceAll("<", "\\u003c");

const PORT = Number(process.env.PORT ?? 43117);
const HOST = `http://127.0.0.1:${PORT}`;
const SHOP = `http://localhost:${PORT + 1}`;
const LOOK = { store: STORE, retention_days: 30, max_message_length: MAX_MESSAGE_LENGTH };
const FRAMED = {
  ...CONFIG,
  key: undefined,
  origins: [HOST, SHOP],
  look: LOOK,
  photo: true,
};
const FRAMED_POLICY = `${POLICY} ${SHOP}; sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads`;

/** Allows, by their digests, what the build put into the page. */
function allowing(policy, html) {
  const digests = (element) =>
    [...html.matchAll(element)]
      .map(([, text]) => ` 'sha256-${createHash("sha256").update(text).digest("base64")}'`)
      .join("");
  return policy
    .replace("script-src 'self'", (own) => own + digests(/<script type="module">(.*?)<\/script>/gs))
    .replace("style-src 'self'", (own) => own + digests(/<style>(.*?)<\/style>/gs));
}

/** As the real server does: packed once, however many ask. */
const packedPages = new Map();

async function page(response, config, policy) {
  const html = await readFile(join(DIST, "frame", "index.html"), "utf8");
  response.setHeader("content-security-policy", allowing(policy, html));
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-encoding", "gzip");
  const whole = html.replace("__AISLE_CONFIG__", () => inScript(JSON.stringify(config)));
  if (!packedPages.has(whole)) packedPages.set(whole, gzipSync(whole));
  response.end(packedPages.get(whole));
}

function config(response) {
  json(response, 200, {
    store: { slug: "demo", name: STORE.name, language: "en-GB", currency: "GBP" },
    title: `Ask ${STORE.name}`,
    theme: { mode: "light", ...BRAND },
    retention_days: 30,
  });
}

async function asset(path, response) {
  const file = normalize(join(DIST, path.slice("/static/".length)));
  if (!file.startsWith(DIST)) return problem(response, 404, "not_found");
  response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
  // Packed, as the real server sends it.
  response.setHeader("content-encoding", "gzip");
  response.end(await readFile(`${file}.gz`));
}

function json(response, status, body) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function problem(response, status, code, headers = {}) {
  response.writeHead(status, { "content-type": "application/problem+json", ...headers });
  response.end(JSON.stringify({ type: "about:blank", title: code, status, detail: code, code }));
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}");
}

/** Bytes are cut in the middle of events and letters, as a real network may do. */
function writeInPieces(response, text) {
  const bytes = Buffer.from(text);
  const cut = createHash("md5").update(bytes).digest()[0] % bytes.length;
  response.write(bytes.subarray(0, cut));
  response.write(bytes.subarray(cut));
}

/** What of a turn stands behind an event's number. "cut" and "wait" are no events and have none. */
function stream(turn, response, after = 0) {
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "x-vercel-ai-ui-message-stream": "v1",
  });
  let number = 0;
  const close = () => turn.listeners.delete(listen);
  const listen = (event) => {
    if (event.type === "cut") return void response.destroy();
    if (event.type === "wait") return;
    number += 1;
    if (number <= after) return;
    writeInPieces(response, `id: ${number}\ndata: ${JSON.stringify(event)}\n\n`);
    if (["finish", "abort", "error"].includes(event.type)) response.end("data: [DONE]\n\n");
  };
  response.on("close", close);
  const cuts = turn.sent.findLastIndex(({ type }) => type === "cut");
  // A line that is opened later lies behind the cuts of those before.
  for (const [at, event] of turn.sent.entries())
    if (event.type !== "cut" || (after === 0 && at === cuts && turn.state !== "running"))
      listen(event);
  turn.listeners.add(listen);
}

function resume(session, id, request, response) {
  const turns = session.conversations.get(id);
  if (!turns) return problem(response, 404, "conversation_not_found");
  const running = turns.find((turn) => turn.state === "running");
  if (!running) return json(response, 204);
  followed.push(request.headers["last-event-id"] ?? "");
  stream(running, response, Number(request.headers["last-event-id"] ?? 0));
}

/** The `Last-Event-ID` of every stream that was asked for again, for the tests to look at. */
const followed = [];
const opinions = new Map();

async function feedback(id, request, response) {
  if (request.method === "DELETE") opinions.delete(id);
  else opinions.set(id, await bodyOf(request));
  json(response, request.method === "DELETE" ? 204 : 200, opinions.get(id));
}

async function branch(session, id, request, response) {
  const { turn_id } = await bodyOf(request);
  const turn = turnOf(turn_id);
  if (turn?.conversationId !== id) return problem(response, 404, "turn_not_found");
  showBranch(session, turn);
  json(response, 204);
}

const expired = new Set();

const expire = (session, response) => {
  expired.add(session.token);
  problem(response, 401, "token_expired");
};

/**
 * The message has arrived and is stored, but nothing of that comes back. The head is sent, because
 * without one a browser sends again by itself on a line that was kept open.
 */
const swallow = (session, response, body) => {
  beginTurn(session, body);
  response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
  setTimeout(() => response.destroy(), 50);
};

/** Faults that a question calls for, once; after that it is answered. */
const FAULTS = [
  {
    words: /too fast/i,
    name: (session) => session.token,
    play: (_, response) => problem(response, 429, "too_many", { "retry-after": "6" }),
  },
  { words: /drop it/i, name: (_, body) => body.client_message_id, play: swallow },
  { words: /expired/i, name: (_, body) => body.client_message_id, play: expire },
];

const played = new Set();

function refuses(session, body, response) {
  const fault = FAULTS.find(({ words }) => words.test(body.message));
  if (!fault) return false;
  const name = `${fault.words} ${fault.name(session, body)}`;
  if (played.has(name)) return false;
  played.add(name);
  fault.play(session, response, body);
  return true;
}

async function chat(session, request, response) {
  const body = await bodyOf(request);
  if (refuses(session, body, response)) return;
  if (body.conversation_id && !session.conversations.has(body.conversation_id)) {
    return problem(response, 404, "not_found");
  }
  const of = body.edits ? turnOf(body.edits) : null;
  const begin = () => beginTurn(session, body, { of, kind: of ? "edit" : "message" });
  // A message with the same name is the same message.
  stream(session.byClientId.get(body.client_message_id) ?? begin(), response);
}

const REFUSED = /can(no|’|')t be asked again/i;

async function version(session, turnId, kind, request, response) {
  const of = turnOf(turnId);
  const { client_message_id } = await bodyOf(request);
  if (!of) return problem(response, 404, "turn_not_found");
  if (REFUSED.test(of.question)) return problem(response, 409, "nothing_to_continue");
  const said = { message: of.question, conversation_id: of.conversationId, client_message_id };
  stream(beginTurn(session, said, { of, kind }), response);
}

function history(session, id, response) {
  const conversation = session.conversations.get(id);
  if (!conversation) return problem(response, 404, "not_found");
  const running = conversation.find((turn) => turn.state === "running");
  json(response, 200, {
    items: messagesOf(conversation),
    next_cursor: null,
    running_turn_id: running?.id ?? null,
    disclosure: { at: "2026-11-02T09:15:00Z", version: "2026-11", language: "en" },
  });
}

function citation(id, response) {
  const found = SOURCES[id];
  if (!found) return problem(response, 404, "not_found");
  const { citation, passage } = found;
  json(response, 200, {
    ...citation,
    document_version_id: "v1",
    passage,
    as_of: "2026-03-02T09:15:00Z",
  });
}

function newSession(response) {
  const { token } = openSession();
  const expires_at = new Date(Date.now() + 3_600_000).toISOString();
  json(response, 201, {
    token,
    expires_at,
    session_id: token,
    retention_days: 30,
    max_message_length: MAX_MESSAGE_LENGTH,
    store: STORE,
    assistant: { name: `Ask ${STORE.name}` },
  });
}

function stop(id, response) {
  const turn = turnOf(id);
  if (turn) endTurn(turn, "stopped");
  json(response, turn ? 204 : 404);
}

const photos = [];

/** Takes a photo in, for the tests to look at. */
async function photo(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const data = Buffer.concat(chunks).toString("base64");
  photos.push({ type: request.headers["content-type"], data });
  json(response, 201, { id: randomUUID(), width: 1600, height: 800 });
}

const choices = new Map();

async function choose(id, request, response) {
  choices.set(id, (await bodyOf(request)).improve);
  json(response, 204);
}

function remove(session, id, response) {
  if (!session.conversations.delete(id)) return problem(response, 404, "conversation_not_found");
  json(response, 204);
}

/** The real server answers the store's part of the API to any origin, and never with cookies. */
function share(request, response) {
  response.setHeader("access-control-allow-origin", "*");
  if (request.method !== "OPTIONS") return false;
  response.setHeader("access-control-allow-methods", "GET, POST, PUT, DELETE");
  response.setHeader(
    "access-control-allow-headers",
    "accept, authorization, content-type, last-event-id",
  );
  response.writeHead(200).end();
  return true;
}

const told = (response) =>
  json(response, 200, { followed, opinions: [...opinions], choices: [...choices], photos });

async function api(path, request, response) {
  if (path === "/widget/config") return config(response);
  if (path === "/sessions") return newSession(response);
  const token = request.headers.authorization?.slice("Bearer ".length);
  const session = sessionOf(token);
  if (!session || expired.has(token)) return problem(response, 401, "token_expired");
  if (path === "/sessions/current")
    return json(response, 200, {
      retention_days: 30,
      max_message_length: MAX_MESSAGE_LENGTH,
      store: STORE,
    });
  const [, kind, id, rest] = path.split("/");
  if (kind === "chat" && !id) return chat(session, request, response);
  if (kind === "chat" && rest === "stop") return stop(id, response);
  if (kind === "chat" && rest === "stream") return resume(session, id, request, response);
  if (kind === "chat" && rest) return version(session, id, rest, request, response);
  if (kind === "photos") return photo(request, response);
  if (kind === "messages") return feedback(id, request, response);
  if (kind === "sessions" && id === "identify") return json(response, 200, {});
  if (kind === "conversations" && rest === "choices") return choose(id, request, response);
  if (kind === "conversations" && request.method === "DELETE") return remove(session, id, response);
  if (kind === "conversations" && rest === "branch") return branch(session, id, request, response);
  if (kind === "conversations") return history(session, id, response);
  if (kind === "citations") return citation(id, response);
  return problem(response, 404, "not_found");
}

function picture(path, response) {
  const svg = PICTURES[path];
  if (!svg) return problem(response, 404, "not_found");
  response.setHeader("content-type", "image/svg+xml");
  response.end(svg);
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  if (share(request, response)) return;
  if (pathname.endsWith("/frame")) return page(response, FRAMED, FRAMED_POLICY);
  if (pathname.startsWith("/c/")) return page(response, CONFIG, POLICY);
  if (pathname.startsWith("/static/")) return asset(pathname, response);
  if (pathname === "/told") return told(response);
  if (pathname.startsWith("/pictures/")) return picture(pathname, response);
  if (pathname.startsWith("/api/v1"))
    return api(pathname.slice("/api/v1".length), request, response);
  return problem(response, 404, "not_found");
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => problem(response, 500, "failed"));
});
server.listen(PORT, "127.0.0.1");
openHostileShop(PORT + 1, HOST);
