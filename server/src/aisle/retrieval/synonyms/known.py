"""Rules of synonyms that were read for some words, so that a question's words are looked up once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from aisle.core.db import Session
from aisle.retrieval.synonyms import repository
from aisle.retrieval.synonyms.types import Rule

MOST_RULES_A_QUESTION = 60  # each is another list of postings to be read


@dataclass(frozen=True, slots=True)
class KnownRules:
    """What the store says of some keys.

    Attributes:
        keys: The keys that were looked up.
        found: (key, rule) in the order in which rules were made.
        whole: Whether these are all; a question with very many rules keeps the first.
    """

    keys: frozenset[str] = frozenset()
    found: tuple[tuple[str, Rule], ...] = ()
    whole: bool = True

    def covers(self, keys: Collection[str]) -> bool:
        """Whether a look-up of these keys would find nothing else."""
        return self.keys == set(keys) or (self.whole and self.keys.issuperset(keys))

    def about(self, keys: Collection[str]) -> list[tuple[str, Rule]]:
        """Return what is known of these keys, in the same order."""
        return [one for one in self.found if one[0] in keys]

    def only(self, keys: Collection[str]) -> "KnownRules":
        """Return what a look-up of just these keys would have given; they must be covered."""
        return KnownRules(frozenset(keys), tuple(self.about(keys)), self.whole)


async def read_rules(session: Session, keys: Sequence[str]) -> KnownRules:
    """Look keys up; none need no statement."""
    if not keys:
        return KnownRules()
    found = await repository.rules_of(session, keys, MOST_RULES_A_QUESTION)
    return KnownRules(frozenset(keys), tuple(found), len(found) < MOST_RULES_A_QUESTION)
