"""What is known of models: abilities, sizes and prices, from a file that Aisle brings and one of the operator's."""

from aisle.llm.catalogue.catalogue import Catalogue
from aisle.llm.catalogue.cost import Cost, cost
from aisle.llm.catalogue.reading import ModelsFileRefused, load_catalogue
from aisle.llm.catalogue.types import Ability, ModelCard, Price

__all__ = [
    "Ability",
    "Catalogue",
    "Cost",
    "ModelCard",
    "ModelsFileRefused",
    "Price",
    "cost",
    "load_catalogue",
]
