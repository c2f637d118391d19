"""Brings a word that the shop does not use to the nearest value it has: "cream" to beige, "wooden" to wood, "lether" to leather."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from aisle.retrieval.analysis.function_words import FUNCTION_WORDS
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.shop_words import SHOP_WORDS
from aisle.retrieval.types import Vocabulary
from aisle.retrieval.understanding import colours
from aisle.retrieval.understanding.entries import Entry
from aisle.retrieval.understanding.grammar import ALL, meanings
from aisle.retrieval.understanding.reading import Word

COLOUR_FIELD = re.compile(
    r"colou?r|farbe|couleur|colore|kleur|farge|farve|färg|kolor|väri|renk|barva", re.IGNORECASE
)
MATERIAL_FIELD = re.compile(
    r"material|fabric|upper|lining|metal|wood|stoff|matière|tissu|tela|tessuto|materiaal|outer", re.IGNORECASE
)
# Shorter words are one letter away from too many others.
SHORTEST_MISSPELT = 6
# Values whose misspellings are known; more would cost memory for words that hardly anybody limits by.
MOST_SPELLINGS = 2_000

MeaningOf = Callable[[str], str | None]


class Likeness(StrEnum):
    """How a word stands for a value."""

    EXACT = "exact"
    SYNONYM = "synonym"  # the store's owner says so
    SAME = "same"  # another form or language: "wooden", "rot"
    NEAR = "near"  # the nearest colour, or a slip of the pen


@dataclass(frozen=True, slots=True)
class Nearest:
    """The values that a word stands for; none where it is a colour's name that must not be read in parts."""

    entries: tuple[Entry, ...]
    likeness: Likeness


class NearestReader:
    """Knows the colours and materials of a store by meaning, and its other values by how they are misspelt."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare the tables."""
        self._colours = _by_meaning(vocabulary, COLOUR_FIELD, _colour_of)
        self._materials = _by_meaning(vocabulary, MATERIAL_FIELD, meanings("materials", ALL).get)
        self._slips = _slips(vocabulary)

    def pair(self, words: Sequence[Word]) -> Nearest | None:
        """Return what a colour of two words stands for: "navy blue" is no choice of navy or blue."""
        name = colours.canonical(" ".join(fold(word.text) for word in words))
        return self._of_colour(name) if name and " " in name and self._colours else None

    def one(self, word: Word, spoken: str) -> Nearest | None:
        """Return what a word that is no value stands for; None for any other word."""
        folded = fold(word.text)
        colour = meanings("colours", (spoken, "en")).get(folded) or colours.canonical(folded)
        if colour:
            return self._of_colour(colours.canonical(colour) or colour)
        material = meanings("materials", (spoken, "en")).get(folded)
        if material:
            found = self._materials.get(material, ())
            return Nearest(tuple(found), Likeness.SAME) if found else None
        return None if folded in _common(spoken) else self._misspelt(folded)

    def _of_colour(self, name: str) -> Nearest:
        same = self._colours.get(name)
        if same:
            return Nearest(tuple(same), Likeness.SAME)
        near = colours.nearest(name, self._colours)
        return Nearest(tuple(entry for one in near for entry in self._colours[one]), Likeness.NEAR)

    def _misspelt(self, folded: str) -> Nearest | None:
        if len(folded) < SHORTEST_MISSPELT or not folded.isalpha():
            return None
        found = {entry for variant in _one_less(folded) for entry in self._slips.get(variant, ())}
        found |= set(self._slips.get(folded, ()))
        right = [
            (value, entry) for value, entry in found if value[0] == folded[0] and _is_slip(folded, value)
        ]
        if len({value for value, _ in right}) != 1:
            return None
        return Nearest(tuple(entry for _, entry in right), Likeness.NEAR)


@lru_cache(maxsize=64)
def _common(language: str) -> frozenset[str]:
    """Words that are spelt right, though they may be one letter away from a value."""
    return frozenset(map(fold, FUNCTION_WORDS.get(language, ()))) | SHOP_WORDS.get(language, frozenset())


def nearest_values(vocabulary: Vocabulary, field: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return the values of a colour attribute that look most like some others of it, without those themselves."""
    name = field.removeprefix("attribute.")
    if not COLOUR_FIELD.search(name):
        return ()
    known: dict[str, list[str]] = defaultdict(list)
    for value in vocabulary.attributes.get(name, ()):
        if colour := _colour_of(fold(value)):
            known[colour].append(value)
    unwanted = set(values)
    wanted = [colour for colour, members in known.items() if unwanted & set(members)]
    others = [colour for colour, members in known.items() if set(members) - unwanted]
    near = dict.fromkeys(one for colour in wanted for one in colours.nearest(colour, others))
    return tuple(value for one in near for value in known[one] if value not in unwanted)


def _by_meaning(
    vocabulary: Vocabulary, fields: re.Pattern[str], meaning_of: MeaningOf
) -> Mapping[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for name, values in vocabulary.attributes.items():
        if fields.search(name):
            for value in values:
                if meaning := meaning_of(fold(value)):
                    found[meaning].append(Entry(f"attribute.{name}", value, value))
    return found


_COLOUR_FORMS = meanings("colours", ALL)


def _colour_of(folded: str) -> str | None:
    """Return what a value of a colour attribute looks like: "midnight navy" is a navy, "black/white" is nothing single."""
    for name in (folded, folded.rpartition(" ")[2]):
        found = colours.canonical(_COLOUR_FORMS.get(name, name))
        if found and "/" not in folded:
            return found
    return None


Slips = Mapping[str, Sequence[tuple[str, Entry]]]


def _slips(vocabulary: Vocabulary) -> Slips:
    """Return the values of materials, colours and categories by themselves and with each one letter left out."""
    found: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for place, (value, entry) in enumerate(_spelt(vocabulary)):
        if place >= MOST_SPELLINGS:
            break
        for variant in {value, *_one_less(value)}:
            found[variant].append((value, entry))
    return found


def _spelt(vocabulary: Vocabulary) -> Iterator[tuple[str, Entry]]:
    for name, values in vocabulary.attributes.items():
        if COLOUR_FIELD.search(name) or MATERIAL_FIELD.search(name):
            for value in values:
                folded = fold(value)
                if len(folded) >= SHORTEST_MISSPELT and folded.isalpha():
                    yield folded, Entry(f"attribute.{name}", value, value)


def _one_less(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _is_slip(written: str, meant: str) -> bool:
    """Say whether one letter was left out, added, exchanged or swapped with its neighbour; an added plural is none."""
    if written == meant or written.rstrip("s") == meant or meant.rstrip("s") == written:
        return False
    if len(written) != len(meant):
        longer, shorter = sorted((written, meant), key=len, reverse=True)
        return len(longer) - len(shorter) == 1 and shorter in _one_less(longer)
    wrong = [at for at, (one, other) in enumerate(zip(written, meant, strict=True)) if one != other]
    if len(wrong) == 1:
        return True
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and written[wrong[0]] == meant[wrong[1]]
        and written[wrong[1]] == meant[wrong[0]]
    )
