"""Terms of texts and of questions: whatever is written two ways is found both ways."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aisle.core.units import plain_number
from aisle.retrieval.analysis import analyse, query_terms, terms_of
from aisle.retrieval.analysis.words import fold
from effort import cpu_seconds


def found_by(question: str, text: str, language: str = "en") -> bool:
    """Say whether every required concept of a question is in a text."""
    terms = set(terms_of(text, language))
    groups = [group for group in query_terms(question, language, (language,)) if not group.bonus]
    return bool(groups) and all(terms & set(group.variants) for group in groups)


SAME = [
    ("pt-204", "PT-204"),
    ("pt204", "PT-204"),
    ("PT 204", "pt-204"),
    ("pt-204", "PT204"),
    ("s/m", "sizes S/M and M/L"),
    ("3-season", "a 3 season tent"),
    ("3 season", "3-season"),
    ("42–47", "back length 42-47 cm"),
    ("38l", "38 l"),
    ("38 litres", "38l"),
    ("38 liter", "38 litres"),
    ("1.5 l", "1,5 l bottle"),
    ("2-person", "2 person tent"),
    ("2-man tent", "tent, 2-person"),
    ("1500 mm", "1,500 mm head"),
    ("boots", "a boot"),
    ("cafe", "Café"),
    ("CAFÉ", "cafe"),
    ("ｃａｆｅ", "cafe"),
    ("jackets", "the jacket’s hood"),
    ("roll top", "roll-top"),
    ("rolltop", "roll-top"),
    ("wifi", "Wi-Fi"),
    ("tshirt", "T-shirts"),
    ("don't", "don’t"),
]


@pytest.mark.parametrize(("question", "text"), SAME)
def test_writings_that_mean_the_same_find_each_other(question, text):
    assert found_by(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("42-47", "4247"),
        ("38 l", "28 l"),
        ("pt-204", "pt-205"),
        ("not waterproof", "waterproof"),
        ("2 person", "3-person"),
    ],
)
def test_writings_that_differ_do_not(question, text):
    assert not found_by(question, text)


@pytest.mark.parametrize(
    ("language", "question", "text"),
    [
        ("de", "Schuhe", "der Schuh"),
        ("de", "Daunenjaecke", "Daunenjäcke"),
        ("de", "Grösse", "Größe"),
        ("fr", "eau", "résistant à l’eau"),
        ("fr", "chaussure randonnee", "chaussures de randonnée"),
        ("es", "pantalon", "pantalones"),
        ("it", "scarpe", "scarpa"),
        ("nl", "jassen", "jas"),
        ("ru", "елка", "ёлки"),
        ("ar", "احذيه", "أحذية"),
        ("ar", "٣٨", "38"),
        ("he", "שָׁלוֹם", "שלום"),
        ("zh", "登山鞋", "防水登山鞋很好"),
        ("zh", "鞋", "防水登山鞋"),
        ("ja", "防水", "防水の登山靴"),
        ("th", "รองเท้า", "รองเท้ากันน้ำ"),
        ("hi", "जूते", "जलरोधक जूते"),
        ("ko", "등산화", "방수 등산화"),
    ],
)
def test_many_languages(language, question, text):
    assert found_by(question, text, language)


def test_a_wrong_guess_of_the_language_loses_no_match():
    terms = set(terms_of("wasserdichte Wanderschuhe", "de"))
    for guess in ("de", "en", "nl", "xx"):
        (group,) = query_terms("Wanderschuhe", guess, ("en", "de"))
        assert terms & set(group.variants)


def test_function_words_are_left_out_but_negations_stay():
    assert terms_of("this is not for the rain", "en") == ["not", "rain"]
    assert [group.variants for group in query_terms("what is it", "en")] != []


def test_a_concept_counts_once():
    assert len(query_terms("tent tents TENT", "en", ("en", "de"))) == 1


def test_parts_weigh_less_than_words_and_another_writing_is_a_bonus():
    groups = {group.variants[0]: group for group in query_terms("pt-204 boots", "en")}
    assert groups["pt204"].bonus
    assert groups["pt"].weight < groups["boot"].weight


def test_tokens_point_into_the_text_as_it_was():
    text = "Ｃａｆé 38 l, naïve PT-204; 登山鞋!"
    for token in analyse(text, "en"):
        assert text[token.start : token.end] == token.text


@pytest.mark.parametrize(
    ("written", "plain"),
    [("1,500", "1500"), ("1,5", "1.5"), ("1.50", "1.5"), ("007", "7"), ("12,000.50", "12000.5")],
)
def test_numbers_are_written_one_way(written, plain):
    assert plain_number(written) == plain


def test_digits_without_end_are_a_word_like_others() -> None:
    endless = "0" * 160_000
    assert plain_number(endless) == endless
    assert "boot" in terms_of(f"boot {endless}", "en")


def test_cyrillic_keeps_its_letters():
    assert fold("Йогурт Ёж") == "йогурт еж"


TEXTS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("ab1 -/'.,éß登のก\u0301\u064b\x00")), max_size=80
)


@given(TEXTS, st.sampled_from(["en", "de", "ar", "ja", "xx"]))
@settings(max_examples=100, deadline=None)
def test_any_text_is_analysed_the_same_way_twice(text, language):
    tokens = analyse(text, language)
    assert tokens == analyse(text, language)
    assert [term for token in tokens for term in token.terms] == terms_of(text, language)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(term for token in tokens for term in token.terms)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_text_is_found_by_its_own_words(text):
    terms = set(terms_of(text, "en"))
    for group in query_terms(text, "en", ("en",)):
        assert terms & set(group.variants) or not terms or group.text


@pytest.mark.slow
def test_a_megabyte_of_english_takes_less_than_a_second():
    text = (
        "The hip belt unclips behind the back panel without tools, and a 38 l pack weighs 1.18 kg. " * 11_200
    )
    terms_of(text[:10_000], "en")
    assert cpu_seconds(lambda: terms_of(text, "en"), enough=1) < 1
