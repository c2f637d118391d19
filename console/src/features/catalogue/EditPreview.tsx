import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { type Column, Table } from "../../ui/Table";
import { changesQuery } from "./editing";
import type { EditChange, ProductEdit } from "./types";
import { asText } from "./words";

const OWN_NAMES = new Set([
  "title",
  "description",
  "brand",
  "category",
  "tags",
  "images",
  "hidden",
]);

/** How much an edit would change, and its changes, before beside after. */
export function EditPreview({ store, edit }: { store: string; edit: ProductEdit }) {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  const { products, changes } = edit.counts;
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} tabIndex={-1}>
      <p>
        <b>{t("bulk.counts", { count: products, changes: count(changes) })}</b>{" "}
        {products > 0 && t("bulk.nothing-yet")}
      </p>
      {changes > 0 && (
        <ChangeList store={store} id={edit.id} label={t("bulk.changes")} all={changes} />
      )}
    </section>
  );
}

interface ListProps {
  store: string;
  id: string;
  label: string;
  /** How many there are. */
  all: number;
  /** Those alone that were not made, or not undone. */
  left?: boolean;
}

/** An edit's changes, page by page. */
export function ChangeList({ store, id, label, all, left = false }: ListProps) {
  const { t } = useTranslation("catalogue");
  const query = useInfiniteQuery(changesQuery(store, id, left));
  return (
    <Answered query={query} about={label}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.changes?.items ?? []);
        return (
          <>
            <Changes label={label} items={items} />
            {query.hasNextPage && (
              <p className="row">
                <span className="muted">{t("bulk.more", { count: all - items.length })}</span>
                <Button
                  small
                  busy={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t("bulk.list-more")}
                </Button>
              </p>
            )}
          </>
        );
      }}
    </Answered>
  );
}

/** Changes, field by field. */
function Changes({ label, items }: { label: string; items: readonly EditChange[] }) {
  const { t } = useTranslation("catalogue");
  const shown = (value: unknown) => {
    if (typeof value === "boolean") return t(value ? "bulk.yes" : "bulk.no");
    return asText(value) || t("own.none");
  };
  const columns: readonly Column<EditChange>[] = [
    {
      name: "product",
      title: t("column.product"),
      cell: (one) => <span dir="auto">{one.title}</span>,
    },
    {
      name: "field",
      title: t("bulk.field"),
      cell: (one) => (OWN_NAMES.has(one.field) ? t(`field.${one.field}`) : <bdi>{one.field}</bdi>),
    },
    {
      name: "before",
      title: t("bulk.before"),
      cell: (one) => (
        <del className="cat-cell" dir="auto">
          {shown(one.before)}
        </del>
      ),
    },
    {
      name: "after",
      title: t("bulk.after"),
      cell: (one) => (
        <ins className="cat-cell" dir="auto">
          {shown(one.after)}
        </ins>
      ),
    },
  ];
  return (
    <Table
      label={label}
      rows={items}
      keyOf={(one) => `${one.product_id} ${one.field}`}
      columns={columns}
      dense
    />
  );
}
