"""How rules are written: JSON that is checked before it is kept."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from aisle.sources.records import Resource

Path = Annotated[str, Field(min_length=1, max_length=200)]
Expression = Annotated[str, Field(min_length=1, max_length=2000)]
MOST_RULES = 300  # of one source


class RuleShape(BaseModel):
    """What all rules have.

    resource: what they are for. id: for messages and lineage. when: an expression; the rule is left out where it is not true.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    resource: Resource
    id: str | None = Field(default=None, min_length=1, max_length=80)
    when: Expression | None = None


class Rename(RuleShape):
    """Moves a field. What stood at `to` is replaced."""

    do: Literal["rename"]
    source: Path = Field(alias="from")
    to: Path


class MapValues(RuleShape):
    """Puts other values in place of some. otherwise: what happens to a value that is not listed."""

    do: Literal["map"]
    field: Path
    values: dict[str, Any] = Field(min_length=1, max_length=2000)
    ignore_case: bool = False
    otherwise: Literal["keep", "remove", "quarantine"] = "keep"


class Split(RuleShape):
    """Cuts a text into a list. by: what stands between; blanks around the pieces go."""

    do: Literal["split"]
    field: Path
    by: str = Field(min_length=1, max_length=20)


class Join(RuleShape):
    """Makes one text of a list."""

    do: Literal["join"]
    field: Path
    by: str = Field(default=", ", max_length=20)


class Trim(RuleShape):
    """Takes blanks from the ends of a text, and doubled ones within."""

    do: Literal["trim"]
    field: Path


class Unit(RuleShape):
    """Turns a measure into one unit. unit: of values that say none. decimals: None keeps what comes out, up to 6."""

    do: Literal["unit"]
    field: Path
    to: str = Field(max_length=20)
    unit: str | None = Field(default=None, max_length=20)
    decimal_mark: Literal[".", ","] = "."
    decimals: int | None = Field(default=None, ge=0, le=6)
    with_unit: bool = True


class Money(RuleShape):
    """Puts an amount in order. scale: whether it counts the smallest units. rates: what one of each currency is in `to`."""

    do: Literal["money"]
    field: Path
    scale: Literal["major", "minor"] = "major"
    currency: str | None = Field(default=None, max_length=5)
    to: str | None = Field(default=None, max_length=5)
    rates: dict[str, Decimal] = Field(default={}, max_length=200)


class Replace(RuleShape):
    r"""Replaces what a pattern (RE2) matches. new: may name groups, as `\1`."""

    do: Literal["replace"]
    field: Path
    pattern: str = Field(min_length=1, max_length=500)
    new: str = Field(default="", max_length=500)


class Extract(RuleShape):
    """Keeps what a pattern's group matches. otherwise: what happens without a match."""

    do: Literal["extract"]
    field: Path
    pattern: str = Field(min_length=1, max_length=500)
    group: int = Field(default=1, ge=0, le=20)
    otherwise: Literal["keep", "remove", "quarantine"] = "keep"


class Time(RuleShape):
    """Reads a time. format: iso, rfc2822, seconds, milliseconds or as of strptime. zone: of times that say none."""

    do: Literal["time"]
    field: Path
    format: str = Field(default="iso", max_length=60)
    zone: str = Field(default="UTC", max_length=60)


class Compute(RuleShape):
    """Sets a field to what an expression gives; null takes the field away."""

    do: Literal["compute"]
    field: Path
    value: Expression


class Constant(RuleShape):
    """Sets a field to a value."""

    do: Literal["constant"]
    field: Path
    value: Any


class Remove(RuleShape):
    """Takes a field away."""

    do: Literal["remove"]
    field: Path


class Keep(RuleShape):
    """Keeps only records for which an expression is true; the others are treated as if the shop did not have them."""

    do: Literal["keep"]
    where: Expression


class Drop(RuleShape):
    """Leaves records out for which an expression is true."""

    do: Literal["drop"]
    where: Expression


class Check(RuleShape):
    """Sends records into quarantine for which an expression is not true. says: what is wrong then."""

    do: Literal["check"]
    that: Expression
    says: str = Field(min_length=1, max_length=300)
    field: Path | None = None


Rule = Annotated[
    Rename
    | MapValues
    | Split
    | Join
    | Trim
    | Unit
    | Money
    | Replace
    | Extract
    | Time
    | Compute
    | Constant
    | Remove
    | Keep
    | Drop
    | Check,
    Field(discriminator="do"),
]
RulesShape: TypeAdapter[list[Rule]] = TypeAdapter(Annotated[list[Rule], Field(max_length=MOST_RULES)])
