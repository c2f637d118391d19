"""What is told to be about one person."""

import pytest

from aisle.answer_cache.personal import holds_contact, is_personal, known_words

KNOWN = known_words(
    ["Returns. Unused goods of Pike & Tarn go back within 60 days to help@shop.example.", "Fell 28 rucksack"]
)


@pytest.mark.parametrize(
    "question",
    [
        "How many days does Dorrington have to send goods back?",
        "DORRINGTON ASKS HOW MANY DAYS",
        "Can goods go back? kim@mail.example",
        "Can goods go back, +44 20 7946 0958?",
        "Can I return order #48213?",
        "Can I return AB-99321?",
        "Is there collection from 12 elm street?",
        "Where is my parcel?",
        "Mein Name ist Kim, wie lange kann ich zurückgeben?",
        "Où est ma commande ?",
    ],
)
def test_names_numbers_and_what_is_ones_own_are_personal(question: str) -> None:
    assert is_personal(question, KNOWN)


@pytest.mark.parametrize(
    "question",
    [
        "How many days do I have to send goods back?",
        "Is the Fell 28 waterproof?",
        "Do Pike & Tarn take goods back within 60 days?",
        "Which boots in size M or 42 for 163 cm?",
    ],
)
def test_what_the_shop_itself_names_is_not(question: str) -> None:
    assert not is_personal(question, KNOWN)


def test_contact_in_an_answer_has_to_be_the_shops_own() -> None:
    sources = "Write to help@shop.example or call 01632 960 000."
    assert not holds_contact("Write to help@shop.example, or call 01632-960-000.", sources)
    assert holds_contact("Write to kim@mail.example.", sources)
    assert holds_contact("Call 020 7946 0958.", sources)
