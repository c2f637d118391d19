"""Lexicons say what was put into them, and mistakes are found just as the book counts them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.retrieval.lexical.lexicon import Lexicon, decode_lexicon, encode_lexicon, merged_words
from aisle.retrieval.lexical.lexicons import Lexicons
from aisle.retrieval.lexical.spelling import allowed_mistakes, near_words

LETTERS = st.text("abcdäñжя", min_size=1, max_size=9)
WORDS = st.dictionaries(st.tuples(LETTERS, LETTERS), st.integers(1, 10**6), max_size=40)


def lexicon(*words: str) -> Lexicon:
    return Lexicon.read([encode_lexicon({(word, word): 1 for word in words})])


def alignment(left: str, right: str) -> int:
    """Optimal string alignment by the book."""
    table = {(-1, -1): 0}
    table |= {(at, -1): at + 1 for at in range(len(left))} | {(-1, at): at + 1 for at in range(len(right))}
    for a, b in product(range(len(left)), range(len(right))):
        best = min(table[a - 1, b] + 1, table[a, b - 1] + 1, table[a - 1, b - 1] + (left[a] != right[b]))
        if a and b and left[a] == right[b - 1] and left[a - 1] == right[b]:
            best = min(best, table[a - 2, b - 2] + 1)
        table[a, b] = best
    return table[len(left) - 1, len(right) - 1]


@given(WORDS)
def test_what_is_encoded_is_decoded(words: dict) -> None:
    assert decode_lexicon(encode_lexicon(words)) == words


@given(WORDS, LETTERS)
def test_words_are_found_as_in_a_plain_list(words: dict, asked: str) -> None:
    lookup = Lexicon.read([encode_lexicon(words)])
    assert {(one.word, one.term, one.count) for one in lookup.find(asked)} == {
        (word, term, count) for (word, term), count in words.items() if word == asked
    }
    begun = [one.count for one in lookup.starting_with(asked[:2], 5)]
    assert (
        begun
        == sorted((count for (word, _), count in words.items() if word.startswith(asked[:2])), reverse=True)[
            :5
        ]
    )


@given(st.sets(LETTERS, max_size=40), LETTERS, st.integers(1, 2))
def test_mistakes_are_counted_as_the_book_does(words: set[str], asked: str, mistakes: int) -> None:
    found = {(near.entry.word, near.distance) for near in near_words(asked, lexicon(*words), mistakes)}
    assert found == {
        (word, alignment(asked, word)) for word in words if 0 < alignment(asked, word) <= mistakes
    }


@pytest.mark.parametrize(
    ("word", "mistakes"), [("red", 0), ("tent", 1), ("rucksak", 1), ("waterprof", 2), ("pt204", 0), ("", 0)]
)
def test_short_words_and_part_numbers_have_no_mistakes(word: str, mistakes: int) -> None:
    assert allowed_mistakes(word) == mistakes


@pytest.mark.parametrize("word", ["", "a b", "a\tb", "a\nb", "😀", "x" * 41])
def test_what_no_lexicon_can_hold_is_left_out(word: str) -> None:
    assert decode_lexicon(encode_lexicon({(word, "term"): 1, ("tent", "tent"): 2})) == {("tent", "tent"): 2}


def test_several_lexicons_answer_as_one() -> None:
    lookup = Lexicons((lexicon("tent", "tents", "stove"), lexicon("tent", "stoves")))
    known = lookup.find("tent")
    assert known is not None
    assert known.count == 2
    assert lookup.find("boot") is None
    assert [one.word for one in lookup.starting_with("sto", 5)] == ["stove", "stoves"]
    assert [one.word for one in lookup.near("tnet", 1)[1]] == ["tent"]
    assert lookup.near("tent", 2) == (1, [lookup.find("tents")]), "a word is no mistake of itself"


def test_merging_forgets_words_whose_terms_are_gone() -> None:
    stored = [
        encode_lexicon({("tents", "tent"): 2, ("stoves", "stove"): 1}),
        encode_lexicon({("tents", "tent"): 3}),
    ]
    assert merged_words(stored, {"tent"}) == {("tents", "tent"): 5}
    assert merged_words([], {"tent"}) == {}
    assert len(Lexicon.read([b""])) == 0
    assert Lexicons((Lexicon.read([b""]),)).near("tent", 2) == (0, [])
