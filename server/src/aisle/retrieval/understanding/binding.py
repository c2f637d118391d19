"""Makes filters of the values that are meant: one for each field, negated ones apart, each with where it was read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aisle.retrieval.types import Filter, FilterOp
from aisle.retrieval.understanding.entries import Entry
from aisle.retrieval.understanding.grammar import Grammar
from aisle.retrieval.understanding.meaning import Meaning
from aisle.retrieval.understanding.nearest import Likeness
from aisle.retrieval.understanding.negation import Scopes, scopes_of
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.values import Match
from aisle.retrieval.understanding.wording import phrase

# A filter takes no more.
MOST_VALUES = 100
# What is unwanted may stand in many values; a shopper reads a few.
MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Said:
    """A value in its place: whether it is unwanted, whether nothing else will do, and the stretch that says so."""

    match: Match
    start: int
    end: int
    negated: bool = False
    only: bool = False


def said_in(meaning: Meaning, text: str, grammar: Grammar) -> list[Said]:
    """Return the values that limit a search, in the order of the question.

    A category limits only where it is what is looked for: "boots" in "red boots" but not in "polish for boots",
    "boot polish" or "moon boots".

    Args:
        meaning: Decides what each value means.
        text: The question, with what is understood already blanked out by semicolons.
        grammar: Of the language spoken.
    """
    scopes, found = scopes_of(grammar), list[Said]()
    before: Said | None = None  # the value before, if it is negated
    for match in meaning.chosen():
        said = _in_scope(match, before, text, scopes)
        if said.negated or meaning.is_meant(match):
            if match.likeness is Likeness.NEAR and said.only:
                continue  # only this colour, and the shop has none of it: the nearest is not what is asked for
            found.append(said)
        before = said if said.negated else None
    return found


def _in_scope(match: Match, before: Said | None, text: str, scopes: Scopes) -> Said:
    negation = scopes.negation(text, match.start, match.end)
    if before is not None:
        same = _field(match) == _field(before.match)
        if scopes.reaches(text, before.end, match.start, same_field=same):
            return Said(match, before.end, negation[1] if negation else match.end, negated=True)
    if negation:
        return Said(match, *negation, negated=True)
    only = scopes.only(text, match.start, match.end)
    return Said(match, *only, only=True) if only else Said(match, match.start, match.end)


def _field(match: Match) -> str:
    return match.entries[0].field


def filters_of(said: Sequence[Said], language: str) -> Iterator[Reading]:
    """Yield the limits that values set: those of one field widen each other, those of different fields narrow.

    Args:
        said: Values of one thing that is looked for.
        language: Of the filters' wording.
    """
    grouped: dict[tuple[str, bool], list[tuple[Said, Entry]]] = {}
    for one in said:
        for entry in one.match.entries:
            unwanted = one.negated and not entry.opposite
            # A product has many tags, so two tags asked for are two limits; it has one colour at a time.
            place = f"#{entry.value}" if entry.kind in ("tag", "flag") and not unwanted else ""
            grouped.setdefault((entry.field + place, unwanted), []).append((one, entry))
    for (_, negated), found in grouped.items():
        yield _reading(found, language, negated=negated)


def _reading(found: Sequence[tuple[Said, Entry]], language: str, *, negated: bool) -> Reading:
    first, more = found[0][0], dict.fromkeys((one.start, one.end) for one, _ in found[1:])
    more.pop((first.start, first.end), None)
    values = tuple(dict.fromkeys(_value(one, entry) for one, entry in found))[:MOST_VALUES]
    limit = Filter(found[0][1].field, _op(values, negated), values, _shown(found, language, negated=negated))
    near = any(one.match.likeness is not Likeness.EXACT for one, _ in found)
    only = any(one.only for one, _ in found)
    # What is unwanted must not be searched for, and what became another word is not in the texts of the shop; synonyms
    # are searched for by the leg of words.
    foreign = any(one.match.likeness not in (Likeness.EXACT, Likeness.SYNONYM) for one, _ in found)
    keep = not negated and not first.negated and not foreign
    synonym = next((one.match.synonym for one, _ in found if one.match.synonym), "")
    return Reading(first.start, first.end, limit, None, keep, tuple(more), near, only, synonym)


def _value(said: Said, entry: Entry) -> str:
    return entry.opposite if said.negated and entry.opposite else entry.value


def _op(values: Sequence[str], negated: bool) -> FilterOp:
    if negated:
        return FilterOp.NOT
    return FilterOp.EQ if len(values) == 1 else FilterOp.IN


def _shown(found: Sequence[tuple[Said, Entry]], language: str, *, negated: bool) -> str:
    names = list(dict.fromkeys(entry.shown for _, entry in found))
    if negated and len(names) > MOST_SHOWN:
        names = [*names[:MOST_SHOWN], "…"]
    shown = ", ".join(names)
    plain = shown if found[0][1].field == "brand" else shown.lower()
    if negated or found[0][0].negated:
        return phrase("not", language, plain)
    return phrase("only", language, shown) if any(one.only for one, _ in found) else shown
