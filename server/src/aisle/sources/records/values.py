"""Amounts and states as a shop says them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as the shop keeps it: any sign, any number of decimals. currency: ISO 4217, upper case."""

    amount: Decimal
    currency: str


@dataclass(frozen=True)  # without slots: Python 3.11 cannot call a frozen generic class that has them
class Stated(Generic[S]):
    """A state in Aisle's words and in the shop's own. known: None for a word that this release does not know."""

    known: S | None
    said: str
