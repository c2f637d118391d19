"""Which language an answer is in."""

from __future__ import annotations

import pytest
from answering_factories import turn

from aisle.answering.speaking import reply_language, unspoken_script

ASKED = {
    "en": ["Which tents do you have?", "size?", "thanks", "sleeping bag for -5 °C", "tent палатка waterproof for two"],
    "de": ["Welche Zelte habt ihr?", "Versandkosten?", "Rückgabe?", "Danke", "günstiger?", "welches davon?", "und in rot?"],
    "fr": ["Bonjour", "Livraison gratuite ?", "et en rouge ?", "lequel prendre ?", "moins cher ?", "retours ?"],
    "es": ["Hola", "mochilas impermeables", "¿y en rojo?", "más barato", "cual me recomiendas", "devoluciones"],
    "it": ["Ciao", "zaini impermeabili sotto i 150 euro", "e in rosso?", "quale mi consigli?", "resi", "grazie mille"],
    "nl": ["Hoi", "Hoeveel kosten de verzendkosten?", "welke raad je aan?", "goedkoper?", "retourneren", "dank je wel"],
}  # fmt: skip
EACH = [(language, text) for language, texts in ASKED.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), EACH)
@pytest.mark.parametrize("store", ["en", "de", "fr"])
def test_short_questions_are_answered_in_their_own_language(language: str, text: str, store: str) -> None:
    assert reply_language(text, (), store) == language


@pytest.mark.parametrize("text", ["Stonechat 38", "chaise longue", "👍", "???", "42"])
def test_words_of_no_language_go_on_in_the_one_before(text: str) -> None:
    assert reply_language(text, (), "en") == "en"
    assert reply_language(text, (turn("Wie lange dauert der Versand?"),), "en") == "de"
    assert reply_language(text, (turn("Quelles tentes avez-vous ?"),), "de") == "fr"


def test_a_shopper_may_change_the_language_and_change_back() -> None:
    history = (turn("Welche Zelte habt ihr?"), turn("and how much is delivery?"))
    assert reply_language("Stonechat?", history, "fr") == "en"
    assert reply_language("und das günstigste?", history, "fr") == "de"


def test_the_first_language_of_the_assistant_stands_in_for_others() -> None:
    assert reply_language("Bonjour, quelles tentes avez-vous ?", (), "en", ("de", "en")) == "de"
    assert reply_language("Which tents do you have?", (), "fr", ("de", "en")) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("هل لديكم خيام؟", "ar"),
        ("你们有帐篷吗？", "zh"),
        ("这个 tent 多少钱", "zh"),
        ("Есть ли палатки?", "ru"),
    ],
)
def test_a_script_that_nobody_here_writes_is_told(text: str, language: str) -> None:
    assert unspoken_script(text, ("en", "de")) == language
    assert unspoken_script(text, ("en", language)) is None


@pytest.mark.parametrize(
    "text", ["Which tents?", "Quanto custa o frete para Portugal?", "waterproof tent палатка", ""]
)
def test_latin_letters_are_never_refused(text: str) -> None:
    assert unspoken_script(text, ("en",)) is None
