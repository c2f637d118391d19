/** The list as a table for other programs. Pure, but for the saving. */
import type { Listed } from "./listed";
import { stockOf } from "./listed";

/** What a spreadsheet would take for the beginning of a formula (CWE-1236). */
const FORMULA = /^[=+\-@\t\r]/;

const EXPORTED = [
  "id",
  "handle",
  "title",
  "brand",
  "category",
  "tags",
  "price",
  "currency",
  "in_stock",
  "stock",
  "variants",
  "sources",
  "overridden",
  "hidden",
  "missing",
  "shown_28_days",
] as const;

/** Write products as CSV (RFC 4180): a line of names, then one for each. */
export function csvOf(rows: readonly Listed[]): string {
  return [EXPORTED, ...rows.map(cellsOf)]
    .map((cells) => `${cells.map(cell).join(",")}\r\n`)
    .join("");
}

function cellsOf({ product, quality }: Listed): readonly unknown[] {
  return [
    product.id,
    product.handle,
    product.title,
    product.brand,
    product.category,
    product.tags.join("; "),
    product.price ? Number(product.price.amount) : null,
    product.price?.currency,
    product.in_stock,
    stockOf(product),
    product.variants.length,
    quality?.sources.join("; "),
    product.overridden.join("; "),
    product.hidden,
    quality?.lacks.join("; "),
    quality?.shown,
  ];
}

/** A number stays a number; text that begins like a formula gets an apostrophe in front. */
function cell(value: unknown): string {
  if (value == null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hand a file to the person. */
export function saveCsv(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
