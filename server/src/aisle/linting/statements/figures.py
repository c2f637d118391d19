"""Figures of a sentence as a statement compares them: spans of time, and amounts."""

from __future__ import annotations

from aisle.answering.promises.figures import figures

_DAYS = {"day": 1.0, "month": 30.4, "hour": 1 / 24}
_MONEY = ("gbp", "eur", "usd")


def spans(text: str, language: str) -> frozenset[float]:
    """Return the spans of time that a text names, in days; a month and 30 days are the same."""
    return frozenset(
        round(value * _DAYS[unit]) for value, unit in figures(text, language) if unit in _DAYS and value
    )


def amounts(text: str, language: str) -> frozenset[str]:
    """Return the amounts of money that a text names: "50 gbp". Nothing is no amount: "delivery for £0 from £50"."""
    return frozenset(
        f"{value:g} {unit}" for value, unit in figures(text, language) if unit in _MONEY and value
    )
