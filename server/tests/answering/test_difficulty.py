"""What makes a question hard: how much is asked, and in how many places an answer stands."""

import pytest

from aisle.answering.difficulty import difficulty

RETURNS = "Unused goods can go back within 60 days. Delivery takes two days. Boots are waxed once a year."
SCATTERED = (
    "Returns of boots within 60 days. Returns of tents within 30 days. Returns of stoves are not possible."
    " Returns from abroad cost extra. Returns without a receipt become a voucher."
)


def test_an_answer_in_several_places_is_harder_than_one_in_one_place() -> None:
    question = "What about returns?"
    one, several = (
        difficulty(question, "en", [text]) for text in (RETURNS.replace("go back", "returns"), SCATTERED)
    )
    assert one is not None
    assert several is not None
    assert several > 2 * one


def test_who_asks_for_more_asks_something_harder() -> None:
    short = difficulty("Returns of boots?", "en", [SCATTERED])
    long = difficulty("Returns of boots, tents and stoves from abroad without receipt?", "en", [SCATTERED])
    assert short is not None
    assert long is not None
    assert long > short


@pytest.mark.parametrize(
    ("language", "question", "one", "other"),
    [
        ("de", "Wie lange dauert die Lieferung?", "Die Lieferung dauert zwei Tage.", "Zelte sind grün."),
        ("fr", "Quel est le délai de livraison ?", "Le délai de livraison est de deux jours.", "Les tentes."),
        ("es", "¿Cuánto tarda el envío?", "El envío tarda dos días.", "Las tiendas son verdes."),
    ],
)
def test_other_languages_are_read_too(language: str, question: str, one: str, other: str) -> None:
    few = difficulty(question, language, [f"{one} {other}"])
    many = difficulty(question, language, [" ".join([one] * 6)])
    assert few is not None
    assert many is not None
    assert many > few


def test_without_words_or_evidence_nobody_can_say() -> None:
    assert difficulty("Returns?", "en", []) is None
    assert difficulty("??", "en", [RETURNS]) is None
    assert difficulty("", "en", [RETURNS]) is None
