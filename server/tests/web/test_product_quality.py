"""What products lack is told by product and summed over the store, with how often answers showed them."""

from web_shops import RUCKSACK_QUESTION, Site


async def test_what_is_lacking_is_told_with_how_often_a_product_was_shown(site: Site) -> None:
    shop = await site.open_filled_shop()
    bare = {"handle": "peg", "title": "Aluminium peg", "price": "2.00"}
    whole = {
        "handle": "stove",
        "title": "Ridge stove",
        "description": "A stove for two people that boils a litre of water in four minutes, even in a strong wind.",
        "category": "Stoves",
        "attributes": {"Weight": "310 g"},
        "price": "60.00",
        "images": ["https://shop.example/stove.jpg"],
    }
    await shop.import_products([bare, whole])
    for caller in (shop.shopper, shop.other_shopper):
        for _ in range(2):
            await caller.ask(RUCKSACK_QUESTION)
    found = await shop.reader.json("/product-quality")
    by_handle = {one["handle"]: one for one in found["items"]}
    assert [one["title"] for one in found["items"]] == sorted(one["title"] for one in found["items"])
    assert by_handle["stove"]["lacks"] == []
    assert by_handle["peg"]["lacks"] == ["no_image", "no_category", "no_attributes", "thin_text"]
    assert (by_handle["fell-28"]["shown"], by_handle["peg"]["shown"]) == (4, 0)
    assert (found["products"], found["lacking"]["no_category"], found["lacking"]["no_price"]) == (5, 1, 0)
    only = await shop.reader.json("/product-quality?lack=no_category")
    assert [one["handle"] for one in only["items"]] == ["peg"]
    page = await shop.reader.json("/product-quality?limit=3")
    rest = await shop.reader.json(f"/product-quality?limit=3&cursor={page['next_cursor']}")
    handles = [one["handle"] for one in (*page["items"], *rest["items"])]
    assert sorted(handles) == sorted(by_handle)
    assert rest["next_cursor"] is None
