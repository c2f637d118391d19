/** A shop on an origin of its own, whose pages do everything that a widget must stand. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../hostile/", import.meta.url));
const TYPES = { css: "text/css", js: "text/javascript" };

/** What the snippet's documentation tells a shop to allow, and nothing else. */
const policyFor = (host) =>
  `default-src 'none'; script-src 'self' ${host}; connect-src 'self' ${host}; frame-src ${host}; style-src 'self'; img-src 'self' data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types shop`;

const ATTRIBUTES = /^data-[a-z-]+$/;

/** The tag, with the attributes that the page's address asks for. */
function snippetFor(host, query) {
  if (query.has("without")) return "";
  const more = [...query].filter(([name]) => ATTRIBUTES.test(name));
  const given = Object.entries({
    "data-store": "demo",
    "data-key": "pk_test",
    ...Object.fromEntries(more),
  });
  const attributes = given.map(([name, value]) => `${name}="${value.replaceAll('"', "")}"`);
  return `<script async src="${host}/static/loader.js" ${attributes.join(" ")}></script>`;
}

async function answer(host, request, response) {
  const { pathname, searchParams } = new URL(request.url, "http://shop");
  const file = /^\/shop\.(css|js)$/.exec(pathname);
  if (file) {
    response.setHeader("content-type", TYPES[file[1]]);
    return response.end(await readFile(`${FOLDER}shop.${file[1]}`));
  }
  const html = await readFile(`${FOLDER}index.html`, "utf8");
  response.setHeader("content-security-policy", searchParams.has("loose") ? "" : policyFor(host));
  response.setHeader("content-type", "text/html; charset=utf-8");
  const title = pathname === "/" ? "Home" : pathname.slice(1);
  response.end(
    html.replaceAll("__TITLE__", title).replace("__SNIPPET__", snippetFor(host, searchParams)),
  );
}

/** Serves the shop on `port`; its snippet names the widget's `host`. */
export function openHostileShop(port, host) {
  createServer((request, response) => {
    answer(host, request, response).catch(() => response.writeHead(500).end());
  }).listen(port, "127.0.0.1");
}
