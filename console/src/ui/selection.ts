import { useRef, useState } from "react";

export interface Selection<Row> {
  rows: readonly Row[];
  has: (row: Row) => boolean;
  /** Pick or leave the row at a place; to: and all between it and the one before. */
  toggle: (at: number, to: boolean) => void;
  clear: () => void;
}

/** Rows that are picked. They stay picked while the table is sorted or fetched anew. */
export function useSelection<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Selection<Row> {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const last = useRef(0);
  const toggle = (at: number, to: boolean) => {
    const picks = !keys.has(keyOf(rows[at] as Row));
    const [from, until] = to ? [Math.min(last.current, at), Math.max(last.current, at)] : [at, at];
    last.current = at;
    const next = new Set(keys);
    for (const row of rows.slice(from, until + 1))
      picks ? next.add(keyOf(row)) : next.delete(keyOf(row));
    setKeys(next);
  };
  return {
    rows: rows.filter((row) => keys.has(keyOf(row))),
    has: (row) => keys.has(keyOf(row)),
    toggle,
    clear: () => setKeys(new Set()),
  };
}
