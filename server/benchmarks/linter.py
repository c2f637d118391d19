"""Measures the linter on shops with known faults and near-misses: recall and precision for each check and language.

Each case is a shop of its own with two or more pages. `phrases` are split in a half to tune the rules on and a half that was
measured; when the rules were widened, the misses of that half, of `fresh` (0.43 of whose faults were found before) and of `later`
(0.69) were in view, so they tell what is kept and not how well rules carry. So was `unseen`, of whose faults 0.85 were found before,
when they were widened again, and `blind` (0.83) after that. How well rules carry is told by what was found of each when it was
written down. Near-misses stand beside a rule that is stated once: whatever is found there, or of another kind, is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from aisle.linting.checks import DOCUMENT_CHECKS, STATEMENT_CHECKS
from aisle.linting.checks.types import Good, Mention, Offer, Page, Stated
from aisle.linting.statements.reading import sentences_of, statements_of
from aisle.linting.titles import Titles
from benchmarks.figures import report
from benchmarks.linting import blind, fresh, later, phrases, unseen
from benchmarks.scale import Scale

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LANGUAGES = ("en", "de", "fr", "es")
T = TypeVar("T")
TENT = "Aurora trail tent"


@dataclass(frozen=True, slots=True)
class Case:
    """A shop. kind: of the fault that is in it; has_fault: or of the one that it only looks like."""

    kind: str
    language: str
    texts: tuple[str, ...]
    has_fault: bool
    is_discontinued: bool = False


def cases(*, measured: bool) -> Iterator[Case]:
    """Yield the shops of one half."""
    for language in LANGUAGES:
        for topic in phrases.TOPICS:
            yield from _conflicts(topic, language, measured)
        yield from _dates(language, measured)
        yield from _prices(language, measured)
        yield from _gone(language, measured)


def other_cases(topics: Sequence[phrases.Topic]) -> Iterator[Case]:
    """Yield shops that say things in other ways."""
    for language in LANGUAGES:
        for topic in topics:
            yield from _pairs(topic.kind, language, topic.rules[language], topic.near[language], topic.values)


def _half(found: Sequence[T], measured: bool) -> list[T]:
    middle = len(found) // 2
    return list(found[middle:] if measured else found[:middle])


def _conflicts(topic: phrases.Topic, language: str, measured: bool) -> Iterator[Case]:
    rules = _half(list(topic.rules[language]), measured)
    near = _half(list(topic.near[language]), measured)
    yield from _pairs(topic.kind, language, rules, near, _half(list(topic.values), measured))


def _pairs(
    kind: str, language: str, rules: Sequence[str], near: Sequence[str], values: Sequence[tuple[str, str]]
) -> Iterator[Case]:
    for n, m in values:
        for one in rules:
            for other in rules:
                yield Case(kind, language, (one.format(n=n), other.format(n=m)), True)
        for beside in near:
            yield Case(kind, language, (rules[0].format(n=n), beside.format(m=m)), False)


def _dates(language: str, measured: bool) -> Iterator[Case]:
    for day in _half(list(phrases.DAYS[language]), measured):
        for said in _half(list(phrases.ENDED[language]), measured):
            yield Case("date.passed", language, (said.format(d=day.format(y=2025)),), True)
            yield Case("date.passed", language, (said.format(d=day.format(y=2031)),), False)
        for said in _half(list(phrases.UNENDED[language]), measured):
            yield Case("date.passed", language, (said.format(d=day.format(y=2025)),), False)


def _prices(language: str, measured: bool) -> Iterator[Case]:
    comma = "." if language == "en" else ","
    for said in _half(list(phrases.PRICES[language]), measured):
        for price, is_wrong in (("199.00", True), ("259.00", True), ("249.00", False), ("299.00", False)):
            text = said.format(t=TENT, p=price.replace(".", comma))
            yield Case("conflict.price", language, (text,), is_wrong)
    for said in _half(list(phrases.BESIDE_PRICES[language]), measured):
        yield Case("conflict.price", language, (said.format(t=TENT, p=f"20{comma}00"),), False)


def _gone(language: str, measured: bool) -> Iterator[Case]:
    for said in _half(list(phrases.SELLING[language]), measured):
        yield Case("page.sells_discontinued", language, (said.format(t=TENT),), True, True)
        yield Case("page.sells_discontinued", language, (said.format(t=TENT),), False)
    for said in _half(list(phrases.GONE[language]), measured):
        yield Case("page.sells_discontinued", language, (said.format(t=TENT),), False, True)


def found_in(case: Case) -> set[str]:
    """Return the kinds of findings that the linter's checks make in a shop."""
    pages = [
        Page(UUID(int=n), UUID(int=n), f"Page {n}", case.language, text) for n, text in enumerate(case.texts)
    ]
    stated = [
        Stated(one, page.document_id, page.version_id, page.title, frozenset(one.scope))
        for page in pages
        for one in statements_of(page.text, page.title, page.language)
    ]
    kinds = {one.kind for check in STATEMENT_CHECKS for one in check(stated)}
    good = _good(case)
    for page in pages:
        mentions = list(_mentions(page, good))
        kinds |= {one.kind for check in DOCUMENT_CHECKS for one in check(page, mentions, NOW)}
    return kinds


def _good(case: Case) -> Good:
    gone = case.is_discontinued
    offer = Offer("", {}, Decimal("249.00"), Decimal("299.00"), "EUR", "out_of_stock" if gone else "in_stock")
    return Good(UUID(int=99), TENT, "", None, ["discontinued"] if gone else [], 1, {}, [], [offer])


def _mentions(page: Page, good: Good) -> Iterator[Mention]:
    titles = Titles()
    titles.add(good.id, good.title)
    for sentence in sentences_of(page.text, page.title):
        if titles.find(sentence):
            yield Mention(*sentence, good)


def score(shops: Iterable[Case]) -> dict[tuple[str, str], Counter[str]]:
    """Return counts of right, missed and wrong findings by kind and language."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for case in shops:
        found = found_in(case)
        count = counts.setdefault((case.kind, case.language), Counter())
        count["right" if case.kind in found else "missed"] += case.has_fault
        count["wrong"] += len(found - {case.kind}) + (case.kind in found and not case.has_fault)
    return counts


def main(_scale: Scale) -> None:
    """Measure everything; a shop takes a millisecond, so that every scale is the whole."""
    sets = {
        "linter": cases(measured=True),
        "linter, fresh": other_cases(fresh.TOPICS),
        "linter, later": other_cases(later.TOPICS),
        "linter, unseen": other_cases(unseen.TOPICS),
        "linter, blind": other_cases(blind.TOPICS),
    }
    for name, shops in sets.items():
        everything: Counter[str] = Counter()
        for (kind, language), count in score(shops).items():
            everything += count
            _report(f"{name}: {kind}, {language}", count)
        _report(f"{name}: all", everything)


def _report(name: str, count: Counter[str]) -> None:
    size = f"{count['right'] + count['missed']} faults"
    recall = count["right"] / (count["right"] + count["missed"])
    precision = count["right"] / max(count["right"] + count["wrong"], 1)
    report(f"{name}: recall", recall, "share", size=size, note="goal 0.9")
    report(f"{name}: precision", precision, "share", size=size, note="goal 0.8")
