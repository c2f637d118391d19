"""Size runs of the demo shop: named lists, and entries that cost more such as "Long +15"."""

from dataclasses import dataclass
from decimal import Decimal

NAMED_RUNS = {
    "@men": "UK 7, UK 8, UK 9, UK 10, UK 11, UK 12",
    "@women": "UK 4, UK 5, UK 6, UK 7, UK 8",
    "@adult": "UK 4, UK 5, UK 6, UK 7, UK 8, UK 9, UK 10, UK 11",
    "@child": "UK 10 child, UK 11 child, UK 12 child, UK 13 child, UK 1, UK 2",
    "@men-alpha": "S, M, L, XL, XXL",
    "@women-dress": "8, 10, 12, 14, 16, 18",
    "@child-age": "3–4 years, 5–6 years, 7–8 years, 9–10 years",
}

BACK_LENGTHS = {"XS": "37–42 cm", "S/M": "42–47 cm", "M/L": "47–53 cm", "L/XL": "52–58 cm"}


@dataclass(frozen=True)
class Choice:
    """One value of an option, with what it adds to the price."""

    name: str
    extra: Decimal = Decimal(0)


def parse_choices(text: str) -> list[Choice]:
    """Turn "Regular, Long +15" or the name of a run into choices."""
    return [_parse_choice(part.strip()) for part in NAMED_RUNS.get(text, text).split(",") if part.strip()]


def _parse_choice(text: str) -> Choice:
    name, plus, extra = text.rpartition(" +")
    return Choice(name, Decimal(extra)) if plus else Choice(text)


def back_length_of(sizes: list[str]) -> str:
    """Say which torso each size of a pack fits, shortest first."""
    return ", ".join(f"{BACK_LENGTHS[size]} ({size})" for size in sizes)
