"""What models took, under names that Prometheus reads: the ledger's numbers, of this process and without anybody's name."""

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
    read, written = outcome.usage.prompt_tokens or 0, outcome.usage.completion_tokens or 0
    CALLS.labels(purpose, model, outcome.ended.value).inc()
    TOKENS.labels(purpose, model, "in").inc(read)
    TOKENS.labels(purpose, model, "out").inc(written)
    SECONDS.labels(purpose, model).observe(outcome.seconds)
    if outcome.cost is None:
        UNPRICED.labels(purpose, model).inc(read + written)
    else:
        COST.labels(purpose, model, outcome.cost.currency).inc(float(outcome.cost.amount))


def label(model: str) -> str:
    """Return a model's name as a label: the first ones seen have theirs, all others share one."""
    if model not in _known and len(_known) >= MOST_MODELS:
        return OTHER
    _known.add(model)
    return model
