"""Rules of synonyms and suggestions of them."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Rule:
    """What a store's owner says belongs together.

    Attributes:
        words: Words or phrases. Without `becomes` each stands for all the others; with it they are what is typed.
        becomes: Words or phrases that are searched as well when one of `words` is typed, and not the other way.
        language: ISO 639-1 code of the words; None for every language of the store.
    """

    words: tuple[str, ...]
    becomes: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Synonym:
    """A rule that is kept."""

    id: UUID
    rule: Rule


@dataclass(frozen=True, slots=True)
class LineError:
    """Why a line of an import was left out."""

    line: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int
    known: int
    removed: int
    errors: tuple[LineError, ...]


class Source(StrEnum):
    """What a suggestion rests on."""

    REPHRASED = "rephrased"
    NEAR_IN_MEANING = "near_in_meaning"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule that may be worth having; nothing happens until somebody adds it.

    Attributes:
        rule: As it would be added.
        source: What it rests on.
        times: How often shoppers rephrased so, or asked for the word and found nothing.
        similarity: Cosine of the two words, where meaning is the evidence.
    """

    rule: Rule
    source: Source
    times: int
    similarity: float | None = None
