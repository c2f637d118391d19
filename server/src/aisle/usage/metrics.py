"""What models took, under names that Prometheus reads: the ledger's numbers, of this process and without anybody's name."""

from dataclasses import dataclass
from functools import lru_cache

from prometheus_client import Counter, Histogram

from aisle.llm.gateway import Outcome, Try

# Organizations may connect models of their own; a page of metrics must not grow with them.
MOST_MODELS = 50
OTHER = "other"
CALLS = Counter(
    "aisle_model_calls_total", "Tries of models by how they ended.", ["purpose", "model", "outcome"]
)
TOKENS = Counter("aisle_model_tokens_total", "Tokens read and written.", ["purpose", "model", "kind"])
COST = Counter("aisle_model_cost_total", "Cost, where the price is known.", ["purpose", "model", "currency"])
UNPRICED = Counter(
    "aisle_model_unpriced_tokens_total", "Tokens whose price is unknown.", ["purpose", "model"]
)
SECONDS = Histogram(
    "aisle_model_seconds",
    "Time of a try, until its end.",
    ["purpose", "model"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
_known: set[str] = set()


def count(planned: Try, outcome: Outcome) -> None:
    """Count what a try took."""
    purpose, model = planned.call.purpose.value, label(planned.endpoint)
    usage, cost = outcome.usage, outcome.cost
    read, written = usage.prompt_tokens or 0, usage.completion_tokens or 0
    series = _series(purpose, model, outcome.ended.value, cost.currency if cost else None)
    series.calls.inc()
    series.read.inc(read)
    series.written.inc(written)
    series.seconds.observe(outcome.seconds)
    if cost is None:
        series.paid.inc(read + written)
    else:
        series.paid.inc(float(cost.amount))


@dataclass(frozen=True, slots=True)
class _Series:
    """What counts one kind of try. paid: cost, or tokens where the price is unknown."""

    calls: Counter
    read: Counter
    written: Counter
    seconds: Histogram
    paid: Counter


@lru_cache(maxsize=4_096)
def _series(purpose: str, model: str, ended: str, currency: str | None) -> _Series:
    """Return the counters of a kind of try; to find them costs more than to count."""
    paid = COST.labels(purpose, model, currency) if currency else UNPRICED.labels(purpose, model)
    read, written = (TOKENS.labels(purpose, model, kind) for kind in ("in", "out"))
    return _Series(CALLS.labels(purpose, model, ended), read, written, SECONDS.labels(purpose, model), paid)


def label(model: str) -> str:
    """Return a model's name as a label: the first ones seen have theirs, all others share one."""
    if model not in _known and len(_known) >= MOST_MODELS:
        return OTHER
    _known.add(model)
    return model
