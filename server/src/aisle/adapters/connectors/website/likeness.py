"""Pages that say the same: under two addresses, as a copy for printers, or in place of every page that is missing."""

import re
from dataclasses import dataclass, field

from aisle.adapters.connectors.website.facts import Facts
from aisle.core.simhash import distance

NEAR = 3  # bits of 64: Manku, Jain, Das Sarma (2007)
NEAR_TO_MISSING = 8
FEWEST_WORDS = 20  # shorter texts have too few triples to be compared by
FEW_WORDS = 100
DATED = "dated"  # pages whose numbers do not count are compared with all
MISSING = re.compile(
    r"(?i)^\W*(?:(?:error|fehler|erreur)\W+)?404\W*(?:$|[-|–:]|not\b|page\b|error\b|fehler\b)|^\W*not found|\bpage not found"
    r"|page (?:is )?missing|seite (?:wurde )?nicht gefunden|seite existiert nicht|page introuvable|página no encontrada"
)


@dataclass(slots=True)
class Likeness:
    """Remembers the pages of a crawl by their content. missing: title and shape of what the site answers to an address that nobody has."""

    missing: tuple[str, str] | None = None
    _texts: dict[str, str] = field(default_factory=dict)
    _shapes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def remember(self, address: str, text: str, shape: str) -> None:
        """Remember a page. shape: as `shape_of` made it; empty for what is compared by its text alone."""
        self._texts.setdefault(text, address)
        numbers, _, bits = shape.partition(":")
        if bits:
            for bucket in {numbers, DATED}:
                self._shapes.setdefault(bucket, []).append((bits, address))

    def same_as(self, text: str, shape: str) -> str | None:
        """Return the address of a page that says the same. Numbers count fully: two branches of a shop differ by their telephone alone."""
        if text in self._texts:
            return self._texts[text]
        numbers, _, bits = shape.partition(":")
        near = self._shapes.get(numbers, []) if bits else []
        return next((address for known, address in near if distance(bits, known) <= NEAR), None)

    def is_missing(self, facts: Facts) -> bool:
        """Whether a page that was answered with 200 says that there is no such page."""
        if self.missing is not None and facts.words:
            title, shape = self.missing
            if title == facts.title and distance(shape, facts.shape) <= NEAR_TO_MISSING:
                return True
        return facts.words < FEW_WORDS and not facts.items and bool(MISSING.search(facts.title))


def shape_of(facts: Facts, dated: bool) -> str:
    """Return by what a page is compared with near ones, or an empty string for one that is not.

    Products differ by a word (red, blue). Pages of a calendar differ by their numbers, and those do not count. dated: whether the
    address is one of a calendar or an archive.
    """
    if facts.items or facts.words < FEWEST_WORDS:
        return ""
    return f"{DATED if dated else facts.numbers}:{facts.shape}"
