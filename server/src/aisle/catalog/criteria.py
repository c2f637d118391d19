"""Limits on products as typed values."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `least` to `most`, both included, and less than `below`; None leaves an end open."""

    least: Decimal | None = None
    most: Decimal | None = None
    below: Decimal | None = None

    def __bool__(self) -> bool:
        return self != Range()

    def within(self, other: "Range") -> "Range":
        """Return the numbers that lie in both."""
        least = max((one for one in (self.least, other.least) if one is not None), default=None)
        most = min((one for one in (self.most, other.most) if one is not None), default=None)
        below = min((one for one in (self.below, other.below) if one is not None), default=None)
        return Range(least, most, below)

    def holds(self, number: Decimal | float | None) -> bool:
        """Whether a number lies in it; one that is not known does not, unless both ends are open."""
        if number is None:
            return not self
        above = self.least is None or number >= self.least
        return (
            above
            and (self.most is None or number <= self.most)
            and (self.below is None or number < self.below)
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """Values of an attribute or option that may go under several names, such as Colour and Color."""

    field: str
    names: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasuredRange:
    """Sizes of one kind ("mass", "volume", "" for bare numbers), in the kind's first unit, that an attribute may have."""

    field: str
    names: tuple[str, ...]
    kind: str
    sizes: Range


@dataclass(frozen=True, slots=True)
class Criteria:
    """Limits on products. A variant must meet price, stock, quantity and options together: a red one in stock under the price.

    Attributes:
        categories: One of them, or of what lies below it, must hold; a shopper may name any level of a path.
        brands: One of them must hold.
        tags: One of them must be there.
        prices: Of a variant, in the store's currency.
        ratings: Of the product, 0..5.
        in_stock: Whether a variant must be there to be bought.
        quantity: So many pieces of a variant must be counted in stock.
        chosen: One value of each must hold.
        measured: The size of each must lie in its range.
        unwanted: Values by "category", "brand" or "tag" that must not hold.
        unwanted_values: Values of attributes and options that must not hold.
        unwanted_words: Words that the title and the description must not hold, unless they say that it is not there.
    """

    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    prices: Range = Range()
    ratings: Range = Range()
    in_stock: bool = False
    quantity: int | None = None
    chosen: tuple[Choice, ...] = ()
    measured: tuple[MeasuredRange, ...] = ()
    unwanted: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unwanted_values: tuple[Choice, ...] = ()
    unwanted_words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Criteria()

    @property
    def attributes(self) -> tuple[Choice | MeasuredRange, ...]:
        """Every limit on an attribute or option."""
        return (*self.chosen, *self.measured, *self.unwanted_values)


@dataclass(frozen=True, slots=True)
class Order:
    """An order of products. field: price, rating, newest, title or attribute; names: those of the attribute."""

    field: str
    descending: bool
    names: tuple[str, ...] = ()
