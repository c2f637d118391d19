"""How large a measurement is."""

from enum import StrEnum


class Scale(StrEnum):
    """TOY proves in a test that a benchmark runs; QUICK shows the order of magnitude; FULL gives figures that count."""

    TOY = "toy"
    QUICK = "quick"
    FULL = "full"
