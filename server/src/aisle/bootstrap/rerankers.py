"""From settings to rerankers."""

from aisle.adapters.rerankers import RERANKERS, RerankerOptions, RerankServer, RuleWeights
from aisle.core.settings import Settings, SettingsRefused
from aisle.llm.ports import Reranker
from aisle.llm.watching import WatchedReranker


def make_rerankers(settings: Settings) -> dict[str, Reranker]:
    """Return every reranker that can work here; the model's connects when first used."""
    server = None
    if settings.rerank_url is not None:
        key = settings.rerank_key.get_secret_value() if settings.rerank_key else None
        server = RerankServer(settings.rerank_url, settings.rerank_model, key, settings.rerank_seconds)
    rules = RuleWeights(**settings.rerank_rules.model_dump()) if settings.rerank_rules else RuleWeights()
    options = RerankerOptions(settings.rerank_diversity, rules, server)
    made = {name: make(options) for name, make in RERANKERS.items()}
    return {name: WatchedReranker(reranker) for name, reranker in made.items() if reranker is not None}


def usual_rerankers(settings: Settings) -> tuple[str, ...]:
    """Return the names that stores without a choice of their own use. Raises SettingsRefused."""
    names = tuple(name.strip() for name in settings.rerank.split(",") if name.strip())
    for name in names:
        if name not in RERANKERS:
            raise SettingsRefused(f"AISLE_RERANK: there is no reranker “{name}”; use {', '.join(RERANKERS)}.")
    if "model" in names and settings.rerank_url is None:
        raise SettingsRefused("AISLE_RERANK names the model, but AISLE_RERANK_URL is not set.")
    return names
