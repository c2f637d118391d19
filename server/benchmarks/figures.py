"""A figure as every benchmark reports it: one line of JSON on the standard output; progress goes to the other one."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value.

    Attributes:
        peer: What it is compared with, with the peer's own value.
        ratio: To the peer, from the same run.
        spread: Lowest and highest ratio (or value) of the rounds.
        size: How much was measured.
        note: What has to be known to read it, such as the goal.
    """

    figure: str
    value: float
    unit: str
    peer: str = ""
    ratio: float | None = None
    spread: str = ""
    size: str = ""
    note: str = ""


def report(figure: str, value: float, unit: str, **more: Any) -> None:
    """Print one figure."""
    print(json.dumps(asdict(Figure(figure, _short(value), unit, **_shortened(more)))), flush=True)


def progress(text: str) -> None:
    """Say what is going on."""
    print(f"    {text}", file=sys.stderr, flush=True)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value below which so many percent of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def spread_of(values: Sequence[float]) -> str:
    """Return the lowest and the highest value as text."""
    return f"{_short(min(values))} to {_short(max(values))}"


def compared(ours: Sequence[float], theirs: Sequence[float]) -> dict[str, Any]:
    """Return median ratio and spread of two sides that were measured in turn, round by round."""
    ratios = [own / peer for own, peer in zip(ours, theirs, strict=True)]
    return {"ratio": median(ratios), "spread": spread_of(ratios)}


def _shortened(more: dict[str, Any]) -> dict[str, Any]:
    return {name: _short(value) if isinstance(value, float) else value for name, value in more.items()}


def _short(value: float) -> float:
    return float(f"{value:.4g}")
