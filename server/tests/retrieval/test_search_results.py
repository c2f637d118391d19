"""What a search brings: words and meaning, the named thing first, nothing deleted and nothing foreign."""

import time
from dataclasses import replace
from types import SimpleNamespace
from uuid import uuid4

import pytest
from shelf import Shelf, limit, product, variant

from aisle.llm.errors import EmbedderBusy, EmbedderRefused
from aisle.retrieval import vocabularies
from aisle.retrieval.items import ItemKind
from aisle.retrieval.search import Mode, Searcher, SearchRequest

pytest_plugins = ["shelf_fixtures"]

GUIDE = "Wash wool at thirty degrees.\n\nDry wool flat in the shade, never on a heater."


@pytest.fixture
async def shop(shelf: Shelf) -> Shelf:
    await shelf.sell(
        product("Wool socks", variant("WS-1001", "12"), description="Warm socks of merino wool."),
        product("Cotton shirt", variant("CS-2002", "30"), description="A light shirt."),
        product("Rain jacket", variant("RJ-3003", "90"), description="Keeps the rain out, breathable."),
    )
    await shelf.publish("wool.txt", GUIDE)
    return shelf


async def test_products_and_passages_come_side_by_side(shop: Shelf) -> None:
    result = await shop.search("wool")
    assert result.products[0].product.title == "Wool socks"
    assert "Wash wool" in result.passages[0].text
    assert result.index_version_id == (await shop.live()).id


@pytest.mark.parametrize("mode", list(Mode))
async def test_every_mode_finds_what_is_meant_first(shop: Shelf, mode: Mode) -> None:
    result = await shop.search("wool socks", mode=mode)
    assert result.products[0].product.title == "Wool socks"
    assert "wool" in result.passages[0].text


async def test_explanations_name_the_legs(shop: Shelf) -> None:
    legs = {mode: set((await shop.search("wool socks", mode=mode)).products[0].legs) for mode in Mode}
    assert legs == {Mode.HYBRID: {"words", "meaning"}, Mode.KEYWORD: {"words"}, Mode.SEMANTIC: {"meaning"}}
    first = (await shop.search("wool socks")).products[0]
    assert first.legs["words"].rank == first.legs["meaning"].rank == 1
    assert first.similarity == pytest.approx(first.legs["meaning"].score, abs=1e-6)
    assert first.coverage == 1


async def test_meaning_finds_what_shares_no_word(shop: Shelf) -> None:
    """The hashed embedder knows spelling only: two slips of the pen are the nearest it comes to meaning."""
    result = await shop.search("jakkett", mode=Mode.SEMANTIC)
    assert result.products[0].product.title == "Rain jacket"
    assert (await shop.search("jakkett", mode=Mode.KEYWORD)).products == ()


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("question", ["wool", "a light shirt or a jacket", "rain", "!?", "zzz", "€ — 😀"])
async def test_scores_are_shares_and_the_best_comes_first(shop: Shelf, mode: Mode, question: str) -> None:
    result = await shop.search(question, mode=mode)
    for hits in (result.products, result.passages):
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert all(0 <= hit.coverage <= 1 for hit in hits)
        assert all(leg.rank >= 1 and 0 <= leg.score <= 1 for hit in hits for leg in hit.legs.values())


async def test_kinds_and_limit_hold(shop: Shelf) -> None:
    assert (await shop.search("wool", kinds=frozenset({ItemKind.PRODUCT}))).passages == ()
    assert (await shop.search("wool", kinds=frozenset({ItemKind.PASSAGE}))).products == ()
    assert len((await shop.search("wool socks shirt jacket", limit=1)).products) == 1


@pytest.mark.parametrize("typed", ["RJ-3003", "rj3003", "do you have RJ-3003?", "RJ_3003 or a wool sock"])
async def test_a_named_part_number_comes_first(shop: Shelf, typed: str) -> None:
    first = (await shop.search(typed)).products[0]
    assert first.product.title == "Rain jacket"
    assert (first.score, set(first.legs)) == (1.0, {"identifier"})


async def test_a_bar_code_comes_first_however_it_is_printed(shop: Shelf) -> None:
    await shop.sell(product("Tin mug", replace(variant("TM-1"), barcode="0036000291452")))
    for typed in ("036000291452", "0036000291452", "is 036000291452 in stock?"):
        assert (await shop.titles(typed))[0] == "Tin mug"


async def test_given_filters_hold_for_named_products_too(shop: Shelf) -> None:
    assert (await shop.titles("RJ-3003", limit("price", "lte", "20")))[:1] != ["Rain jacket"]
    assert (await shop.titles("RJ-3003 under £20"))[:1] == ["Rain jacket"], (
        "a shopper who names it wants to see it"
    )


