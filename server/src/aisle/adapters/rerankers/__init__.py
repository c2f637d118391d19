"""The rerankers Aisle comes with, by the name an operator or a merchant writes in the settings."""

from collections.abc import Callable

from aisle.adapters.rerankers.diversity import DiversityReranker
from aisle.adapters.rerankers.model import model_reranker
from aisle.adapters.rerankers.options import RerankerOptions, RerankServer, RuleWeights
from aisle.adapters.rerankers.rules import RulesReranker
from aisle.llm.ports import Reranker

RERANKERS: dict[str, Callable[[RerankerOptions], Reranker | None]] = {
    "rules": RulesReranker.from_options,
    "diversity": DiversityReranker.from_options,
    "model": model_reranker,
}

__all__ = [
    "RERANKERS",
    "DiversityReranker",
    "RerankServer",
    "RerankerOptions",
    "RuleWeights",
    "RulesReranker",
]
