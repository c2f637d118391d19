"""Products side by side: what each says, what is the same, what is missing, and what is better where that is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from aisle.catalog.directions import lower_is_better
from aisle.catalog.measures import measured, usual_writing
from aisle.catalog.types import Money, Product

MOST_COMPARED = 10
FEWEST_COMPARED = 2


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """What one product says.

    Attributes:
        value: As the shop writes it; None when it says nothing.
        aligned: The same in the unit of its row; None where the row has no common unit.
        size: The number that is compared, in the first unit of the row's kind.
    """

    value: str | None
    aligned: str | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One property of all products, in their order.

    Attributes:
        field: As filters name it.
        cells: One for each product.
        differs: Whether those that say something say different things.
        best: Places of the better end of a scale; none where all are equal or nobody can know what is better.
    """

    field: str
    cells: tuple[ComparedCell, ...]
    differs: bool
    best: tuple[int, ...] = ()

    @property
    def missing(self) -> tuple[int, ...]:
        """Places of products that say nothing."""
        return tuple(place for place, cell in enumerate(self.cells) if cell.value is None)


def compare(products: Sequence[Product]) -> tuple[ComparedRow, ...]:
    """Return a row for everything that any of the products says."""
    rows = [
        _prices([product.price_range.lowest if product.price_range else None for product in products]),
        _ratings(products),
        _row("stock", [_stock(product.in_stock) for product in products]),
        _row("brand", [product.brand for product in products]),
        _row("category", [product.category for product in products]),
        *(_attribute(name, products) for name in _names(products)),
    ]
    return tuple(row for row in rows if len(row.missing) < len(products))


def _names(products: Sequence[Product]) -> list[str]:
    """Attributes and options, those that most products have first."""
    said = [name for product in products for name in dict.fromkeys((*product.attributes, *product.options))]
    return sorted(dict.fromkeys(said), key=lambda name: -said.count(name))


def _attribute(name: str, products: Sequence[Product]) -> ComparedRow:
    values = [product.attributes.get(name) or _options(product, name) for product in products]
    found = [measured(value) if value else None for value in values]
    kinds = {size[0] for size in found if size is not None}
    told = [size for size, value in zip(found, values, strict=True) if value]
    if len(kinds) != 1 or None in told or not all(_begins_with_number(value) for value in values if value):
        return _row(f"attribute.{name}", values)
    kind = kinds.pop()
    sizes = [size[1] if size else None for size in found]
    return _measured(f"attribute.{name}", values, sizes, kind, lower_is_better(name))


def _begins_with_number(value: str) -> bool:
    """Only then is the number what the value is about: "about 2 kg" is, "Yes, 2 pockets" is not."""
    return value.strip()[:1].isdigit()


def _options(product: Product, name: str) -> str | None:
    values = dict.fromkeys(one.options[name] for one in product.variants if one.options.get(name))
    return ", ".join(values) or None


def _prices(prices: Sequence[Money | None]) -> ComparedRow:
    values = [str(price) if price else None for price in prices]
    currencies = {price.currency for price in prices if price}
    if len(currencies) != 1:
        return _row("price", values)
    sizes = [float(price.amount) if price else None for price in prices]
    return ComparedRow("price", _cells(values, sizes), _differs(sizes), _best(sizes, lower=True))


def _ratings(products: Sequence[Product]) -> ComparedRow:
    values = [str(product.rating.average) if product.rating else None for product in products]
    sizes = [float(product.rating.average) if product.rating else None for product in products]
    return ComparedRow("rating", _cells(values, sizes), _differs(sizes), _best(sizes, lower=False))


def _measured(
    field: str, values: Sequence[str | None], sizes: Sequence[float | None], kind: str, lower: bool | None
) -> ComparedRow:
    writing = usual_writing(((value, 1) for value in values if value), kind)
    cells = tuple(
        ComparedCell(value, writing.of(size) if kind and size is not None else None, size)
        for value, size in zip(values, sizes, strict=True)
    )
    return ComparedRow(field, cells, _differs(sizes), _best(sizes, lower))


def _row(field: str, values: Sequence[str | None]) -> ComparedRow:
    plain = {" ".join(value.casefold().split()) for value in values if value is not None}
    return ComparedRow(field, tuple(ComparedCell(value) for value in values), len(plain) > 1)


def _cells(values: Sequence[str | None], sizes: Sequence[float | None]) -> tuple[ComparedCell, ...]:
    return tuple(ComparedCell(value, None, size) for value, size in zip(values, sizes, strict=True))


def _differs(sizes: Sequence[float | None]) -> bool:
    return len({size for size in sizes if size is not None}) > 1


def _best(sizes: Sequence[float | None], lower: bool | None) -> tuple[int, ...]:
    known = [size for size in sizes if size is not None]
    if lower is None or len(set(known)) < 2:
        return ()
    target = min(known) if lower else max(known)
    return tuple(place for place, size in enumerate(sizes) if size == target)


def _stock(in_stock: bool | None) -> str | None:
    return None if in_stock is None else "in_stock" if in_stock else "out_of_stock"
