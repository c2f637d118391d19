import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./Icon";
import { type Selection, useSelection } from "./selection";
import { useUrlState } from "./urlState";
import { usePage, type Windowed } from "./windowed";

export interface Column<Row> {
  /** Its name in the address and for the chooser. */
  name: string;
  title: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of the line. */
  end?: boolean;
  /** What it is sorted by; left out: it is not. */
  by?: (row: Row) => string | number;
  /** Left out on phones. */
  optional?: boolean;
}

interface Props<Row> {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Opens a row, by Enter or a press. */
  onOpen?: (row: Row) => void;
  /** What can be done with picked rows; with it rows can be picked. */
  bulk?: (picked: readonly Row[], clear: () => void) => ReactNode;
  dense?: boolean;
}

/** A table: sorted by its head, walked by arrows, picked by Space and Shift, windowed over a hundred rows. */
export function Table<Row>(props: Props<Row>) {
  const { label, columns, keyOf, bulk, dense } = props;
  const rows = useSorted(props.rows, columns);
  const scroller = useRef<HTMLDivElement>(null);
  const windowed = usePage(rows.length, scroller, dense ? 35 : 51);
  const picked = useSelection(rows, keyOf);
  return (
    <>
      <div ref={scroller} className={windowed.all ? undefined : "scroller"}>
        <table
          className="grid stack"
          aria-label={label}
          aria-rowcount={rows.length + 1}
          data-dense={dense || undefined}
        >
          <Header columns={columns} picks={!!bulk} />
          <tbody onKeyDown={(event) => move(event)}>
            <Gap height={windowed.before} />
            {rows.slice(windowed.from, windowed.to).map((row, at) => (
              <Line key={keyOf(row)} {...props} row={row} at={windowed.from + at} picked={picked} />
            ))}
            <Gap height={windowed.after} />
          </tbody>
        </table>
      </div>
      {bulk && picked.rows.length > 0 && (
        <div className="bulk" role="toolbar">
          {bulk(picked.rows, picked.clear)}
        </div>
      )}
    </>
  );
}

function Header<Row>({ columns, picks }: { columns: readonly Column<Row>[]; picks: boolean }) {
  const { t } = useTranslation();
  const [sort, setSort] = useUrlState<string>("sort", "");
  const turned = (name: string) =>
    sort === name ? `-${name}` : sort === `-${name}` ? undefined : name;
  const said = (name: string) =>
    sort === name ? "ascending" : sort === `-${name}` ? "descending" : undefined;
  return (
    <thead>
      <tr>
        {picks && (
          <th scope="col" className="pick">
            <span className="vh">{t("pick")}</span>
          </th>
        )}
        {columns.map((one) => (
          <th
            key={one.name}
            scope="col"
            className={classOf(one)}
            aria-sort={one.by ? (said(one.name) ?? "none") : undefined}
          >
            {one.by ? (
              <button type="button" onClick={() => setSort(turned(one.name))}>
                {one.title}
                {said(one.name) && <Icon small name={sort === one.name ? "up" : "down"} />}
              </button>
            ) : (
              one.title
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Line<Row>({
  row,
  at,
  columns,
  onOpen,
  bulk,
  picked,
}: Props<Row> & { row: Row; at: number; picked: Selection<Row> }) {
  const { t } = useTranslation();
  const open = onOpen && (() => onOpen(row));
  const chosen = picked.has(row);
  return (
    <tr
      tabIndex={open || bulk ? (at === 0 ? 0 : -1) : undefined}
      aria-rowindex={at + 2}
      aria-selected={bulk ? chosen : undefined}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        if (event.key === "Enter") open?.();
        if (event.key === " " && bulk) {
          event.preventDefault();
          picked.toggle(at, event.shiftKey);
        }
      }}
    >
      {bulk && (
        <td className="pick">
          <label>
            <input
              type="checkbox"
              aria-label={t("pick")}
              checked={chosen}
              onClick={(event) => picked.toggle(at, event.shiftKey)}
              onChange={() => {}}
            />
          </label>
        </td>
      )}
      {columns.map((one) => (
        <td
          key={one.name}
          className={classOf(one)}
          data-label={typeof one.title === "string" ? one.title : undefined}
        >
          {one.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function Gap({ height }: { height: Windowed["before"] }) {
  return height > 0 ? <tr data-gap style={{ blockSize: height }} /> : null;
}

function classOf<Row>(column: Column<Row>): string | undefined {
  return [column.end && "r", column.optional && "opt"].filter(Boolean).join(" ") || undefined;
}

function useSorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): readonly Row[] {
  const { language } = useTranslation().i18n;
  const [sort] = useUrlState<string>("sort", "");
  const by = columns.find((one) => one.name === sort.replace(/^-/, ""))?.by;
  return by ? sorted(rows, by, sort.startsWith("-"), language) : rows;
}

/** Return rows in order of a value: numbers by size, words as the language orders them. */
export function sorted<Row>(
  rows: readonly Row[],
  by: (row: Row) => string | number,
  down: boolean,
  language: string,
): readonly Row[] {
  const words = new Intl.Collator(language, { numeric: true });
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)];
    return typeof left === "number" && typeof right === "number"
      ? sign * (left - right)
      : sign * words.compare(String(left), String(right));
  });
}

/** Arrows, J and K lead from row to row. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const row = (event.target as HTMLElement).closest("tr");
  if (event.target !== row) return;
  const down = event.key === "ArrowDown" || event.key === "j";
  if (!down && event.key !== "ArrowUp" && event.key !== "k") return;
  const next = down ? row.nextElementSibling : row.previousElementSibling;
  if (!(next instanceof HTMLElement) || "gap" in next.dataset) return;
  event.preventDefault();
  next.tabIndex = 0;
  row.tabIndex = -1;
  next.focus();
}
