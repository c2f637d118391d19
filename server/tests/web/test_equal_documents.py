"""One text that two sources bring is found once and cited from each; when one of them goes, the other answers."""

from test_chat import parts_of
from web_shops import Json, Shop
from web_sources import connect, open_fake_shop

from aisle.sources.records import DocumentRecord

TEXT = b"# Kite repairs\n\nWe mend torn kites within nine days, and lend you another one meanwhile.\n"
QUESTION = "How long does it take to mend a torn kite?"


def page(title: str = "Kite repairs") -> DocumentRecord:
    return DocumentRecord("kites", "kites.md", TEXT, media_type="text/markdown", title=title)


async def source_with(shop: Shop, *records: DocumentRecord) -> Json:
    source = await connect(shop, open_fake_shop(shop, *records)[0], resources=["documents"])
    await shop.secret.post(f"/sources/{source['id']}/sync", json={})
    await shop.work()
    return source


async def cited(shop: Shop) -> Json:
    """Ask, and open the one citation."""
    (citation,) = parts_of((await shop.shopper.ask(QUESTION))["message"], "citation")
    return await shop.shopper.json(f"/citations/{citation['id']}")


async def origins(shop: Shop, document: str) -> Json:
    return await shop.secret.json(f"/documents/{document}/origins")


async def test_an_equal_text_is_cited_from_each_of_its_sources_and_outlives_one(own_shop: Shop) -> None:
    first = await source_with(own_shop, page())
    alone = await cited(own_shop)
    assert alone["also"] == []
    assert (await origins(own_shop, alone["document_id"]))["same"] == []
    second = await source_with(own_shop, page())
    both = await cited(own_shop)
    assert both["document_id"] != alone["document_id"]  # the newest is named first
    beside = {"document_id": alone["document_id"], "title": "Kite repairs", "url": None}
    assert both["also"] == [beside]
    shown = await origins(own_shop, both["document_id"])
    assert [one["source"] for one in shown["items"]] == [second["name"]]
    assert shown["same"] == [beside | {"source_id": first["id"], "source": first["name"]}]
    assert (await own_shop.secret.call("DELETE", f"/sources/{second['id']}")).status_code == 202
    await own_shop.work()
    left = await cited(own_shop)
    assert (left["document_id"], left["also"]) == (alone["document_id"], [])
    assert left["quote"] == both["quote"]


async def test_what_is_for_some_shoppers_alone_is_named_to_the_merchant_alone(own_shop: Shop) -> None:
    await source_with(own_shop, page())
    first = (await cited(own_shop))["document_id"]
    await source_with(own_shop, page())
    await own_shop.sql(
        "UPDATE document_version v SET markets = '{ch}' FROM document d"
        " WHERE d.id = $1 AND v.id = d.published_version_id",
        first,
    )
    both = await cited(own_shop)
    assert both["also"] == []
    assert [one["document_id"] for one in (await origins(own_shop, both["document_id"]))["same"]] == [first]
