import "./catalogue.css";
import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Empty, Head, Segments } from "../../ui/pieces";
import { Search } from "../../ui/Search";
import { Table } from "../../ui/Table";
import { useUrlState } from "../../ui/urlState";
import { productsQuery, qualityQuery } from "./api";
import { BulkEdit } from "./BulkEdit";
import { csvOf, saveCsv } from "./exporting";
import {
  columnsIn,
  filtered,
  joined,
  type Listed,
  ofWhose,
  STOCKS,
  type Stock,
  WHOSE,
  type Whose,
} from "./listed";
import { saveSample } from "./sample";
import { Tools } from "./Tools";
import { LACKS, type Lack } from "./types";
import { useColumns } from "./useColumns";

/** Products of one edit, as the API takes them. */
const MOST_EDITED = 10_000;
/** Pages that are read without being asked for; more of them by a button. */
const READ_AT_ONCE = 20;

export default function ProductList() {
  const { t } = useTranslation("catalogue");
  const { store } = useParams({ strict: false }) as { store: string };
  const [q] = useUrlState<string>("q", "");
  const products = useInfiniteQuery(productsQuery(store, q));
  useAllPages(products);
  const all = useMemo(() => products.data?.pages.flatMap((page) => page.items), [products.data]);
  return (
    <Answered query={products} about={t("about")}>
      {() =>
        all?.length || q ? (
          <Filled store={store} products={products} items={all ?? []} />
        ) : (
          <Nothing store={store} />
        )
      }
    </Answered>
  );
}

type Paged = Pick<
  UseInfiniteQueryResult<{ pages: readonly unknown[] }>,
  "data" | "hasNextPage" | "isFetching" | "isFetchingNextPage" | "fetchNextPage"
>;

function useAllPages({ data, hasNextPage, isFetching, fetchNextPage }: Paged): void {
  const read = data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetching && read < READ_AT_ONCE) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, read]);
}

function Nothing({ store }: { store: string }) {
  const { t } = useTranslation("catalogue");
  return (
    <Empty
      title={t("empty")}
      actions={
        <>
          <Link className="btn primary" to={`/s/${store}/sources/new`}>
            {t("connect")}
          </Link>
          <ImportLink store={store} />
          <Button kind="quiet" icon="file" onClick={saveSample}>
            {t("sample")}
          </Button>
        </>
      }
    >
      {t("empty.text")}
    </Empty>
  );
}

function ImportLink({ store }: { store: string }) {
  const { t } = useTranslation("catalogue");
  if (!useRights(store)("catalog.write")) return null;
  return (
    <Link className="btn second" to={`/s/${store}/catalogue/import`}>
      <Icon name="plus" small />
      {t("import")}
    </Link>
  );
}

interface FilledProps {
  store: string;
  products: Paged;
  items: readonly Listed["product"][];
}

