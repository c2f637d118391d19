"""The index holds what the content is, in every version that takes changes, whoever writes at the same time."""

import asyncio
import random
from dataclasses import replace

import pytest
from shelf import Shelf, item, product, random_text, variant

from aisle.retrieval.indexing import IndexVersionsChanged
from aisle.retrieval.items import ItemKind

pytest_plugins = ["shelf_fixtures"]


async def test_an_item_is_written_once_and_found(shelf: Shelf) -> None:
    texts = [item("red wool socks"), item("blue cotton shirt")]
    assert await shelf.index(*texts) == 2
    assert set(await shelf.items()) == {text.item_id for text in texts}
    assert list(await shelf.words("wool")) == [texts[0].item_id]


async def test_unchanged_content_is_not_embedded_again(shelf: Shelf) -> None:
    texts = [item("red wool socks"), item("blue cotton shirt")]
    await shelf.index(*texts)
    shelf.embedder.asked.clear()
    assert await shelf.index(*texts) == 0
    assert shelf.embedder.asked == []
    assert len(await shelf.segments()) == 1, "nothing was written"


async def test_changed_content_replaces_the_old(shelf: Shelf) -> None:
    old = item("red wool socks")
    other = item("blue cotton shirt")
    await shelf.index(old, other)
    new = item("green silk socks", old.item_id)
    assert await shelf.index(new, other) == 1
    assert (await shelf.items())[old.item_id] == new.content_hash
    assert await shelf.words("wool") == {}
    assert list(await shelf.words("silk")) == [old.item_id]
    assert (await shelf.live()).items == 2


async def test_a_new_price_is_not_embedded(shelf: Shelf) -> None:
    await shelf.sell(product("Wool socks", variant("S-1", "10")))
    shelf.embedder.asked.clear()
    await shelf.sell(product("Wool socks", variant("S-1", "12")))
    assert shelf.embedder.asked == []


async def test_what_is_removed_is_gone_at_once(shelf: Shelf) -> None:
    texts = [item("red wool socks"), item("blue wool shirt")]
    await shelf.index(*texts)
    await shelf.remove(texts[0])
    assert list(await shelf.words("wool")) == [texts[1].item_id]
    assert (await shelf.live()).items == 1
    await shelf.remove(texts[0])
    assert (await shelf.live()).items == 1


async def test_a_rolled_back_change_leaves_the_index_as_it_was(shelf: Shelf) -> None:
    text = item("red wool socks")
    await shelf.index(text)
    prepared = await shelf.indexer.prepare(shelf.session, [item("green silk socks", text.item_id)])
    with pytest.raises(ZeroDivisionError):
        async with shelf.session() as session:
            await shelf.indexer.apply(session, prepared)
            raise ZeroDivisionError
    assert list(await shelf.words("wool")) == [text.item_id]
    assert len(await shelf.segments()) == 1


async def test_many_writers_lose_and_double_nothing(shelf: Shelf) -> None:
    dice = random.Random(3)
    contested = [item(random_text(dice)) for _ in range(10)]
    own = [[item(random_text(dice)) for _ in range(8)] for _ in range(6)]

    async def write(number: int) -> None:
        mine = [
            item(f"{random_text(random.Random(number))} version{number}", one.item_id) for one in contested
        ]
        await shelf.index(*own[number], *mine)
        await shelf.remove(own[number][0])

    await asyncio.gather(*(write(number) for number in range(6)))
    kept = {text.item_id for texts in own for text in texts[1:]} | {text.item_id for text in contested}
    assert set(await shelf.items()) == kept
    assert (await shelf.live()).items == len(kept)
    last = [set(await shelf.words(f"version{number}")) for number in range(6)]
    assert sum(map(len, last)) == len(contested), "each contested item is as one writer wrote it"
    assert set.union(*last) == {text.item_id for text in contested}


@pytest.mark.parametrize(("state", "takes"), [("building", True), ("ready", True), ("retired", False)])
async def test_changes_reach_every_version_that_is_not_retired(shelf: Shelf, state: str, takes: bool) -> None:
    before, changed, gone = item("old wool"), item("some wool"), item("lost wool")
    other = await shelf.add_version(state)
    await shelf.index(before, changed, gone)
    new = replace(item("new silk"), item_id=changed.item_id)
    await shelf.index(new)
    await shelf.remove(gone)
    live = await shelf.items()
    assert live == {before.item_id: before.content_hash, new.item_id: new.content_hash}
    assert await shelf.items(other) == (live if takes else {})


async def test_a_new_version_gets_what_it_lacks_and_no_more(shelf: Shelf) -> None:
    """Unchanged content is embedded for the version that does not have it, and not written to the one that has."""
    texts = [item("red wool socks"), item("blue cotton shirt")]
    await shelf.index(*texts)
    other = await shelf.add_version("building")
    assert await shelf.index(*texts) == 2
    assert await shelf.items(other) == await shelf.items()
    assert len(await shelf.segments()) == 1
    assert await shelf.index(*texts) == 0


async def test_a_change_that_was_prepared_before_a_version_began_is_prepared_again(shelf: Shelf) -> None:
    prepared = await shelf.indexer.prepare(shelf.session, [item("red wool socks")])
    await shelf.add_version("building")
    with pytest.raises(IndexVersionsChanged):
        async with shelf.session() as session:
            await shelf.indexer.apply(session, prepared)
    assert await shelf.items() == {}


async def test_products_and_passages_with_one_id_are_two_items(shelf: Shelf) -> None:
    passage = item("red wool socks")
    await shelf.index(passage, replace(passage, kind=ItemKind.PRODUCT))
    await shelf.remove(replace(passage, kind=ItemKind.PRODUCT))
    assert list(await shelf.words("wool")) == [passage.item_id]


async def test_nothing_stands_in_the_index_that_is_not_published(shelf: Shelf) -> None:
    """Documents are sent, sent anew and deleted, products sold and withdrawn: no orphan is left of any of it."""
    dice = random.Random(11)
    documents = [
        await shelf.publish(f"{n}.txt", f"{random_text(dice, 200)}.\n\nShared words.") for n in range(6)
    ]
    await shelf.publish("0.txt", random_text(dice, 200))
    sold = await shelf.sell(*(product(f"Thing {n}") for n in range(6)))
    for document in documents[2:5]:
        await shelf.unpublish(document)
    await shelf.withdraw(*list(sold.values())[:3])
    await shelf.work()
    async with shelf.session() as session:
        passages = await session.fetch(
            "SELECT DISTINCT c.passage_id AS id FROM chunk c JOIN document d ON d.published_version_id = c.document_version_id"
            " WHERE d.organization_id = $1 AND d.store_id = $2 AND d.deleted_at IS NULL",
            *session.tenant,
        )
        unheld = await session.fetchval(
            "SELECT count(*) FROM passage p WHERE organization_id = $1 AND store_id = $2"
            " AND NOT EXISTS (SELECT 1 FROM chunk c WHERE c.passage_id = p.id)",
            *session.tenant,
        )
    assert set(await shelf.items()) == {row["id"] for row in passages} | set(list(sold.values())[3:])
    assert unheld == 0
