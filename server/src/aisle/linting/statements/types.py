"""Statements of documents."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Subject(StrEnum):
    """What a statement is about; two of one subject and one scope must agree."""

    RETURN_WINDOW = "return_window"
    DELIVERY_TIME = "delivery_time"
    DELIVERY_COST = "delivery_cost"
    FREE_DELIVERY = "free_delivery"
    WARRANTY = "warranty"
    OPENING_HOURS = "opening_hours"
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence's figures on a subject.

    Attributes:
        subject: A Subject's value.
        scope: What it holds for, in words that are the same in all languages: "express", "country:ch", "goods:shoes".
        values: Its figures in one notation: days, months, amounts with their currency, hours.
        start, end: Its span of the version's text.
    """

    subject: str
    scope: tuple[str, ...]
    values: tuple[str, ...]
    start: int
    end: int
    quote: str

    def data(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return asdict(self)


def from_data(data: dict[str, Any]) -> Statement:
    """Read a stored statement."""
    return Statement(**{**data, "scope": tuple(data["scope"]), "values": tuple(data["values"])})