function Filled({ store, products, items }: FilledProps) {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  const quality = useInfiniteQuery({
    ...qualityQuery(store),
    enabled: useRights(store)("linter.read"),
  });
  useAllPages(quality);
  const [stock] = useUrlState<Stock>("stock", "all");
  const [lack] = useUrlState<Lack | "">("lack", "");
  const [whose] = useUrlState<Whose>("whose", "all");
  const [q] = useUrlState<string>("q", "");
  const pages = quality.data?.pages;
  const rows = useMemo(() => {
    const known = pages?.flatMap((page) => page.items) ?? [];
    return ofWhose(filtered(joined(items, known), stock, lack), whose);
  }, [items, pages, stock, lack, whose]);
  const total = q ? undefined : pages?.[0]?.products;
  const columns = useColumns(store, !products.hasNextPage && !quality.hasNextPage);
  const [without] = useUrlState<string>("without", "");
  const [dense] = useUrlState<string>("dense", "");
  const shown = columns.filter((one) => !columnsIn(without).has(one.name));
  const navigate = useNavigate();
  const bulk = useBulk(store, rows);
  const exported = useExport([products, quality], rows);
  return (
    <>
      <Head
        more={
          total !== undefined && total > items.length
            ? t("read-of", { read: count(items.length), all: count(total) })
            : t("why")
        }
        actions={
          <>
            {bulk && (
              <Link className="btn second" to={`/s/${store}/catalogue/edits`}>
                {t("edits")}
              </Link>
            )}
            <ImportLink store={store} />
          </>
        }
      >
        {t("holds", { count: total ?? items.length })}
      </Head>
      <Filters lacking={pages?.[0]?.lacking} />
      <Tools
        columns={columns.slice(1).map((one) => [one.name, String(one.title)] as const)}
        busy={exported.busy}
        onExport={exported.go}
      />
      {rows.length ? (
        <Table
          label={t("about")}
          rows={rows}
          keyOf={(one) => one.product.id}
          columns={shown}
          dense={dense === "1"}
          onOpen={(one) => void navigate({ to: `/s/${store}/catalogue/${one.product.handle}` })}
          {...(bulk && { bulk: bulk.bar })}
        />
      ) : (
        <p className="muted">{t("none")}</p>
      )}
      {bulk?.dialog}
      {products.hasNextPage && (
        <Button busy={products.isFetchingNextPage} onClick={() => void products.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

/** What can be done with many rows; undefined for who may not. "edit=all" in the address opens it for all that are listed. */
function useBulk(store: string, rows: readonly Listed[]) {
  const { t } = useTranslation("catalogue");
  const may = useRights(store)("catalog.write");
  const [all, setAll] = useUrlState<string>("edit", "");
  const [picked, setPicked] = useState<{ ids: readonly string[]; clear: () => void }>();
  if (!may) return undefined;
  const ids = all === "all" ? rows.map((one) => one.product.id) : picked?.ids;
  const close = () => {
    setAll(undefined);
    setPicked(undefined);
  };
  return {
    bar: (chosen: readonly Listed[], clear: () => void) => (
      <>
        <b role="status">{t("picked", { count: chosen.length })}</b>
        <Button
          kind="primary"
          small
          onClick={() => setPicked({ ids: chosen.map((one) => one.product.id), clear })}
        >
          {t("bulk.edit")}
        </Button>
        {rows.length <= MOST_EDITED && (
          <Button small onClick={() => setAll("all")}>
            {t("bulk.all", { count: rows.length })}
          </Button>
        )}
        <Button small kind="quiet" onClick={clear}>
          {t("picked.clear")}
        </Button>
      </>
    ),
    dialog: ids && ids.length > 0 && (
      <BulkEdit store={store} products={ids} onClose={close} onStart={() => picked?.clear()} />
    ),
  };
}

/** All that the filters show as a file; what was not read yet is read first. */
function useExport(queries: readonly Paged[], rows: readonly Listed[]) {
  const { t } = useTranslation("catalogue");
  const [wanted, setWanted] = useState(false);
  const left = queries.find((one) => one.hasNextPage);
  useEffect(() => {
    if (!wanted) return;
    if (left) {
      if (!left.isFetching) void left.fetchNextPage();
      return;
    }
    saveCsv(`${t("export.name")}.csv`, csvOf(rows));
    setWanted(false);
  }, [wanted, left, rows, t]);
  return { go: () => setWanted(true), busy: wanted };
}

function Filters({ lacking }: { lacking: Readonly<Record<Lack, number>> | undefined }) {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  const [stock, setStock] = useUrlState<Stock>("stock", "all");
  const [lack, setLack] = useUrlState<Lack | "">("lack", "");
  const [whose, setWhose] = useUrlState<Whose>("whose", "all");
  return (
    <div className="cat-filters">
      <Search label={t("search")} />
      <Segments
        label={t("column.stock")}
        value={stock}
        options={STOCKS.map((one) => [one, t(`stock.${one}`)] as const)}
        onChange={setStock}
      />
      <select
        className="input"
        aria-label={t("whose")}
        value={whose}
        onChange={(event) => setWhose(event.target.value as Whose)}
      >
        {WHOSE.map((one) => (
          <option key={one} value={one}>
            {t(`whose.${one}`)}
          </option>
        ))}
      </select>
      {lacking && (
        <select
          className="input"
          aria-label={t("column.flags")}
          value={lack}
          onChange={(event) => setLack(event.target.value as Lack | "")}
        >
          <option value="">{t("lack.any")}</option>
          {LACKS.map((one) => (
            <option key={one} value={one}>
              {t(`lack.${one}`)} ({count(lacking[one])})
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
