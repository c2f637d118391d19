"""Questions with what a careful person read out of them, and how well rules read the same.

`questions/shop.tsv` holds our own, with traps; `questions/wands.tsv` labels a random sample (seed 20261120) of the
queries of WANDS (Wayfair, MIT licence) against `questions/furniture.json`, whose categories are the data set's own
classes. Lines take turns between a half that the rules were tuned on and one that was looked at only for figures.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from aisle.retrieval.types import Filter, FilterOp, Understanding, Vocabulary
from aisle.retrieval.understanding import Understander

QUESTIONS = Path(__file__).parent / "questions"
_SIGNS = (("!=", "not"), ("<=", "lte"), (">=", "gte"), ("=", "eq"))
# What a label calls an attribute, by how its name begins.
_NAMES = {"colour": "colour", "screen": "screen size", "size": "size", "persons": "persons"}
_PLAIN = frozenset({"category", "brand", "tag", "price", "stock", "rating"})


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as a label writes it; values may be patterns, one of which each value must match."""

    thing: int
    field: str
    op: str
    values: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The row of a table that it counts for."""
        if self.op == "not":
            return "negation"
        if self.field in ("sort", "quantity", "only"):
            return self.field
        if self.op in ("lte", "gte", "between") and self.field not in ("price", "rating"):
            return "measure"
        return self.field if self.field in _PLAIN | {"colour", "size", "material"} else "other attribute"

    def is_met_by(self, read: "Limit") -> bool:
        """Say whether a limit that was read is what the label means."""
        if (self.thing, self.field, self.op) != (read.thing, read.field, read.op) or not read.values:
            return False
        return all(any(fnmatchcase(value, pattern) for pattern in self.values) for value in read.values)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its labels. rest: the words that limit nothing; None where people would not agree."""

    text: str
    half: str
    language: str
    limits: tuple[Limit, ...]
    rest: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind of limit: read rightly, read wrongly, overlooked."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 where nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was read; 1 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def vocabulary(name: str) -> Vocabulary:
    """Read the words of a shop."""
    data = json.loads((QUESTIONS / f"{name}.json").read_text(encoding="utf-8"))
    values = {key: tuple(words) for key, words in data["attributes"].items()}
    plain = (tuple(data[key]) for key in ("categories", "brands", "tags"))
    return Vocabulary(*plain, values, data["currency"], data["is_rated"])


def questions(name: str) -> tuple[Question, ...]:
    """Read labelled questions."""
    with (QUESTIONS / f"{name}.tsv").open(encoding="utf-8") as stream:
        return tuple(_question(row) for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _question(row: Mapping[str, str]) -> Question:
    parts = row["filters"].split(" // ")
    limits = tuple(limit for thing, part in enumerate(parts) for limit in _limits(part, thing))
    rest = row.get("rest", "?")
    return Question(
        row.get("question") or row["query"],
        row["half"],
        row.get("language", "en"),
        limits,
        None if rest == "?" else rest,
    )


def _limits(text: str, thing: int) -> Iterator[Limit]:
    for part in (one.strip() for one in text.split("; ") if one.strip()):
        if part == "only":
            yield Limit(thing, "only", "eq", ("*",))
            continue
        sign, op = next(pair for pair in _SIGNS if pair[0] in part)
        field, _, value = part.partition(sign)
        if ".." in value:
            yield Limit(thing, field, "between", (value,))
        else:
            yield Limit(thing, field, op, tuple(value.split("|")))


def read_by(understood: Understanding) -> tuple[Limit, ...]:
    """Write what was understood as a label would."""
    things = understood.things
    if not things:
        return tuple(_read(understood.filters, understood.sort, None, 0))
    return tuple(
        one for at, thing in enumerate(things) for one in _read(thing.filters, thing.sort, thing.quantity, at)
    )


def _read(filters: Iterable[Filter], sort: str | None, quantity: int | None, thing: int) -> Iterator[Limit]:
    for one in filters:
        field = _field(one.field)
        if one.op is FilterOp.BETWEEN:
            yield Limit(thing, field, "between", ("..".join(one.values),))
        else:
            op = "eq" if one.op is FilterOp.IN else one.op.value
            yield Limit(thing, field, op, one.values)
        if one.origin and one.origin.only:
            yield Limit(thing, "only", "eq", (field,))
    if sort:
        yield Limit(thing, "sort", "eq", (sort,))
    if quantity:
        yield Limit(thing, "quantity", "eq", (str(quantity),))


def _field(field: str) -> str:
    name = field.removeprefix("attribute.").casefold()
    if field in _PLAIN:
        return field
    return next(
        (short for short, long in _NAMES.items() if name == long), "size" if name.endswith("size") else name
    )


def scores(asked: Sequence[Question], understander: Understander) -> dict[str, Score]:
    """Return the score of each kind of limit, of all together, and of the words that are left."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for question in asked:
        understood = understander.understand(question.text)
        _count(question, read_by(understood), counts)
        if question.rest is not None:
            counts["rest"][
                "right" if rest_of(question.text, understood) == question.rest.split() else "wrong"
            ] += 1
    counted = {kind: Score(**count) for kind, count in sorted(counts.items())}
    limits = [score for kind, score in counted.items() if kind not in ("rest", "quantity")]
    totals = Score(*(sum(getattr(score, part) for score in limits) for part in ("right", "wrong", "missed")))
    return {"all limits": totals, **counted}


def _count(question: Question, read: Sequence[Limit], counts: Mapping[str, Counter[str]]) -> None:
    for one in read:
        right = any(label.is_met_by(one) for label in question.limits)
        counts[one.kind]["right" if right else "wrong"] += 1
    for label in question.limits:
        if not any(label.is_met_by(one) for one in read):
            counts[label.kind]["missed"] += 1


def rest_of(text: str, understood: Understanding) -> list[str]:
    """Return the words of a question that no limit was read out of."""
    filters = [*understood.filters, *(one for thing in understood.things for one in thing.filters)]
    for one in filters:
        for words in one.origin.words.split(" … ") if one.origin else ():
            text = text.replace(words, " ", 1)
    return text.split()


def wrong(asked: Sequence[Question], understander: Understander) -> Iterator[tuple[str, Any, Any]]:
    """Yield the questions that were read otherwise: the text, what was read, what the label says and was not read."""
    for question in asked:
        read = read_by(understander.understand(question.text))
        bad = [one for one in read if not any(label.is_met_by(one) for label in question.limits)]
        missed = [label for label in question.limits if not any(label.is_met_by(one) for one in read)]
        if bad or missed:
            yield question.text, bad, missed
