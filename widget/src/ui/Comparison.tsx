import type { Citation, Comparison as Compared, ComparisonValue } from "../api/types";
import { Add } from "./Add";
import { useWording } from "./context";
import { useListens } from "./hooks-around";
import { Mark } from "./Mark";
import { memo } from "./memo";
import { OutLink } from "./OutLink";
import { Thumbnail } from "./Thumbnail";
import "../styles/comparison.css";

type Product = Compared["products"][number];

const ProductHead = ({ product }: { product: Product }) => (
  <th scope="col">
    <Thumbnail picture={product.image} size={48} />
    <OutLink href={product.url}>{product.title}</OutLink>
  </th>
);

function Value({ value }: { value: ComparisonValue }) {
  const { t } = useWording();
  return (
    <td class={value.best ? "aw-best" : undefined}>
      <bdi>{value.text}</bdi>
      {value.best && <span class="aw-vh"> ({t("best")})</span>}
      {value.note && <small dir="auto">{value.note}</small>}
    </td>
  );
}

interface Props {
  comparison: Compared;
  citations: Citation[];
}

export const Comparison = memo(function Comparison({ comparison, citations }: Props) {
  const { t } = useWording();
  const listens = useListens();
  const { products, rows } = comparison;
  const names = products.map(({ title }) => title).join(t("listJoin"));
  return (
    // A wide table scrolls in its own box, which therefore has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
    <section class="aw-cmp" tabIndex={0} aria-label={t("compared", { names })}>
      <table class={`aw-cmp-${products.length}`}>
        <thead>
          <tr>
            <th scope="col">
              <span class="aw-vh">{t("feature")}</span>
            </th>
            {products.map((product) => (
              <ProductHead key={product.id} product={product} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, values, citation_mark }) => (
            <tr key={label}>
              <th scope="row">
                <span dir="auto">{label}</span>{" "}
                {citation_mark !== null && <Mark mark={citation_mark} citations={citations} />}
              </th>
              {values.map((value, at) => (
                <Value key={products[at]?.id} value={value} />
              ))}
            </tr>
          ))}
          {listens.includes("add") && (
            <tr>
              <th scope="row">
                <span class="aw-vh">{t("basket")}</span>
              </th>
              {products.map((product) => (
                <td key={product.id}>
                  <Add card={product} />
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
});
