/**
 * Widgets of others in the same page. Their makers' own builds come from the package registry, checked by their digest, into
 * a cache beside the checkout; they are measured and nothing else. What cannot be fetched is left out, and said.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const CACHE = fileURLToPath(new URL("../../../.cache/widget-peers/", import.meta.url));
const SHOP = fileURLToPath(new URL("../../tests/hostile/", import.meta.url));
const KINDS = { js: "text/javascript", css: "text/css", html: "text/html" };

/** Each begins as its documentation says. answers: what it asks its own server for, told at once. */
export const PEERS = [
  {
    name: "flowise-embed 3.1.6",
    pack: "flowise-embed@3.1.6",
    digest:
      "xSrvBDiEvIIzRFsPBgmzG3SdfBeG4wBzdchdMurft5PQcdYO0HfB8cwGhn00fE5JOsdhVZXfJ3Fq6e/DgrW4ag==",
    file: "dist/web.js",
    begin: `import Chatbot from "/peer/web.js"; Chatbot.init({ chatflowid: "demo", apiHost: location.origin });`,
    launcher: "flowise-chatbot button",
    field: "flowise-chatbot textarea",
    answers: {},
  },
];

/** The folder of a peer's package; null where it cannot be had here. */
function fetched({ pack, digest }) {
  const folder = `${CACHE}${pack.replaceAll("/", "+")}/`;
  if (existsSync(`${folder}package`)) return `${folder}package/`;
  try {
    mkdirSync(folder, { recursive: true });
    const [file] = execFileSync("npm", ["pack", pack, "--silent"], {
      cwd: folder,
      encoding: "utf8",
    })
      .trim()
      .split("\n");
    const found = createHash("sha512")
      .update(readFileSync(folder + file))
      .digest("base64");
    if (found !== digest) throw new Error(`its digest is ${found}`);
    execFileSync("tar", ["-xzf", file], { cwd: folder });
    return `${folder}package/`;
  } catch (error) {
    console.error(`${pack} is left out: ${error.message}`);
    return null;
  }
}

function send(response, kind, text) {
  response.setHeader("content-type", kind);
  response.setHeader("content-encoding", "gzip");
  response.end(gzipSync(text, { level: 9 }));
}

/** The same shop, with a peer's begin in the place of our tag. */
async function answer(peer, folder, request, response) {
  const { pathname } = new URL(request.url, "http://shop");
  response.setHeader("cache-control", "no-store");
  if (pathname === "/begin.js") return send(response, KINDS.js, peer.begin);
  if (pathname.startsWith("/peer/")) {
    const file = folder + peer.file.replace(/[^/]+$/, pathname.slice("/peer/".length));
    return send(response, KINDS.js, await readFile(file));
  }
  const own = /^\/shop\.(css|js)$/.exec(pathname);
  if (own) return send(response, KINDS[own[1]], await readFile(`${SHOP}shop.${own[1]}`));
  if (pathname !== "/") return send(response, "application/json", JSON.stringify(peer.answers));
  const html = await readFile(`${SHOP}index.html`, "utf8");
  const tag = `<script type="module" src="/begin.js"></script>`;
  return send(
    response,
    KINDS.html,
    html.replaceAll("__TITLE__", "Home").replace("__SNIPPET__", tag),
  );
}

/** Serves the shop with a peer's widget; null where the peer cannot be had. */
export function openPeer(peer, port) {
  const folder = fetched(peer);
  if (!folder) return null;
  const server = createServer((request, response) => {
    answer(peer, folder, request, response).catch(() => response.writeHead(404).end());
  });
  server.listen(port, "127.0.0.1");
  return server;
}
