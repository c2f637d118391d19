"""The store's own words as entries of a matcher."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aisle.retrieval.analysis.words import fold
from aisle.retrieval.types import Vocabulary
from aisle.retrieval.understanding.grammar import ALL, grammar_of, small_number
from aisle.retrieval.understanding.reading import words_of

# Longer values are sentences; nobody types them.
MOST_WORDS = 4
# "Yes", "No" and their like are answers, not words a shopper would limit a search by.
_YES = frozenset(["yes", "true", "ja", "oui", "si", "with", "y"])
_NO = frozenset(["no", "false", "nein", "non", "nee", "none", "without", "n"])
_ANSWERS = (
    _YES
    | _NO
    | frozenset(
        ["other", "n/a", "na", "any", "all", "misc", "default", "not applicable", "varies", "unknown"]
    )
)
# Attributes whose values shoppers say without their name.
_FACET = re.compile(
    r"colou?r|farge|farve|färg|kolor|väri|renk|barva|size|material|fabric|upper|season|gender|sex\b|pattern|style|finish|scent|flavou?r|shape|lining|metal|wood"
    r"|farbe|größe|stoff|geschlecht|muster|couleur|taille|matière|genre|saison|talla|color|tela|género|temporada"
    r"|taglia|colore|tessuto|genere|stagione|maat|kleur|materiaal|stof|seizoen",
    re.IGNORECASE,
)
# Lengths are said of people, places and things alike.
_LENGTH = re.compile(r"\d[\d.,]*\s?(?:mm|cm|m|in|inch(?:es)?|ft)", re.IGNORECASE)
_COUNTED = re.compile(rf"({grammar_of(ALL).number})[\s-]+(\D+)", re.IGNORECASE)
_STEP = re.compile(r"(?<!\s)/(?!\s)")
_SEVERAL, _MOST_KINDS = 2, 30
# A set of bedding is bedding.
_SETS = re.compile(r"\s+(?:sets?|collections?)$", re.IGNORECASE)
_SIDES = re.compile(r"(\d[\d.,]*)\s?[x×]\s?(\d[\d.,]*)(?:\s?(cm|mm|m|in))?", re.IGNORECASE)
_SYSTEM = re.compile(r"(uk|eu|us|eur)\s?(\d[\d.,½]*)|(\d[\d.,½]*)\s?(uk|eu|us|eur)", re.IGNORECASE)
_MOST_PARTS = 4
# Parts of names that say nothing by themselves.
_GENERIC = frozenset(
    ["accessories", "accessory", "sets", "parts", "more", "systems", "zubehor", "accessoires", "accesorios"]
)
_PLURAL = re.compile(r"(?:[^s\W]s|en|er)$", re.IGNORECASE)
_CONJUNCTION = re.compile(r"\s*(?:[&,/]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the store under one of its names.

    Attributes:
        field: category, brand, tag or attribute.<name>.
        value: As the store writes it; for categories the path.
        shown: As a shopper reads it.
        needs_name: Whether the name of its field must stand beside it, because it is a bare number or letter, or
            one word of an attribute that is not among those people choose by: "warm" may be said of anything.
        is_part: Whether it is known by a part of its name only, as "Stoves and cooking" is by "stoves".
        is_wide: Whether it is one of several kinds of what the word names: dining chairs for "chairs".
        opposite: The value that means the contrary, for an attribute that is answered with yes or no; such an
            attribute is known by its name: "with hood" is Hood: Yes.
    """

    field: str
    value: str
    shown: str
    needs_name: bool = False
    is_part: bool = False
    is_wide: bool = False
    opposite: str | None = None

    @property
    def kind(self) -> str:
        """category, brand, attribute, tag, or flag for a yes or no."""
        return "flag" if self.opposite is not None else self.field.partition(".")[0]


Key = tuple[str, ...]


def build_index(vocabulary: Vocabulary, language: str) -> Mapping[Key, tuple[Entry, ...]]:
    """Return the entries of a vocabulary by their stems in a language."""
    index: dict[Key, dict[tuple[str, str], Entry]] = defaultdict(dict)
    for name, entry in _entries(vocabulary):
        if fold(name) not in _ANSWERS:
            for key in {key_of(spelling, language) for spelling in _spellings(name)}:
                if 0 < len(key) <= MOST_WORDS:
                    index[key].setdefault((entry.field, entry.value), entry)
    return {key: tuple(entries.values()) for key, entries in index.items()}


