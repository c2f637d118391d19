"""What can go wrong in the catalogue."""

from __future__ import annotations


class InvalidMoney(ValueError):
    """An amount and a currency that do not make a price."""
