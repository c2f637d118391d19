"""What may be kept of a search, and what counts as said otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.retrieval.synonyms.log import LONGEST_QUERY, MOST_WORDS, change, telling_words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("do you have Sneakers in size 42", ("sneakers", "size")),
        ("a tent for 2 persons", ("tent",)),
        ("mail me at ann@example.org about tents", ()),
        ("https://example.org/tent", ()),
        ("call 0171 555 01 23", ()),
        ("order 2024-118-7731 tent", ()),
        ("one two three four five six seven eight nine ten boots lamps", ()),
        ("", ()),
        ("!?", ()),
    ],
)
def test_only_words_that_name_nobody_are_kept(text: str, kept: tuple[str, ...]) -> None:
    assert telling_words(text, "en") == kept


@given(st.text(max_size=300))
def test_whatever_is_kept_is_short_and_without_numbers(text: str) -> None:
    words = telling_words(text, "en")
    assert len(words) <= MOST_WORDS
    assert len(" ".join(words)) <= LONGEST_QUERY
    assert not any(letter.isdigit() for word in words for letter in word)


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("sneakers red", "trainers red", ("sneakers", "trainers")),
        ("couch", "sofa", ("couch", "sofa")),
        ("sofa bed", "sleeper", ("sofa bed", "sleeper")),
        ("tent", "tent green", None),
        ("tent green", "tent", None),
        ("return parcel home slip", "lamp stove mat pillow", None),
        ("tent", "tent", None),
    ],
)
def test_words_in_one_anothers_place_are_a_change(before: str, after: str, changed: tuple | None) -> None:
    assert change(before.split(), after.split()) == changed
