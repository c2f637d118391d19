"""A store's book of synonyms: circles are found from both ends, and many rules do not take long."""

import time
from itertools import count
from uuid import UUID

import pytest

from aisle.retrieval.synonyms.checking import LONGEST_TOLD, RuleBook
from aisle.retrieval.synonyms.errors import SynonymCycle
from aisle.retrieval.synonyms.types import Rule, Synonym


def word(number: int) -> str:
    return "w" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}") + "x"


def book_of(*rules: Rule) -> RuleBook:
    ids = count(1)
    return RuleBook([Synonym(UUID(int=next(ids)), rule) for rule in rules], ("en",))


def leads(first: int, second: int) -> Rule:
    return Rule((word(first),), (word(second),))


@pytest.mark.parametrize("length", [1, 2, 3, 7, 60])
def test_circle_of_any_length_is_found_and_told_from_end_to_end(length: int) -> None:
    book = book_of(*(leads(n, n + 1) for n in range(length)))
    with pytest.raises(SynonymCycle) as caught:
        book.check(leads(length, 0))
    path = caught.value.extra["path"]
    assert path[0] == path[-1]
    assert len(path) == min(length + 2, LONGEST_TOLD)


def test_way_that_does_not_come_back_is_no_circle() -> None:
    book = book_of(leads(1, 2), leads(2, 3), leads(1, 3), leads(4, 2))
    for rule in (leads(3, 5), leads(5, 1), leads(4, 3)):
        book.check(rule)
    with pytest.raises(SynonymCycle):
        book.check(leads(3, 4))


def test_rule_that_is_struck_leads_nowhere() -> None:
    book = book_of(leads(1, 2), leads(2, 3))
    book.strike(UUID(int=1))
    book.check(leads(3, 1))


@pytest.mark.parametrize("turned", [False, True])
def test_long_chain_is_checked_link_by_link_in_little_time(turned: bool) -> None:
    links = [leads(n, n + 1) for n in range(1_500)]
    book, start = book_of(), time.monotonic()
    for number, link in enumerate(links[::-1] if turned else links):
        book.check(link)
        book.add(Synonym(UUID(int=number), link))
    assert time.monotonic() - start < 4
