from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aisle.catalog.clean_text import clean_body, clean_line
from aisle.catalog.drafts import ProductDraft, VariantDraft
from aisle.catalog.hashing import content_hash, search_hash
from aisle.catalog.search_text import product_fields, search_text
from aisle.catalog.types import Availability, Money

VARIANT = VariantDraft(
    "B-S", "4006381333931", "S", {"Size": "S"}, Money(Decimal(5), "EUR"), None, 3, Availability.LOW_STOCK
)
BAG = ProductDraft(
    handle="bag",
    title="Bag",
    description="<p>Strong &amp; light.</p>",
    brand="Acme",
    category="Bags/Day bags",
    tags=("new",),
    url=None,
    images=(),
    attributes={"Volume": "9 l", "Colour": "red"},
    options=("Size",),
    variants=(VARIANT, replace(VARIANT, sku="B-M", barcode=None, options={"Size": "M"})),
)


def test_words_come_by_field() -> None:
    words = product_fields(BAG)
    assert words.identifiers == "bag B-S 4006381333931 B-M"
    assert words.category == "Bags > Day bags"
    assert words.attributes == "Brand: Acme; Colour: red; Volume: 9 l; Size: S, M; new"
    assert words.body == "Strong & light."


def test_the_embedded_text_has_no_codes_and_no_prices() -> None:
    text = search_text(BAG)
    assert (
        text
        == "Bag\nBags > Day bags\nBrand: Acme; Colour: red; Volume: 9 l; Size: S, M; new\nStrong & light."
    )


def test_a_new_price_or_stock_changes_the_content_and_not_the_words() -> None:
    dearer = replace(VARIANT, price=Money(Decimal(6), "EUR"), stock=0, availability=Availability.OUT_OF_STOCK)
    changed = replace(BAG, variants=(dearer, BAG.variants[1]))
    assert content_hash(changed) != content_hash(BAG)
    assert search_hash(changed) == search_hash(BAG)


@pytest.mark.parametrize(
    "changed",
    [
        replace(BAG, title="Sack"),
        replace(BAG, brand=None),
        replace(BAG, attributes={"Volume": "10 l", "Colour": "red"}),
        replace(BAG, variants=(replace(VARIANT, sku="B-X"), BAG.variants[1])),
        replace(BAG, description="Strong."),
    ],
)
def test_new_words_change_both(changed: ProductDraft) -> None:
    assert content_hash(changed) != content_hash(BAG)
    assert search_hash(changed) != search_hash(BAG)


def test_the_order_of_attributes_changes_nothing() -> None:
    turned = replace(BAG, attributes={"Colour": "red", "Volume": "9 l"})
    assert content_hash(turned) == content_hash(BAG)
    assert search_hash(turned) == search_hash(BAG)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two", "One\nTwo"),
        ("<ul><li>A</li><li>B</li></ul>", "A\nB"),
        ("Text<script>alert(1)</script><style>p{}</style>", "Text"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("Fish &amp; chips", "Fish & chips"),
        ("Plain\r\n\r\n\r\ntext  here", "Plain\n\ntext here"),
        ("a\x00b\ud800c", "abc"),
    ],
)
def test_descriptions_lose_their_markup_only(html: str, text: str) -> None:
    assert clean_body(html) == text


@given(st.text(max_size=200))
def test_cleaned_text_can_be_stored_and_stays_clean(text: str) -> None:
    line = clean_line(text)
    assert "\x00" not in line
    assert clean_line(line) == line
    clean_body(text).encode()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Only \u202e00.1\u202c EUR", "Only 00.1 EUR"),
        ("\u2066Bag\u2069 \u200e", "Bag"),
        ("B\u200bag\u2060 \ufeffred\u00ad", "Bag red"),
        ("\u200fתיק\u200f 5\u200f", "תיק\u200f 5"),
        ("Bag \u200f12 34", "Bag 12 34"),
        ("a" + "\u0316" * 40, "a" + "\u0316" * 4),
        ("a\u200db 5\u200d6 \u200dc", "a\u200db 56 c"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒 ❤\ufe0f\u200d🔥 👩🏽\u200d🔧", "👩\u200d🚒 ❤\ufe0f\u200d🔥 👩🏽\u200d🔧"),
        ("🏴\U000e0067\U000e0062\U000e007f x\U000e0067", "🏴\U000e0067\U000e0062\U000e007f x"),
    ],
)
def test_nothing_unseen_turns_or_hides_a_text(text: str, clean: str) -> None:
    assert clean_line(text) == clean
    assert clean_body(text) == clean
    assert clean_body(f"<p>{text}</p>") == clean


def test_an_entity_hides_no_direction_and_no_endless_number() -> None:
    assert clean_body("5 &#8238;00.1") == "5 00.1"
    assert clean_body(f"&#{'1' * 5_000};").startswith("&#1")


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
@example(" one line ")
@example("a  b")
@example("5 &lt; 6 <b>x</b>")
def test_a_text_of_one_line_is_cleaned_as_one_of_several_is(text: str) -> None:
    assert clean_body(text) == clean_body(f"{text}\n")
