"""Questions are searched for in the words that the shop is written in."""

from __future__ import annotations

import pytest

from aisle.answering.glossary import _LINES, _ORDER, glossed


@pytest.mark.parametrize(
    ("spoken", "text", "expected"),
    [
        ("de", "Welche Zelte sind wasserdicht?", "Welche tents sind waterproof?"),
        ("fr", "Quels sacs à dos avez-vous ?", "Quels rucksacks avez-vous ?"),
        ("es", "¿Qué tiendas de campaña tenéis?", "¿Qué tents tenéis?"),
        ("it", "Cerco un sacco a pelo caldo", "Cerco un sleeping bags warm"),
        ("nl", "en rugzakken?", "en rucksacks?"),
        ("en", "Which tents?", "Which tents?"),
        ("ar", "خيام؟", "خيام؟"),
    ],
)
def test_known_words_are_said_in_the_shops_language(spoken: str, text: str, expected: str) -> None:
    assert glossed(text, spoken, "en") == expected


def test_it_goes_between_any_two_languages() -> None:
    assert glossed("Which tents?", "en", "de") == "Which zelte?"
    assert glossed("Quali tende avete?", "it", "fr") == "Quali tentes avete?"


@pytest.mark.parametrize("text", ["Zeltest 2000", "Vorzelte-Set", "Das Schuhhaus"])
def test_parts_of_other_words_are_left(text: str) -> None:
    assert glossed(text, "de", "en") == text


def test_every_meaning_has_a_word_in_every_language() -> None:
    for line in _LINES.strip().splitlines():
        assert len(line.split("|")) == len(_ORDER), line
        assert all(column.strip() for column in line.split("|")), line
