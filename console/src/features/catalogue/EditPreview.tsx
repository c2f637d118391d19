import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { type Column, Table } from "../../ui/Table";
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

/** How much an edit would change, and its first changes, before beside after. */
export function EditPreview({ edit }: { edit: ProductEdit }) {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  const items = edit.changes?.items ?? [];
  const { products, changes } = edit.counts;
  return (
    <section>
      <p>
        <b>{t("bulk.counts", { count: products, changes: count(changes) })}</b>{" "}
        {products > 0 && t("bulk.nothing-yet")}
      </p>
      {items.length > 0 && <Changes label={t("bulk.first")} items={items} />}
      {changes > items.length && (
        <p className="muted">{t("bulk.more", { count: changes - items.length })}</p>
      )}
    </section>
  );
}

/** Changes, field by field. */
export function Changes({ label, items }: { label: string; items: readonly EditChange[] }) {
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
