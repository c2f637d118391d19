"""Products asked for by a SKU or a bar code."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_factories import PACKS, ask, evidence, product

from aisle.answering.types import Fact, FactSegment, ProductSegment, TextSegment
from aisle.catalog.types import Product

_TWO = product("Ullock 28 Dry", stock=(5, 0), options={"Colour": ["Navy", "Saffron"]})


def _numbered(one: Product) -> Product:
    numbers = (("PT-RS-128-NVY", "4006381333931"), ("PT-RS-128-SAF", None))
    pairs = zip(one.variants, numbers, strict=True)
    return replace(one, variants=tuple(replace(v, sku=sku, barcode=code) for v, (sku, code) in pairs))


ULLOCK_DRY = _numbered(_TWO)
FOUND = evidence(products=[*PACKS, ULLOCK_DRY])


@pytest.mark.parametrize(
    "text", ["PT-RS-128-SAF", "pt-rs-128-nvy", "Do you sell PT-RS-128-SAF?", "4006381333931"]
)
async def test_a_number_shows_its_product(text):
    answer = await ask(text, FOUND)
    assert [one.product_id for one in answer.segments if isinstance(one, ProductSegment)] == [ULLOCK_DRY.id]


@pytest.mark.parametrize(
    ("text", "fact", "place", "said"),
    [
        ("Is PT-RS-128-SAF in stock?", Fact.STOCK, 1, "Ullock 28 Dry, Saffron"),
        ("How much is PT-RS-128-NVY?", Fact.PRICE, 0, "Ullock 28 Dry, Navy"),
    ],
)
async def test_price_and_stock_are_those_of_the_variant_with_the_number(text, fact, place, said):
    answer = await ask(text, FOUND)
    facts = [one for one in answer.segments if isinstance(one, FactSegment)]
    assert [(one.fact, one.variant_id) for one in facts] == [(fact, ULLOCK_DRY.variants[place].id)]
    assert said in "".join(one.text for one in answer.segments if isinstance(one, TextSegment))


async def test_a_number_that_nothing_bears_is_not_guessed_at():
    assert (await ask("PT-RS-999-SAF", FOUND)).abstained
