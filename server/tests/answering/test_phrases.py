"""Every fixed sentence stands in every language, with the same values in it."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from aisle.answering.phrases import SPOKEN, cannot_answer, count_word, de, en, es, fr, it, nl, quoted_in

_PLACES = re.compile(r"\{\w+\}|\*\*|:")
WRITTEN = {"en": en, "de": de, "fr": fr, "es": es, "it": it, "nl": nl}


def values_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_six_languages_are_spoken() -> None:
    assert set(SPOKEN) == set(WRITTEN)


@pytest.mark.parametrize("language", WRITTEN)
def test_each_language_has_every_sentence_with_its_values(language: str) -> None:
    theirs = WRITTEN[language].PHRASES
    assert theirs.keys() == en.PHRASES.keys()
    for key, text in en.PHRASES.items():
        assert values_of(theirs[key]) == values_of(text), key
        assert theirs[key].strip(), key


@pytest.mark.parametrize("language", [one for one in WRITTEN if one != "en"])
def test_no_long_sentence_was_left_in_english(language: str) -> None:
    theirs = WRITTEN[language].PHRASES
    worded = [key for key, text in en.PHRASES.items() if len(_PLACES.sub("", text).split()) > 2]
    assert len(worded) > 40
    assert not [key for key in worded if theirs[key] == en.PHRASES[key]]


@pytest.mark.parametrize("language", WRITTEN)
def test_counts_begin_a_sentence(language: str) -> None:
    words = [count_word(count, language) for count in range(1, 7)]
    assert len(set(words)) == 6
    assert all(word[0].isupper() for word in words)


def test_a_quotation_is_announced_where_its_language_differs() -> None:
    assert quoted_in("en", "de") == "Auf Englisch:"
    assert quoted_in("de", "fr") == "En allemand :"
    assert quoted_in("it", "it") == ""
    assert quoted_in("ja", "nl") == "In de taal van de gids:"


def test_a_language_without_words_is_refused_in_the_one_given() -> None:
    assert cannot_answer("zh", "en", "Pike")[1] == "zh"
    text, language = cannot_answer("ru", "de", "Pike")
    assert (language, "Pike" in text) == ("de", True)
