import type { Plugin, Rolldown } from "vite";

type Chunk = Rolldown.OutputChunk;

const ENDS = /<\/(script|style)|<!--/i;

/** "a as b, c" as pairs: what it is called outside or is taken as, and the name before it. */
const namesIn = (list: string): [string, string][] =>
  list.split(",").flatMap((one) => {
    const [first = "", second = first] = one.trim().split(/\s+as\s+/);
    return first ? [[second, first] as [string, string]] : [];
  });

const baseOf = (fileName: string) => fileName.split("/").at(-1) ?? "";

function only<T>(found: T[], what: string): T {
  if (found.length !== 1 || !found[0]) throw new Error(`The frame has ${found.length} ${what}.`);
  return found[0];
}

/** The page's own scripts, those that others need before them: one within a page has no address to be imported by. */
function scriptsOf(entry: Chunk, byName: Map<string, Chunk>): Chunk[] {
  const needed = entry.imports.flatMap((name) => {
    const chunk = byName.get(name);
    return chunk ? scriptsOf(chunk, byName) : [];
  });
  return [...new Set([...needed, entry])];
}

/** Where a script of the page leaves what others take from it. */
const placeOf = (own: Chunk[], at: number) => `globalThis.aisle${own.length - at}`;

/** Takes from the page's scripts what would have been imported from them. */
function taking(code: string, own: Chunk[]): string {
  let taken = code;
  for (const [at, { fileName }] of own.entries()) {
    const name = baseOf(fileName).replaceAll(".", "\\.");
    const imports = new RegExp(`import\\s*\\{([^}]*)\\}\\s*from\\s*["']\\./${name}["'];?`, "g");
    taken = taken.replace(imports, (_, list: string) => {
      const fields = namesIn(list).map(([inner, outer]) => `${outer}:${inner}`);
      return `const{${fields}}=${placeOf(own, at)};`;
    });
    if (taken.includes(baseOf(fileName))) throw new Error(`${fileName} is asked for by its name.`);
  }
  return taken;
}

/** Leaves what it exports where others find it. */
function leaving(code: string, { exports }: Chunk, place: string): string {
  const [whole = "", list = ""] = /export\s*\{([^}]*)\};?\s*$/.exec(code) ?? [];
  const fields = namesIn(list).map(([outer, inner]) => `${outer}:${inner}`);
  if (fields.length !== exports.length)
    throw new Error("What the frame exports was not understood.");
  const own = code.slice(0, code.length - whole.length);
  return fields.length > 0 ? `${own}${place}={${fields}};` : own;
}

/** In a page, a piece beside the script is named from the server's root. */
const fromRoot = (code: string) =>
  code.replace(/\bimport\((["'`])\.\//g, "import($1/static/frame/assets/");

/** Puts the scripts and the style of what was built into its page. */
function put(bundle: Rolldown.OutputBundle): void {
  const all = Object.values(bundle);
  const chunks = all.filter((one) => one.type === "chunk");
  const assets = all.filter((one) => one.type === "asset");
  const named = (ending: string) => assets.filter((one) => one.fileName.endsWith(ending));
  const page = only(named(".html"), "pages");
  const entry = only(
    chunks.filter((one) => one.isEntry),
    "scripts to begin with",
  );
  const linked = named(".css").filter((one) => String(page.source).includes(one.fileName));
  const style = only(linked, "styles to begin with");
  const own = scriptsOf(entry, new Map(chunks.map((one) => [one.fileName, one])));
  for (const chunk of chunks) chunk.code = taking(chunk.code, own);
  const scripts = own.map((one, at) => leaving(fromRoot(one.code), one, placeOf(own, at)));
  for (const text of [...scripts, String(style.source)])
    if (ENDS.test(text)) throw new Error("The frame's code would end its own element.");
  const within = scripts.map((text) => `<script type="module">${text}</script>`).join("");
  page.source = String(page.source)
    .replace(/\s*<script type="module"[^>]*><\/script>/, () => "")
    .replace(/\s*<link rel="modulepreload"[^>]*>/g, () => "")
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style.source}</style>`)
    .replace("</body>", () => `${within}</body>`);
  for (const one of [...own, style]) delete bundle[one.fileName];
}

/**
 * Puts the frame's scripts and style into its page, which comes in one answer then. A frame without an origin shares
 * no connection with any page: each more file would be another way to the server, behind the page's own, for every
 * shopper. The server allows them by their digests.
 */
export const inPage = (): Plugin => ({
  name: "aisle-in-page",
  enforce: "post",
  apply: "build",
  generateBundle: {
    // Behind Vite's own last step, which writes what each piece needs before it.
    order: "post",
    handler: (_, bundle) => put(bundle),
  },
});
