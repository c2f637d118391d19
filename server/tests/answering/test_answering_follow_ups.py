"""What a message means in its conversation."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from answering_factories import HAYSTACK, STONECHAT, ULLOCK, turn

from aisle.answering.interpret import Kind, interpret
from aisle.answering.types import PastTurn
from effort import cpu_seconds

PACK_TURN = turn("rucksacks under £150", STONECHAT, ULLOCK, HAYSTACK)
DE_TURN = turn("Rucksäcke unter 150 €", STONECHAT, ULLOCK, HAYSTACK)
WASH_TURN = turn("How do I wash a tent?")
NORWAY_TURN = turn("Do you deliver to Norway?")


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("hello", "en", Kind.SMALLTALK),
        ("Hi there!", "en", Kind.SMALLTALK),
        ("good morning", "en", Kind.SMALLTALK),
        ("Guten Tag", "de", Kind.SMALLTALK),
        ("Bonjour !", "fr", Kind.SMALLTALK),
        ("¡Hola!", "es", Kind.SMALLTALK),
        ("thanks", "en", Kind.SMALLTALK),
        ("thank you so much!", "en", Kind.SMALLTALK),
        ("Vielen Dank", "de", Kind.SMALLTALK),
        ("merci beaucoup", "fr", Kind.SMALLTALK),
        ("bye", "en", Kind.SMALLTALK),
        ("hello, do you sell tents?", "en", Kind.ASK),
        ("thanks, and how long is delivery?", "en", Kind.ASK),
        ("👍", "en", Kind.EMPTY),
        ("🙂🙂 ❤️", "en", Kind.EMPTY),
        ("???", "en", Kind.EMPTY),
        ("   ", "en", Kind.EMPTY),
        ("talk to a human", "en", Kind.PERSON),
        ("can I speak to someone please", "en", Kind.PERSON),
        ("agent", "en", Kind.PERSON),
        ("Ich möchte mit einem Menschen sprechen", "de", Kind.PERSON),
        ("je veux parler à un conseiller", "fr", Kind.PERSON),
        ("quiero hablar con una persona", "es", Kind.PERSON),
        ("a rucksack for one person", "en", Kind.ASK),
        ("where is my order?", "en", Kind.ORDER_STATUS),
        ("Has my parcel been sent", "en", Kind.ORDER_STATUS),
        ("order 10023 hasn't come", "en", Kind.ORDER_STATUS),
        ("Wo ist meine Bestellung?", "de", Kind.ORDER_STATUS),
        ("Où est ma commande ?", "fr", Kind.ORDER_STATUS),
        ("¿Dónde está mi pedido?", "es", Kind.ORDER_STATUS),
        ("in what order do I put the poles up?", "en", Kind.ASK),
        ("How do I order?", "en", Kind.ASK),
    ],
)
def test_tells_what_a_message_is(text, language, kind):
    assert interpret(text, (), language).kind is kind


@pytest.mark.parametrize(
    ("history", "text", "language", "expected"),
    [
        (PACK_TURN, "and in red?", "en", "rucksacks under £150 in red?"),
        (PACK_TURN, "and for two people?", "en", "rucksacks under £150 for two people?"),
        (PACK_TURN, "cheaper?", "en", "rucksacks under £150 cheaper?"),
        (PACK_TURN, "anything lighter?", "en", "rucksacks under £150 anything lighter?"),
        (PACK_TURN, "under 100?", "en", "rucksacks under 100?"),
        (PACK_TURN, "in blue", "en", "rucksacks under £150 in blue"),
        (PACK_TURN, "with a hip belt", "en", "rucksacks under £150 with a hip belt"),
        (PACK_TURN, "and for boots?", "en", "boots"),
        (PACK_TURN, "what about tents?", "en", "tents"),
        (PACK_TURN, "what about returns?", "en", "returns"),
        (PACK_TURN, "how much is it?", "en", "how much is Stonechat 38?"),
        (PACK_TURN, "does it come in green", "en", "does Stonechat 38 come in green"),
        (PACK_TURN, "what about the second one", "en", "what about Ullock 40 Dry"),
        (PACK_TURN, "is the third one waterproof?", "en", "is Haystack 36 waterproof?"),
        (PACK_TURN, "no, I meant tarps", "en", "tarps"),
        (WASH_TURN, "and for boots?", "en", "How do I wash boots?"),
        (WASH_TURN, "and how often?", "en", "How do I wash a tent how often?"),
        (WASH_TURN, "what about returns?", "en", "returns"),
        (WASH_TURN, "can I return it?", "en", "can I return tent?"),
        (NORWAY_TURN, "and Sweden?", "en", "Do you deliver to Sweden?"),
        (NORWAY_TURN, "how long does it take?", "en", "Do you deliver to Norway how long does it take?"),
        (NORWAY_TURN, "how much?", "en", "Do you deliver to Norway how much?"),
        (DE_TURN, "und in rot?", "de", "Rucksäcke unter 150 € in rot?"),
        (DE_TURN, "Was kostet der zweite?", "de", "Ullock 40 Dry: Was kostet der zweite?"),
        (DE_TURN, "Gibt es ihn in grün?", "de", "Stonechat 38: Gibt es ihn in grün?"),
    ],
)
def test_carries_the_subject_into_a_follow_up(history, text, language, expected):
    whole = interpret(text, [history], language).standalone_query
    assert " ".join(whole.lower().split()).rstrip("?") == expected.lower().rstrip("?")


@pytest.mark.parametrize(
    "text",
    [
        "do you deliver to Norway?",
        "How do I wash down?",
        "Which sleeping bag for winter camping?",
        "If a tent leaks can I return it?",
        "do you sell stoves?",
        "how long does delivery take?",
        "What is the warranty on tents?",
    ],
)
@pytest.mark.parametrize("before", [PACK_TURN, WASH_TURN, NORWAY_TURN], ids=["products", "care", "delivery"])
def test_a_new_topic_is_not_polluted_by_the_old_one(before, text):
    meaning = interpret(text, [before], "en")
    assert meaning.standalone_query == text
    assert meaning.refers_to == ()


def test_small_talk_in_between_does_not_lose_the_subject():
    history = [PACK_TURN, turn("thanks!")]
    assert "rucksacks" in interpret("and in red?", history, "en").standalone_query


def test_a_follow_up_of_a_follow_up_keeps_the_subject():
    history = [PACK_TURN, turn("and in red?", STONECHAT)]
    assert interpret("under 100?", history, "en").standalone_query == "rucksacks in red under 100?"


def test_it_means_the_product_last_spoken_of():
    history = [PACK_TURN, turn("is the second one waterproof?", ULLOCK)]
    assert interpret("how much is it?", history, "en").refers_to == (ULLOCK.id,)


def test_the_second_one_is_counted_in_the_list_though_one_was_spoken_of_since():
    history = [PACK_TURN, turn("how much is the third one?", HAYSTACK)]
    assert interpret("is the second one waterproof?", history, "en").refers_to == (ULLOCK.id,)


def test_a_guide_answer_in_between_keeps_what_it_means():
    history = [PACK_TURN, turn("how long does delivery take?")]
    assert interpret("and how much is it?", history, "en").refers_to == (STONECHAT.id,)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("compare the top two", (STONECHAT.id, ULLOCK.id)),
        ("compare the first and the third one", (STONECHAT.id, HAYSTACK.id)),
        ("compare them", (STONECHAT.id, ULLOCK.id)),
        ("what's the difference?", (STONECHAT.id, ULLOCK.id)),
        ("compare all three", (STONECHAT.id, ULLOCK.id, HAYSTACK.id)),
        ("Haystack vs Stonechat", (HAYSTACK.id, STONECHAT.id)),
        ("difference between the Stonchat and the Ulock?", (STONECHAT.id, ULLOCK.id)),
        ("Vergleiche die ersten zwei", (STONECHAT.id, ULLOCK.id)),
        ("compare les deux premiers", (STONECHAT.id, ULLOCK.id)),
        ("compara los dos primeros", (STONECHAT.id, ULLOCK.id)),
    ],
)
def test_knows_which_products_to_compare(text, ids):
    meaning = interpret(text, [PACK_TURN], "en")
    assert (meaning.kind, meaning.compare_ids) == (Kind.COMPARE, ids)


def test_a_comparison_of_things_not_shown_leaves_the_products_open():
    meaning = interpret("difference between leather and synthetic boots", [PACK_TURN], "en")
    assert (meaning.kind, meaning.compare_ids) == (Kind.COMPARE, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("which one then?", "en"),
        ("Which would you take?", "en"),
        ("so which is best?", "en"),
        ("Welchen davon?", "de"),
        ("lequel ?", "fr"),
        ("¿cuál me recomienda?", "es"),
    ],
)
def test_a_choice_is_among_the_products_shown_and_keeps_the_question(text, language):
    meaning = interpret(text, [PACK_TURN], language)
    assert meaning.kind is Kind.CHOOSE
    assert meaning.refers_to == tuple(p.id for p in (STONECHAT, ULLOCK, HAYSTACK))
    assert meaning.standalone_query == "rucksacks under £150"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("which is lighter?", "en"),
        ("Which of them is the lightest?", "en"),
        ("which weighs less", "en"),
        ("and which is cheapest", "en"),
        ("which one is cheaper?", "en"),
        ("Welche ist die leichteste?", "de"),
        ("Welches davon ist am leichtesten?", "de"),
        ("welcher ist günstiger?", "de"),
        ("Laquelle est la plus légère ?", "fr"),
        ("¿Cuál es la más barata?", "es"),
        ("Qual è la più leggera?", "it"),
        ("welke is de lichtste?", "nl"),
    ],
)
def test_what_a_choice_is_made_by_is_added_to_the_question(text, language):
    meaning = interpret(text, [PACK_TURN], language)
    assert meaning.kind is Kind.CHOOSE
    assert meaning.refers_to == tuple(p.id for p in (STONECHAT, ULLOCK, HAYSTACK))
    assert meaning.standalone_query.lower() == f"rucksacks under £150 {text.lower()}"


@pytest.mark.parametrize("text", ["which is the warmest jacket?", "which is the best tent for winter?"])
def test_a_choice_among_other_goods_is_a_question_of_its_own(text):
    meaning = interpret(text, [PACK_TURN], "en")
    assert (meaning.kind, meaning.standalone_query) == (Kind.ASK, text)


def test_a_choice_without_products_is_a_question():
    assert interpret("which one is best?", [], "en").kind is Kind.ASK


@pytest.mark.parametrize("text", ["that wasn't what I meant", "That's not what I asked", "you misunderstood"])
def test_a_bare_correction_is_heard(text):
    assert interpret(text, [PACK_TURN], "en").kind is Kind.CORRECTION


def test_a_hundred_thousand_characters_are_cut_in_linear_time():
    for text in (
        "and in red " * 10_000,
        "a" * 100_000,
        " " * 100_000 + "tent",
        "hi " * 40_000,
        "?!" * 50_000,
    ):
        assert cpu_seconds(partial(interpret, text, [PACK_TURN] * 3, "en"), enough=1) <= 1
        meaning = interpret(text, [PACK_TURN] * 3, "en")
        assert len(meaning.standalone_query) < 5_000


@pytest.mark.parametrize("said", ["Yes please", "yes", "Ja, bitte", "oui", "Sí, por favor", "sì", "graag"])
def test_yes_after_a_person_was_offered_takes_the_offer(said):
    offered = PastTurn("Can I have a discount?", "Shall I pass it to a person?", offered=True)
    assert interpret(said, (offered,), "en").kind is Kind.PERSON
    assert interpret(said, (replace(offered, offered=False),), "en").kind is not Kind.PERSON


@pytest.mark.parametrize(
    "said",
    [
        "Add the second one to my cart",
        "Leg das zweite in den Warenkorb",
        "Ajoutez-le au panier",
        "Añade el segundo al carrito",
        "Aggiungilo al carrello",
        "Voeg de tweede toe aan mijn winkelwagen",
    ],
)
def test_carts_are_for_a_person(said):
    assert interpret(said, (), "en").kind is Kind.PERSON
