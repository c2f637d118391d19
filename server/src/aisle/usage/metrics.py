"""What models took, under names that Prometheus reads: the ledger's numbers, of this process and without anybody's name."""

from dataclasses import dataclass
from functools import lru_cache

from prometheus_client import Counter, Histogram

from aisle.llm.gateway import Outcome, Try

# The models that organizations brought, by whatever names and priced in whatever currency: a page of metrics must neither grow
# with them nor lose a model of the installation to them.
OWN = "own"
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


def count(planned: Try, outcome: Outcome) -> None:
    """Count what a try took."""
    purpose, model = planned.call.purpose.value, label(planned)
    usage, cost = outcome.usage, None if planned.is_own else outcome.cost
    read, written = usage.prompt_tokens or 0, usage.completion_tokens or 0
    series = _series(purpose, model, outcome.ended.value, cost.currency if cost else None)
    series.calls.inc()
    series.read.inc(read)
    series.written.inc(written)
    series.seconds.observe(outcome.seconds)
    if planned.is_own:
        return  # what organizations pay their providers is no cost of the installation
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


def label(planned: Try) -> str:
    """Return a model's name as a label: the installation's have theirs, those that organizations brought share one."""
    return OWN if planned.is_own else planned.endpoint
