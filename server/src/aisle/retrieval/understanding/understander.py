"""Puts the readings of all rules together into one understanding."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from aisle.retrieval.filters import TEXT
from aisle.retrieval.language import guess_language
from aisle.retrieval.synonyms.types import Rule
from aisle.retrieval.types import Filter, Understanding, Vocabulary, Wants
from aisle.retrieval.understanding.binding import Said, said_in
from aisle.retrieval.understanding.grammar import Grammar, grammar_of, languages_told
from aisle.retrieval.understanding.heads import heads_of
from aisle.retrieval.understanding.meaning import Meaning
from aisle.retrieval.understanding.measures import MeasureReader
from aisle.retrieval.understanding.money import PriceReader
from aisle.retrieval.understanding.negated import Holders, unknown_of, without_denied
from aisle.retrieval.understanding.overlooked import MOST_NOTES, Overlooked, contradictions
from aisle.retrieval.understanding.persons import PersonReader
from aisle.retrieval.understanding.phrases import read_rating, read_sort, read_stock
from aisle.retrieval.understanding.question import Question, cut, masked, overlaps
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.values import Match, ValueReader
from aisle.retrieval.understanding.wants import asks_about_one, wants_of

# What says these in words is nothing that a product's text says.
_SAID_IN_NUMBERS = frozenset({"price", "rating", "stock"})
# Limits stand in the first sentences; a pasted letter is not searched for them.
LONGEST_READ = 1_000


class Understander:
    """Understands questions to one store; made once per vocabulary, then well under a millisecond a question."""

    def __init__(self, vocabulary: Vocabulary, languages: Sequence[str] = ("en",)) -> None:
        """Prepare the matchers.

        Args:
            vocabulary: The store's own words.
            languages: The store's languages, the main one first.
        """
        self.vocabulary = vocabulary
        self.languages = tuple(languages) or ("en",)
        self._prices = PriceReader(vocabulary.currency)
        self._persons = PersonReader(vocabulary)
        self._measures = MeasureReader(vocabulary)
        self._holders, self._overlooked = Holders(vocabulary), Overlooked(vocabulary)
        self._values = {language: ValueReader(vocabulary, language) for language in self.languages}

    def understand(
        self,
        text: str,
        language: str | None = None,
        *,
        ignore: Collection[str] = (),
        given: Collection[Filter] | None = None,
        rules: Sequence[Rule] = (),
    ) -> Understanding:
        """Read limits, order and intent out of a question.

        Args:
            text: The question.
            language: Its language; None guesses.
            ignore: Ids of filters that the shopper took back; of their words only what names a thing is searched for.
            given: The only filters that hold; values that others name are searched for as words. Filters that were read
                out of this question before go back to their places.
            rules: The store's synonyms that are about the question.
        """
        spoken = language or guess_language(text, self.languages)
        # A short question may be taken for one in the store's language, though a word of it limits in another.
        told = (
            languages_told(text[:LONGEST_READ], (spoken, *self.languages)) if spoken in self.languages else ()
        )
        question = self._read(
            text[:LONGEST_READ], (*told, spoken)[0], grammar_of((*told, spoken, *self.languages)), rules
        )
        # "Cooking without gas" may be after a guide as well.
        limiting = any(one.filter is None or one.filter.field != TEXT for one in question.readings)
        wants = wants_of(question.text, has_limits=limiting)
        unknown = tuple(sorted({*ignore} - {one.id for one in question.readings}))
        if wants is Wants.KNOWLEDGE:
            return Understanding(text, (), spoken, None, wants, unknown=unknown)
        kept = _kept(question.readings, ignore, given)
        gone = _gone(question.readings, kept, ignore, given)
        # Limits from outside the question belong to none of its things.
        things = question.things(kept, gone) if all_read(given, kept) else ()
        limited = [one.filters for one in things] or [tuple(one.filter for one in kept if one.filter)]
        own = [one for one in kept if not things or question.is_shared(one)]
        filters = tuple(dict.fromkeys(one.filter for one in own if one.filter))
        return Understanding(
            cut(text, 0, [*kept, *gone, *question.unwanted]),
            filters,
            spoken,
            sort_of(own),
            wants,
            things,
            unknown=unknown,
            notes=(*question.notes, *(note for one in limited for note in contradictions(one))),
        )

    def _read(self, text: str, language: str, grammar: Grammar, rules: Sequence[Rule]) -> Question:
        values = self._values.get(language, self._values[self.languages[0]])
        matches = values.matches(values.words(text), language, rules)
        readings = self._fixed(text, language, grammar, {match.start for match in matches})
        fixed, unwanted = without_denied(readings, text, grammar)
        if asks_about_one(text):
            return Question(text, language, grammar, fixed, ())
        hidden = masked(text, [*fixed, *unwanted])
        free = _free(matches, text, grammar, [*fixed, *unwanted])
        said = said_in(Meaning(hidden, language, grammar, free), hidden, grammar)
        meant = () if _is_open(said, fixed) else self._holders.spread(said, grammar)
        taken = [(one.start, one.end) for one in (*fixed, *unwanted)]
        taken += [(one.start, one.end) for one in matches] + [(one.start, one.end) for one in said]
        for unknown in unknown_of(grammar).read(text, taken):
            limits = self._holders.limits(unknown, language, grammar)
            fixed += limits
            unwanted += [] if limits else [Reading(unknown.start, unknown.end)]
        read = [pair for one in (*fixed, *unwanted) for pair in one.stretches]
        read += [(one.start, one.end) for one in said]
        notes = list(islice(self._overlooked.read(text, language, grammar, read), MOST_NOTES))
        return Question(text, language, grammar, fixed, meant, unwanted, notes)

    def _fixed(self, text: str, language: str, grammar: Grammar, known: Collection[int]) -> list[Reading]:
        """Return what is said in numbers and fixed phrases. What counts persons is no price, and neither is a size."""
        found = list(self._persons.read(text, language, grammar))
        found += _beside(found, self._prices.read(text, language, grammar, known.__contains__))
        found += _beside(found, self._measures.read(text, language, grammar))
        found += read_stock(text, language, grammar)
        if self.vocabulary.is_rated:
            found += _beside(found, read_rating(text, language, grammar))
        return [*found, *_beside(found, read_sort(text, self.vocabulary, grammar))]


def sort_of(readings: Sequence[Reading]) -> str | None:
    """Return the order that is asked for first."""
    return next((one.sort for one in readings if one.sort), None)


def _is_open(said: Sequence[Said], fixed: Sequence[Reading]) -> bool:
    """Say whether nothing but a wide word is said: "boots" alone leaves open which, and words find more than categories."""
    return not fixed and len(said) == 1 and all(entry.is_wide for entry in said[0].match.entries)


def _beside(taken: Sequence[Reading], more: Iterable[Reading]) -> list[Reading]:
    return [one for one in more if not overlaps(one.start, one.end, taken)]


def _free(matches: Sequence[Match], text: str, grammar: Grammar, fixed: Sequence[Reading]) -> list[Match]:
    heads = heads_of(grammar)
    return [
        match
        for match in matches
        if not overlaps(match.start, match.end, fixed)
        and not heads.is_circumstance(text, match.start, match.end)
    ]


def all_read(given: Collection[Filter] | None, readings: Iterable[Reading]) -> bool:
    """Say whether all given filters were read out of the question, so that they stand in it where they stood."""
    return given is None or set(given) <= {one.filter for one in readings if one.filter}


def _kept(
    readings: Sequence[Reading], ignore: Collection[str], given: Collection[Filter] | None
) -> list[Reading]:
    """Return the readings that hold. A given filter is known by its id where it has one that this question knows."""
    known = {one.id for one in readings}
    ids = {one.origin.id for one in given or () if one.origin}
    plain = [one for one in given or () if not one.origin or one.origin.id not in known]
    return [
        one
        for one in readings
        if one.id not in ignore and (given is None or not one.filter or one.id in ids or one.filter in plain)
    ]


def _gone(
    readings: Sequence[Reading],
    kept: Sequence[Reading],
    ignore: Collection[str],
    given: Collection[Filter] | None,
) -> list[Reading]:
    """Return the readings that do not hold and whose words must not be searched for either.

    Who takes a limit back wants more to be found; its words would find less. A category names the thing itself.
    Filters that a program sets itself take nothing back: "red" is then a word like any other.
    """
    dropped = [one for one in readings if one.filter and one not in kept]
    known = {one.id for one in readings}
    if given and all(one.origin and one.origin.id in known for one in given):
        ignore = {*ignore, *(one.id for one in dropped)}
    return [
        replace(one, keep=False)
        for one in dropped
        if one.filter
        and (one.filter.field in _SAID_IN_NUMBERS or (one.id in ignore and one.filter.field != "category"))
    ]