async def test_products_the_talk_is_about_are_there_in_any_case(shop: Shelf) -> None:
    shirt = next(iter((await shop.search("shirt")).products)).product.id
    result = await shop.search("wool", products=(shirt, uuid4()))
    assert result.products[0].product.id == shirt
    assert set(result.products[0].legs) == {"referred"}
    assert len([hit for hit in result.products if hit.product.id == shirt]) == 1


async def test_a_deleted_document_is_not_found_from_that_moment_on(shop: Shelf) -> None:
    document = await shop.publish("felt.txt", "Felt shrinks in hot water.")
    assert (await shop.search("felt shrinks")).passages[0].document_id == document
    await shop.unpublish(document)
    assert all(hit.document_id != document for hit in (await shop.search("felt shrinks")).passages)
    await shop.work()
    assert all(hit.document_id != document for hit in (await shop.search("felt shrinks")).passages)


async def test_a_new_version_of_a_document_replaces_the_old(shop: Shelf) -> None:
    await shop.publish("returns.txt", "Send it back within thirty days.")
    await shop.publish("returns.txt", "Send it back within sixty days.")
    texts = [hit.text for hit in (await shop.search("send it back within days")).passages]
    assert any("sixty" in text for text in texts)
    assert not any("thirty" in text and "Send" in text for text in texts)


async def test_a_withdrawn_product_is_not_found(shop: Shelf) -> None:
    found = (await shop.search("wool socks")).products[0].product.id
    await shop.withdraw(found)
    assert "Wool socks" not in await shop.titles("wool socks")
    assert "Wool socks" not in await shop.titles("WS-1001")
    assert (await shop.search("wool", products=(found,))).products[0].product.id != found


async def test_another_tenants_content_never_appears(shop: Shelf, new_shelf) -> None:
    """The canary sings in a sister store of the same organization and in a foreign one, and is heard in neither."""
    sister, foreign = await new_shelf(shop.store.organization_id), await new_shelf()
    for number, place in enumerate((sister, foreign)):
        await place.sell(product("Canary wool socks", variant(f"CANARY-10{number}")))
        await place.publish("canary.txt", "The canary sings about wool.")
    for question in ("canary", "canary wool socks", "CANARY-100", "CANARY-101"):
        for mode in Mode:
            result = await shop.search(question, mode=mode, limit=50)
            assert not any("anary" in hit.product.title for hit in result.products)
            assert not any("canary" in hit.text for hit in result.passages)
    ids = [hit.product.id for hit in (await foreign.search("canary")).products]
    result = await shop.search("wool", products=tuple(ids))
    assert not any(hit.product.id in ids for hit in result.products)
    assert (await foreign.titles("CANARY-101"))[0] == "Canary wool socks"


async def test_an_empty_store_answers_with_nothing(shelf: Shelf) -> None:
    for mode in Mode:
        result = await shelf.search("anything in stock under £20?", mode=mode)
        assert (result.products, result.passages) == ((), ())


@pytest.mark.parametrize("error", [EmbedderBusy("too much to do"), EmbedderRefused("never")])
async def test_without_the_embedder_words_alone_answer(shop: Shelf, error: Exception) -> None:
    async def refuse(*arguments):
        raise error

    shop.embedder.embed = refuse
    first = (await shop.search("wool socks")).products[0]
    assert first.product.title == "Wool socks"
    assert set(first.legs) == {"words"}
    assert first.similarity is None


async def test_an_index_of_an_unknown_embedder_is_searched_by_words(shop: Shelf) -> None:
    result = await Searcher(shop.database, {}).search(shop.scope, SearchRequest("wool socks"))
    assert result.products[0].product.title == "Wool socks"


async def test_new_words_of_the_shop_are_understood_after_a_while(shelf: Shelf, monkeypatch) -> None:
    searcher = shelf.searcher()
    shelf.searcher = lambda: searcher
    assert (await shelf.search("jackets by Nordlicht")).understanding.filters == ()
    await shelf.sell(product("Rain jacket", brand="Nordlicht"))
    assert (await shelf.search("jackets by Nordlicht")).understanding.filters == ()
    later = SimpleNamespace(monotonic=lambda: time.monotonic() + vocabularies.KEEP_SECONDS)
    monkeypatch.setattr(vocabularies, "time", later)
    [understood] = (await shelf.search("jackets by Nordlicht")).understanding.filters
    assert (understood.field, understood.values) == ("brand", ("Nordlicht",))


@pytest.mark.parametrize("text", ["", "   ", "\x00", "'; DROP TABLE product; --", "%", "a" * 5_000, "\ud800"])
async def test_odd_questions_are_answered(shop: Shelf, text: str) -> None:
    await shop.search(text)
