"""The catalogue as a page of the reference."""

from collections.abc import Iterator

from aisle.llm.catalogue.catalogue import Catalogue
from aisle.llm.catalogue.types import Ability, ModelCard, Price

HEAD = "| model | provider | reads and writes | writes | can | cannot |\n|---|---|---|---|---|---|"
PRICES = (
    "| model | from | until | prompt | input | cached read | cached write | output | source |\n"
    + "|---" * 9
    + "|"
)


def models_table(catalogue: Catalogue) -> str:
    """Return the table of models and families."""
    return "\n".join([HEAD, *(_row(card) for card in (*catalogue.models, *catalogue.families))])


def prices_table(catalogue: Catalogue) -> str:
    """Return the table of prices."""
    return "\n".join([PRICES, *_prices(catalogue)])


def _row(card: ModelCard) -> str:
    sizes = " | ".join(
        f"{size:,}" if size else "not known" for size in (card.context_tokens, card.most_output_tokens)
    )
    return f"| `{card.name}` | {card.provider} | {sizes} | {_named(card.can)} | {_named(card.cannot)} |"


def _named(abilities: frozenset[Ability]) -> str:
    return ", ".join(one for one in Ability if one in abilities)


def _prices(catalogue: Catalogue) -> Iterator[str]:
    for card in catalogue.models:
        for price in card.prices:
            cells = (
                f"`{card.name}`",
                price.since,
                price.until or "",
                _sizes(price),
                *_amounts(price),
                price.source,
            )
            yield f"| {' | '.join(map(str, cells))} |"


def _sizes(price: Price) -> str:
    above = f"above {price.above:,}" if price.above else ""
    return above or (f"up to {price.up_to:,}" if price.up_to else "any")


def _amounts(price: Price) -> tuple[str, ...]:
    amounts = (price.input, price.cached_read, price.cached_write, price.output)
    return tuple("" if one is None else f"{one} {price.currency}" for one in amounts)
