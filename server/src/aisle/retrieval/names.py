"""The names under which a store's attributes go, whatever case or language a caller writes them in."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aisle.catalog.measures import measured
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.filters import ATTRIBUTE, EITHER, FIELDS, NAMED_ATTRIBUTES, names_of, unknown_field
from aisle.retrieval.types import Filter

# What shops call the two attributes that every shopper filters by.
_ALIASES = {
    "colour": ("colour", "color", "farbe", "couleur", "colore", "kleur", "cor"),
    "size": ("size", "große", "grosse", "groesse", "taille", "talla", "tamano", "taglia", "maat", "tamanho"),
}
_LOOKED_AT = 200  # values of an attribute that say what it is measured in


@dataclass(frozen=True, slots=True)
class AttributeNames:
    """A store's attributes and options. values: by name as the store writes it, the most frequent first."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[str, ...]:
        """Return the store's own names for a field; an unknown attribute keeps the name it was given."""
        if name in NAMED_ATTRIBUTES:
            meant = {fold(alias) for alias in _ALIASES[NAMED_ATTRIBUTES[name]]}
            return tuple(own for own in self.values if fold(own) in meant)
        given = name.removeprefix(ATTRIBUTE)
        known = tuple(own for own in self.values if fold(own) == fold(given))
        if known or EITHER not in given:
            return known or (given,)
        return tuple(dict.fromkeys(own for one in names_of(given) for own in self.of(f"{ATTRIBUTE}{one}")))

    def kind_of(self, name: str) -> str | None:
        """Return what an attribute measures ("mass", "" for bare numbers), None when it mostly holds words."""
        values = [value for own in self.of(name) for value in self.values.get(own, ())[:_LOOKED_AT]]
        kinds = Counter(found[0] if (found := measured(value)) else None for value in values)
        return kinds.most_common(1)[0][0] if kinds else None

    def has_measures(self, name: str) -> bool:
        """Whether any of an attribute's values begins with a number or names a measure; of an unknown one, whether any may."""
        values = [value for own in self.of(name) for value in self.values.get(own, ())]
        return not values or any(map(measured, values))

    def check(self, filters: Iterable[Filter]) -> None:
        """Raise UnknownField for an attribute that no product of the store has."""
        for one in filters:
            self.check_field(one.field)

    def check_field(self, name: str) -> None:
        """Raise UnknownField for the name of an attribute that no product of the store has."""
        if not self.has(name):
            raise unknown_field(name, [*FIELDS, *(f"{ATTRIBUTE}{own}" for own in self.values)])

    def has(self, name: str) -> bool:
        """Whether a field is no attribute, or one that products of the store have."""
        return not name.startswith(ATTRIBUTE) or any(own in self.values for own in self.of(name))


NO_NAMES = AttributeNames()
