/** Answers on products, whose shapes the OpenAPI document does not say yet (web/products.py, web/catalog.py). */
export interface Money {
  amount: string;
  currency: string;
}

export interface Variant {
  id: string;
  sku: string | null;
  title: string;
  options: Readonly<Record<string, string>>;
  price: Money | null;
  compare_at: Money | null;
  stock: number | null;
  availability: string;
  as_of: string | null;
}

export interface Product {
  id: string;
  handle: string;
  title: string;
  description: string;
  brand: string | null;
  category: string | null;
  tags: readonly string[];
  url: string | null;
  images: readonly { url: string; alt: string | null }[];
  attributes: Readonly<Record<string, unknown>>;
  price: Money | null;
  price_varies: boolean;
  in_stock: boolean;
  variants: readonly Variant[];
  as_of: string | null;
  updated_at: string;
  /** Fields that say what the merchant says. */
  overridden: readonly string[];
  /** The assistant leaves it out. */
  hidden: boolean;
}

/** What stands in a field in place of the source's word (web/product_overrides.py). */
export interface Override {
  field: string;
  value: unknown;
  source_value: unknown;
  source_value_then: unknown;
  /** The source says something else than when this was set. */
  source_changed: boolean;
  why: string;
  set_by: string;
  set_at: string;
}

export interface Overrides {
  product: Product;
  revision: string;
  items: readonly Override[];
}

export interface EditChange {
  product_id: string;
  title: string;
  field: string;
  before: unknown;
  after: unknown;
  takes_back: boolean;
  state: "shown" | "done" | "kept" | "undone" | "not_undone";
}

/** An edit of many products (web/product_edits.py). */
export interface ProductEdit {
  id: string;
  state: "shown" | "applying" | "applied" | "undoing" | "undone";
  what: Readonly<Record<string, unknown>>;
  why: string;
  counts: { products: number; changes: number; left: number };
  /** Products so far. */
  done: number;
  made_by: string;
  made_at: string;
  applied_at: string | null;
  ended_at: string | null;
  changes?: { items: readonly EditChange[]; next_cursor: string | null };
}

export const LACKS = [
  "no_image",
  "no_price",
  "no_category",
  "no_attributes",
  "thin_text",
  "unreadable_image",
] as const;
export type Lack = (typeof LACKS)[number];

export interface Quality {
  product_id: string;
  lacks: readonly Lack[];
  /** Conversations of the last 28 days in which it was shown. */
  shown: number;
  /** Names of the connected sources that have it. */
  sources: readonly string[];
  /** A source says something else where the merchant speaks in its place. */
  source_changed: boolean;
}

export interface Said {
  source: string | null;
  value: unknown;
  as_of: string;
}

export interface Origins {
  fields: readonly (Said & { field: string; others: readonly Said[] })[];
}

export interface Relative {
  product: Product;
}

export type Mapping = Readonly<Record<string, unknown>>;

export interface RowError {
  line: number;
  field: string | null;
  code: string;
  reason: string;
  excerpt: string | null;
  severity: "error" | "warning";
}

export interface Counts {
  products: number;
  variants: number;
  skipped: number;
  errors: number;
  warnings: number;
}

export interface DryRun {
  kind: string;
  columns: readonly string[];
  unmapped: readonly string[];
  mapping: Mapping;
  confidence: Readonly<Record<string, number>>;
  sample: readonly {
    handle: string;
    title: string;
    variants: readonly {
      price: { amount: number; currency: string } | null;
      stock: number | null;
    }[];
  }[];
  errors: readonly RowError[];
  counts: Counts;
}

export interface ImportRun {
  id: string;
  state: string;
  counts: Readonly<Record<string, number>> | null;
  error: string | null;
  errors: { items: readonly RowError[] };
}
