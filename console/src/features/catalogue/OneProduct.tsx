import "./catalogue.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "../../api/session";
import { useNumbers } from "../../format/numbers";
import { Time } from "../../format/Time";
import { Answered } from "../../ui/Answered";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Badge, Head } from "../../ui/pieces";
import { type Column, Table } from "../../ui/Table";
import { useUrlState } from "../../ui/urlState";
import { matchQuery, productQuery, relatedQuery } from "./api";
import { Origins } from "./Origins";
import { OwnWords } from "./OwnWords";
import type { Product, Relative, Variant } from "./types";
import { Picture, Price, Stock } from "./useColumns";

export default function OneProduct() {
  const { t } = useTranslation("catalogue");
  const { store, product } = useParams({ strict: false }) as { store: string; product: string };
  return (
    <>
      <Link className="link hit" to={`/s/${store}/catalogue`}>
        {t("all")}
      </Link>
      <Answered query={useQuery(productQuery(store, product))} about={t("about.one")}>
        {(found) => <Whole key={found.id} store={store} product={found} />}
      </Answered>
    </>
  );
}

function Whole({ store, product }: { store: string; product: Product }) {
  const { t } = useTranslation("catalogue");
  const may = useRights(store);
  return (
    <>
      <Head
        more={[product.brand, product.category].filter(Boolean).join(" · ")}
        actions={
          may("articles.write") && (
            <Link
              className="btn second"
              to={`/s/${store}/knowledge/new?title=${encodeURIComponent(product.title)}`}
            >
              {t("write-about")}
            </Link>
          )
        }
      >
        {product.title}
      </Head>
      <div className="cat-two">
        <div>
          {may("sources.read") ? (
            <OwnWords store={store} product={product.id} />
          ) : (
            <Facts product={product} />
          )}
          <h3 className="h2">{t("variants")}</h3>
          <Variants variants={product.variants} />
          {may("sources.read") && <Origins store={store} product={product.id} />}
        </div>
        <aside>
          <h3 className="h2">{t("card")}</h3>
          <Card product={product} />
          {may("products.read") && <Match store={store} product={product} />}
          <h3 className="h2">{t("related")}</h3>
          <Answered query={useQuery(relatedQuery(store, product.id))} about={t("related")}>
            {(found) => <Products store={store} found={found} />}
          </Answered>
        </aside>
      </div>
    </>
  );
}

function Facts({ product }: { product: Product }) {
  const { t } = useTranslation("catalogue");
  const attributes = Object.entries(product.attributes);
  return (
    <section>
      <p className="cat-text">{product.description || t("no-text")}</p>
      {attributes.length > 0 && (
        <dl className="cat-facts">
          {attributes.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{Array.isArray(value) ? value.join(", ") : String(value)}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="muted">
        {t("as-of")} <Time when={product.as_of ?? product.updated_at} />
      </p>
    </section>
  );
}

function Variants({ variants }: { variants: readonly Variant[] }) {
  const { t } = useTranslation("catalogue");
  const { money, count } = useNumbers();
  const columns: readonly Column<Variant>[] = [
    {
      name: "variant",
      title: t("column.variant"),
      cell: (one) => Object.values(one.options).join(", ") || one.title || t("only-one"),
    },
    { name: "sku", title: "SKU", optional: true, cell: (one) => <bdi>{one.sku}</bdi> },
    {
      name: "price",
      title: t("column.price"),
      end: true,
      cell: (one) => (
        <bdi className="num">
          {one.price ? money(Number(one.price.amount), one.price.currency) : t("no-price")}
        </bdi>
      ),
    },
    {
      name: "stock",
      title: t("column.stock"),
      end: true,
      cell: (one) => (
        <span className="num">
          {one.stock === null ? t(`availability.${one.availability}`) : count(one.stock)}
        </span>
      ),
    },
  ];
  return (
    <Table label={t("variants")} rows={variants} keyOf={(one) => one.id} columns={columns} dense />
  );
}

/** The card as the assistant shows it, with price and stock as of now. */
function Card({ product }: { product: Product }) {
  const { t } = useTranslation("catalogue");
  return (
    <div className="panel cat-card">
      <Picture product={product} />
      <div>
        <b>{product.title}</b>
        <p>
          <Price product={product} />
        </p>
        <p>
          {t("column.stock")}: <Stock product={product} />
        </p>
      </div>
    </div>
  );
}

/** Words of a shopper, and whether this product is among what they find. */
function Match({ store, product }: { store: string; product: Product }) {
  const { t } = useTranslation("catalogue");
  const [words, setWords] = useUrlState<string>("words", "");
  const [typed, setTyped] = useState(words);
  const query = useQuery(matchQuery(store, words));
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setWords(typed.trim() || undefined);
  };
  return (
    <section>
      <h3 className="h2">{t("match")}</h3>
      <form onSubmit={ask} className="cat-ask">
        <Field
          label={t("match.words")}
          value={typed}
          maxLength={500}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" busy={query.isFetching}>
          {t("match.try")}
        </Button>
      </form>
      {words && (
        <Answered query={query} about={t("match")}>
          {(found) => <Matched store={store} product={product} found={found} />}
        </Answered>
      )}
    </section>
  );
}

interface MatchedProps {
  store: string;
  product: Product;
  found: readonly Relative[];
}

function Matched({ store, product, found }: MatchedProps) {
  const { t } = useTranslation("catalogue");
  const place = found.findIndex((one) => one.product.id === product.id) + 1;
  return (
    <>
      <p role="status">
        <Badge mood={place ? "good" : "warn"} icon={place ? "check" : "warning"}>
          {place ? t("match.place", { place }) : t("match.absent", { most: found.length })}
        </Badge>
      </p>
      <Products store={store} found={found} />
    </>
  );
}

function Products({ store, found }: { store: string; found: readonly Relative[] }) {
  const { t } = useTranslation("catalogue");
  if (!found.length) return <p className="muted">{t("none")}</p>;
  return (
    <ol className="cat-list">
      {found.map(({ product }) => (
        <li key={product.id}>
          <Link className="link hit" to={`/s/${store}/catalogue/${product.handle}`}>
            {product.title}
          </Link>
          <Price product={product} />
        </li>
      ))}
    </ol>
  );
}
