"""Models by name, and families by pattern."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from aisle.llm.catalogue.types import ModelCard

# A dated snapshot is priced like the name it was taken from: gpt-4.1-mini-2025-04-14, claude-haiku-4-5-20251001.
SNAPSHOT = re.compile(r"-(?:\d{4}-\d{2}-\d{2}|\d{8})$")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is known of models.

    Attributes:
        models: By exact name; earlier ones stand before later ones.
        families: Their names are patterns with *; they have no prices.
    """

    models: Sequence[ModelCard] = ()
    families: Sequence[ModelCard] = ()

    def find(self, provider: str, name: str) -> ModelCard:
        """Return what is known of a model: itself, the model of a snapshot, its family, or nothing but its name."""
        for wanted in dict.fromkeys((name, SNAPSHOT.sub("", name))):
            for card in self.models:
                if (card.provider, card.name) == (provider, wanted):
                    return replace(card, name=name)
        for family in self.families:
            if family.provider == provider and fnmatchcase(name, family.name):
                return replace(family, name=name, is_known=False)
        return ModelCard(name, provider, is_known=False)

    def after(self, own: "Catalogue") -> "Catalogue":
        """Return this one behind an operator's."""
        return Catalogue((*own.models, *self.models), (*own.families, *self.families))
