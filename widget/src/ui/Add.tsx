import type { Goods } from "../chat/around";
import { useKit } from "./context";
import { useBasket } from "./hooks-around";

/** Puts a product into the shop's basket. It is there only where the page can do it. */
export function Add({ card }: { card: Goods }) {
  const { wording, actions } = useKit();
  const { t } = wording;
  const { listens, state } = useBasket(card.id);
  const { title } = card;
  if (!listens.includes("add") || card.stock_state === "out") return null;
  if (state !== "in")
    return (
      <button
        type="button"
        class="aw-add"
        aria-label={t("addNamed", { title })}
        aria-disabled={state === "adding"}
        onClick={() => actions.add(card)}
      >
        {t("add")}
      </button>
    );
  return (
    <span class="aw-in">
      {t("inBasket")}
      {listens.includes("remove") && (
        <button
          type="button"
          class="aw-link"
          aria-label={t("undoNamed", { title })}
          onClick={() => actions.takeOut(card)}
        >
          {t("undo")}
        </button>
      )}
    </span>
  );
}
