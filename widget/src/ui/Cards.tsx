import type { ProductCard } from "../api/types";
import { Add } from "./Add";
import { useWording } from "./context";
import { memo } from "./memo";
import { OutLink } from "./OutLink";
import { Thumbnail } from "./Thumbnail";

function Price({ card }: { card: ProductCard }) {
  const { t } = useWording();
  if (!card.price) return null;
  const price = card.price.text;
  return (
    <p class="aw-price">
      {card.compare_at && (
        <s>
          <span class="aw-vh">{t("before")} </span>
          <bdi>{card.compare_at.text}</bdi>
        </s>
      )}{" "}
      <b>
        <bdi>{card.price_from ? t("priceFrom", { price }) : price}</bdi>
      </b>
    </p>
  );
}

function Card({ card }: { card: ProductCard }) {
  const { t } = useWording();
  return (
    <li class="aw-card">
      <Thumbnail picture={card.image} size={60} />
      <div class="aw-card-what">
        <h3 dir="auto">
          <OutLink href={card.url}>{card.title}</OutLink>
        </h3>
        {card.reason && (
          <p class={`aw-tone-${card.reason_tone}`} dir="auto">
            {card.reason}
          </p>
        )}
        {card.was && <p class="aw-was">{t("was", { price: card.was.text })}</p>}
      </div>
      <div class="aw-card-facts">
        <Price card={card} />
        <p class={`aw-stock-${card.stock_state}`}>{card.stock_text}</p>
        <Add card={card} />
      </div>
    </li>
  );
}

/** Products one below the other; every row has its full size from the start. */
export const Cards = memo(function Cards({ cards }: { cards: ProductCard[] }) {
  const { t } = useWording();
  return (
    <ul class="aw-cards" aria-label={t("products", { count: cards.length })}>
      {cards.map((card) => (
        <Card key={card.id} card={card} />
      ))}
    </ul>
  );
});
