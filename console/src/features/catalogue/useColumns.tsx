import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { Icon } from "../../ui/Icon";
import { Badge } from "../../ui/pieces";
import type { Column } from "../../ui/Table";
import { type Listed, stockOf } from "./listed";
import type { Product, Quality } from "./types";

/** Return the columns of the list. whole: all products were read; only then can they be sorted. */
export function useColumns(store: string, whole: boolean): readonly Column<Listed>[] {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  const sorted = (by: (one: Listed) => string | number) => (whole ? { by } : {});
  return [
    {
      name: "name",
      title: t("column.product"),
      ...sorted((one) => one.product.title),
      cell: ({ product, quality }) => (
        <Link to={`/s/${store}/catalogue/${product.handle}`} className="cat-name">
          <Picture product={product} />
          <span>
            <b>{product.title}</b>
            <small>{product.category}</small>
            <Whose product={product} changed={!!quality?.source_changed} />
          </span>
        </Link>
      ),
    },
    {
      name: "price",
      title: t("column.price"),
      end: true,
      ...sorted((one) => Number(one.product.price?.amount ?? -1)),
      cell: ({ product }) => <Price product={product} />,
    },
    {
      name: "stock",
      title: t("column.stock"),
      end: true,
      optional: true,
      ...sorted((one) => stockOf(one.product) ?? -1),
      cell: ({ product }) => <Stock product={product} />,
    },
    {
      name: "variants",
      title: t("column.variants"),
      end: true,
      optional: true,
      ...sorted((one) => one.product.variants.length),
      cell: ({ product }) => <span className="num">{count(product.variants.length)}</span>,
    },
    {
      name: "shown",
      title: t("column.shown"),
      end: true,
      optional: true,
      ...sorted((one) => one.quality?.shown ?? -1),
      cell: ({ quality }) => <span className="num">{quality && count(quality.shown)}</span>,
    },
    {
      name: "sources",
      title: t("column.sources"),
      optional: true,
      ...sorted((one) => one.quality?.sources[0] ?? ""),
      cell: ({ quality }) => quality && (quality.sources.join(", ") || t("sources.file")),
    },
    {
      name: "flags",
      title: t("column.flags"),
      optional: true,
      cell: ({ quality }) => <Flags quality={quality} />,
    },
  ];
}

/** The product's first picture; a drawing where it has none, or the shop does not send it. */
export function Picture({ product }: { product: Product }) {
  const image = product.images[0];
  return (
    <span className="cat-picture">
      <Icon name="catalogue" />
      {image && (
        <img
          src={image.url}
          alt=""
          loading="lazy"
          onError={(event) => event.currentTarget.remove()}
        />
      )}
    </span>
  );
}

/** Whether the merchant says something in place of the source, and whether the assistant leaves it out. */
function Whose({ product, changed }: { product: Product; changed: boolean }) {
  const { t } = useTranslation("catalogue");
  return (
    <>
      {product.hidden && <Badge mood="warn">{t("hidden.short")}</Badge>}
      {product.overridden.length > 0 && <Badge mood="acc">{t("own.mine")}</Badge>}
      {changed && (
        <Badge mood="warn" icon="warning">
          {t("own.changed")}
        </Badge>
      )}
    </>
  );
}

export function Price({ product }: { product: Product }) {
  const { t } = useTranslation("catalogue");
  const { money } = useNumbers();
  if (!product.price) return <span className="muted">{t("no-price")}</span>;
  const lowest = money(Number(product.price.amount), product.price.currency);
  return <bdi className="num">{product.price_varies ? t("from", { price: lowest }) : lowest}</bdi>;
}

export function Stock({ product }: { product: Product }) {
  const { t } = useTranslation("catalogue");
  const { count } = useNumbers();
  const pieces = stockOf(product);
  if (!product.in_stock) return <Badge mood="warn">{t("stock.out")}</Badge>;
  return <span className="num">{pieces === undefined ? t("stock.in") : count(pieces)}</span>;
}

function Flags({ quality }: { quality: Quality | undefined }) {
  const { t } = useTranslation("catalogue");
  return quality?.lacks.map((one) => (
    <Badge key={one} mood="warn" icon="warning">
      {t(`lack.${one}`)}
    </Badge>
  ));
}
