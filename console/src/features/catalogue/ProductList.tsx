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
import { Table } from "../../ui/Table";
import { useUrlState } from "../../ui/urlState";
import { productsQuery, qualityQuery } from "./api";
import { filtered, joined, type Listed, STOCKS, type Stock } from "./listed";
import { saveSample } from "./sample";
import { LACKS, type Lack } from "./types";
import { useColumns } from "./useColumns";

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
  const [q] = useUrlState<string>("q", "");
  const pages = quality.data?.pages;
  const rows = useMemo(() => {
    const known = pages?.flatMap((page) => page.items) ?? [];
    return filtered(joined(items, known), stock, lack);
  }, [items, pages, stock, lack]);
  const total = q ? undefined : pages?.[0]?.products;
  const columns = useColumns(store, !products.hasNextPage);
  const navigate = useNavigate();
  return (
    <>
      <Head
        more={
          total !== undefined && total > items.length
            ? t("read-of", { read: count(items.length), all: count(total) })
            : t("why")
        }
        actions={<ImportLink store={store} />}
      >
        {t("holds", { count: total ?? items.length })}
      </Head>
      <Filters lacking={pages?.[0]?.lacking} />
      {rows.length ? (
        <Table
          label={t("about")}
          rows={rows}
          keyOf={(one) => one.product.id}
          columns={columns}
          onOpen={(one) => void navigate({ to: `/s/${store}/catalogue/${one.product.handle}` })}
        />
      ) : (
        <p className="muted">{t("none")}</p>
      )}
      {products.hasNextPage && (
        <Button busy={products.isFetchingNextPage} onClick={() => void products.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

function Filters({ lacking }: { lacking: Readonly<Record<Lack, number>> | undefined }) {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  const [stock, setStock] = useUrlState<Stock>("stock", "all");
  const [lack, setLack] = useUrlState<Lack | "">("lack", "");
  return (
    <div className="cat-filters">
      <Search />
      <Segments
        label={t("column.stock")}
        value={stock}
        options={STOCKS.map((one) => [one, t(`stock.${one}`)] as const)}
        onChange={setStock}
      />
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

const REST_MS = 250;

function Search() {
  const { t } = useTranslation("catalogue");
  const [q, setQ] = useUrlState<string>("q", "");
  const [typed, setTyped] = useState(q);
  useEffect(() => {
    if (typed.trim() === q) return;
    const timer = setTimeout(() => setQ(typed.trim() || undefined), REST_MS);
    return () => clearTimeout(timer);
  }, [typed, q, setQ]);
  return (
    <input
      type="search"
      className="input"
      maxLength={200}
      aria-label={t("search")}
      placeholder={t("search")}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
