"""A merchant's own words are what a person reads, and nothing beside."""

import pytest

from aisle.assistants.errors import SettingsInvalid
from aisle.assistants.hidden import hidden_characters
from aisle.assistants.rules import check
from aisle.assistants.tones import TONES
from aisle.assistants.types import AssistantSettings, Tone


@pytest.mark.parametrize(
    "text",
    ["Sag „du“.\n\tBitte!", "می‌خواهم", "👩‍🔬 and ❤️", "مرحبا", "中文", "क्‍ष", "naïve – “quotes” … €", ""],
)
def test_words_that_are_seen_pass(text: str) -> None:
    assert list(hidden_characters(text)) == []


@pytest.mark.parametrize(
    "character",
    [
        "\u200b", "\u200e", "\u202e", "\u2060", "\u2063", "\u2066", "\ufeff", "\u00ad", "\u034f", "\u115f", "\u3164",
        "\u2800", "\ufe00", "\U000e0041", "\U000e0100", "\x00", "\x1b", "\x7f", "\r", "\u2028", "\ue000", "\ud800", "\U000f0000",
    ],
)  # fmt: skip
def test_characters_that_nobody_sees_are_found_with_their_place(character: str) -> None:
    assert list(hidden_characters(f"ab{character}c")) == [(2, character)]


def test_joiners_do_not_pass_in_rows_or_alone() -> None:
    assert list(hidden_characters("a\u200d\u200cb")) == [(2, "\u200c")]
    assert list(hidden_characters("a \u200db")) == [(2, "\u200d")]
    assert list(hidden_characters("\ufe0f")) == [(0, "\ufe0f")]


def test_two_thousand_characters_are_kept_and_no_more() -> None:
    check(AssistantSettings(words="ü" * 2_000), ())
    with pytest.raises(SettingsInvalid, match="2,001 characters"):
        check(AssistantSettings(words="ü" * 2_001), ())


def test_every_tone_has_words_and_an_example() -> None:
    assert set(TONES) == set(Tone)
    assert all(one.tone is tone and one.words and one.example for tone, one in TONES.items())
