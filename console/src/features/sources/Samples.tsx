import { useTranslation } from "react-i18next";
import { useNumbers } from "../../format/numbers";
import { Banner } from "../../ui/pieces";
import type { Sample, Tried } from "./types";

const TITLES = ["title", "name", "number", "sku", "id"];

/** What a test found: who the shop is, how much it holds, and the first items as Aisle would read them. */
export function Samples({ tried }: { tried: Tried }) {
  const { t } = useTranslation("sources");
  const { count } = useNumbers();
  return (
    <section className="sync samples" aria-live="polite">
      <div className="t">
        <h3 className="h2">{t("tested", { shop: tried.shop ?? "" })}</h3>
      </div>
      {tried.warnings.map((one) => (
        <Banner key={one} mood="warn">
          {one}
        </Banner>
      ))}
      {Object.entries(tried.samples).map(([resource, sample]) => (
        <div key={resource} className="sample">
          <h4>
            {t(`resource.${resource}`)}{" "}
            {tried.counts[resource] !== undefined && (
              <span className="faint num">{count(tried.counts[resource])}</span>
            )}
          </h4>
          {sample.detail && <p className="muted">{sample.detail}</p>}
          <ul>
            {sample.items.slice(0, 3).map((item, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a test's items do not move
              <Item key={at} item={item} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Item({ item }: { item: Sample }) {
  const title = TITLES.map((name) => item[name]).find((one) => typeof one === "string");
  const facts = Object.entries(item).filter(
    ([name, value]) => !TITLES.includes(name) && ["string", "number"].includes(typeof value),
  );
  return (
    <li>
      <b>{String(title ?? "")}</b>
      <dl>
        {facts.slice(0, 6).map(([name, value]) => (
          <div key={name}>
            <dt>{name.replaceAll("_", " ")}</dt>
            <dd>
              <bdi>{String(value).slice(0, 160)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