def _spellings(name: str) -> Iterator[str]:
    """Yield a name and how else it is written: "four-season" as "4-season", "90x200 cm" as "90 x 200", "UK 10" as "10 UK"."""
    yield name
    counted = _COUNTED.fullmatch(name)
    if counted:
        number = small_number(counted[1], grammar_of(ALL))
        yield from (
            f"{word} {counted[2]}" for word, value in grammar_of(ALL).numbers.items() if value == number
        )
        yield f"{number} {counted[2]}"
    if sides := _SIDES.fullmatch(name):
        unit = f" {sides[3]}" if sides[3] else ""
        yield from (f"{sides[1]}{by}{sides[2]}{end}" for by in ("x", " x ") for end in ("", unit))
    if system := _SYSTEM.fullmatch(name):
        yield f"{system[2]} {system[1]}" if system[1] else f"{system[4]} {system[3]}"


def key_of(name: str, language: str) -> Key:
    """Return the stems of a name, as those of a question are made."""
    return tuple(word.key for word in words_of(name, language))


def _entries(vocabulary: Vocabulary) -> Iterator[tuple[str, Entry]]:
    for path in vocabulary.categories:
        yield from _category_entries(path)
    yield from _wider_entries(vocabulary.categories)
    for brand in vocabulary.brands:
        yield brand, Entry("brand", brand, brand)
        if "&" in brand:
            yield brand.replace("&", " and "), Entry("brand", brand, brand)
    yield from ((tag, Entry("tag", tag, tag)) for tag in vocabulary.tags)
    for name, values in vocabulary.attributes.items():
        yield from _attribute_entries(name, values)


def _category_entries(path: str) -> Iterator[tuple[str, Entry]]:
    """Yield each step of a path: "Rucksacks/Trekking packs" is found as rucksacks and as trekking packs."""
    ends = [*(found.start() for found in _STEP.finditer(path)), len(path)]
    for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False):
        step = path[start:end].strip()
        for name in _names(step):
            yield name, Entry("category", path[:end], step, is_part=name != step)


def _wider_entries(paths: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    """Yield what several categories are kinds of: "chairs", where there are dining chairs and office chairs.

    A word that only one category ends in says less: "bag" is no sleeping bag.
    """
    things: dict[str, dict[str, Entry]] = defaultdict(dict)
    for path in paths:
        for name, entry in _category_entries(path):
            thing = name.rpartition(" ")[2]
            if " " in name and fold(thing) not in _GENERIC:
                things[thing].setdefault(entry.value, replace(entry, is_part=True, is_wide=True))
    for thing, entries in things.items():
        if _SEVERAL <= len(entries) <= _MOST_KINDS:
            yield from ((thing, entry) for entry in entries.values())


def _names(step: str) -> Sequence[str]:
    """Return the names of a step.

    "Hats & gloves" is found as hats and as gloves, "Coffee & cocktail tables" as coffee tables and as cocktail tables,
    "Dog and cat bowls, feeders & accessories" as cat bowls and as feeders.
    """
    whole = [step]
    if (less := _SETS.sub("", step)) != step:
        whole.append(less)
    parts = [part for part in _CONJUNCTION.split(step) if part]
    if len(parts) < 2 or len(parts) > _MOST_PARTS:
        return whole
    thing = parts[-1].rpartition(" ")[2] if " " in parts[-1] else ""
    single = all(" " not in part for part in parts)
    named = [
        part if single or " " in part or _PLURAL.search(part) else thing and f"{part} {thing}"
        for part in parts
    ]
    return [*whole, *(name for name in named if name and fold(name) not in _GENERIC)]


def _attribute_entries(name: str, values: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    yes_or_no = {fold(value): value for value in values}
    if yes_or_no and yes_or_no.keys() <= _YES | _NO:
        yield from _flag(name, yes_or_no)
        return
    for value in values:
        bare = len(value.strip()) <= 2 or value.strip().replace(".", "").replace(",", "").isdigit()
        vague = value.isalpha() and not _FACET.search(name)
        loose = _LENGTH.fullmatch(value.strip()) is not None and not _FACET.search(name)
        shown = f"{name} {value}" if bare or vague else value
        yield value, Entry(f"attribute.{name}", value, shown, needs_name=bare or vague or loose)


def _flag(name: str, answers: Mapping[str, str]) -> Iterator[tuple[str, Entry]]:
    yes = next((value for folded, value in answers.items() if folded in _YES), None)
    if yes is not None:
        no = next((value for folded, value in answers.items() if folded in _NO), "")
        yield name, Entry(f"attribute.{name}", yes, name, opposite=no)
