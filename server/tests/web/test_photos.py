"""A photo finds the products that look like it: alone, with words, and honestly when nothing is like it."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from web_photos import (
    attached,
    drawn,
    jpeg,
    jpeg_with_place,
    read_pictures,
    sent_photo,
    upload,
    uploaded,
)
from web_shops import Shop, Site

from aisle.demo import content


def goods() -> list[dict[str, Any]]:
    """Some of the demo shop's products of different kinds, with their pictures."""
    kinds: dict[str, dict[str, Any]] = {}
    for one in content.products():
        kinds.setdefault(content.kind_of(str(one["handle"])), dict(one))
    chosen = [*kinds.values()][:12]
    fields = (
        "handle",
        "title",
        "description",
        "brand",
        "category",
        "images",
        "attributes",
        "options",
        "variants",
    )
    return [{name: one[name] for name in fields} for one in chosen]


@pytest.fixture
async def own_shop(site: Site) -> Shop:
    """A shop that this test may change, and whose index holds pictures."""
    return await site.open_shop(looks=True)


@pytest.fixture(scope="module")
async def gallery(site: Site) -> Shop:
    """A shop whose products have pictures that were read."""
    shop = await site.open_shop(looks=True)
    await shop.import_products(goods())
    await read_pictures(shop)
    return shop


def cards(reply: dict[str, Any]) -> list[str]:
    return [one["data"]["handle"] for one in reply["message"]["parts"] if one["type"] == "data-product"]


async def test_photo_alone_finds_the_product_on_it(gallery: Shop) -> None:
    handle = str(goods()[3]["handle"])
    photo = drawn(handle).rotate(12, fillcolor=(236, 235, 228)).resize((180, 180))
    reply = await gallery.shopper.ask("", attachments=attached(await uploaded(gallery.shopper, jpeg(photo))))
    assert cards(reply)[0] == handle
    assert reply["message"]["metadata"]["label"] == "Looked at your photo"
    assert "shape and colour" in reply["message"]["text"]
    assert not reply["message"]["metadata"]["abstained"]


async def test_words_limit_what_looks_alike(gallery: Shop) -> None:
    wanted = goods()[3]
    price = max(float(one["price"]) for one in wanted["variants"])
    photo = await uploaded(gallery.shopper, jpeg(drawn(str(wanted["handle"]))))
    reply = await gallery.shopper.ask(f"under £{int(price) // 2}", attachments=attached(photo))
    assert str(wanted["handle"]) not in cards(reply) or "Nothing that looks like" in reply["message"]["text"]
    limits = [one for one in reply["message"]["parts"] if one["type"] == "data-filter"]
    assert [one["data"]["field"] for one in limits] == ["price"]


async def test_photo_of_nothing_sold_says_what_to_photograph(gallery: Shop) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (200, 200, 3)).astype(np.uint8)
    photo = await uploaded(gallery.shopper, jpeg(Image.fromarray(noise)))
    reply = await gallery.shopper.ask("", attachments=attached(photo))
    assert cards(reply) == []
    assert reply["message"]["metadata"]["abstained"]
    assert "Photograph one thing" in reply["message"]["text"]


async def test_shop_without_pictures_says_so(site: Site) -> None:
    shop = await site.open_filled_shop()
    photo = await uploaded(shop.shopper)
    reply = await shop.shopper.ask("", attachments=attached(photo))
    assert "can’t compare photos" in reply["message"]["text"]


async def test_what_is_kept_has_no_place_and_is_shown_to_its_shopper(gallery: Shop) -> None:
    sent = jpeg_with_place()
    assert b"front door" in sent
    photo = await uploaded(gallery.shopper, sent)
    shown = await gallery.shopper.get(f"/photos/{photo}")
    assert shown.headers["content-type"] == "image/jpeg"
    assert (b"front door" in shown.content, b"Exif" in shown.content) == (False, False)
    assert not Image.open(io.BytesIO(shown.content)).getexif()
    kept = await gallery.sql(
        "SELECT sealed FROM photo WHERE organization_id = $1", gallery.store.organization_id
    )
    assert all(not one["sealed"].startswith(b"\xff\xd8") for one in kept)


async def test_message_read_back_names_its_photo(gallery: Shop) -> None:
    photo = await uploaded(gallery.shopper)
    reply = await gallery.shopper.ask("what is this?", attachments=attached(photo))
    page = await gallery.shopper.json(f"/conversations/{reply['conversation_id']}/messages")
    parts = page["items"][0]["parts"]
    assert [one["data"] for one in parts if one["type"] == "data-photo"] == [{"id": photo}]
    trace = await gallery.reader.json(f"/messages/{reply['message']['id']}/trace")
    assert trace["steps"][0]["name"] == "photo"
    assert trace["query"]["photo"]["alike"] >= 1


async def test_deleting_the_chat_deletes_its_photo(gallery: Shop) -> None:
    photo = await uploaded(gallery.shopper)
    reply = await gallery.shopper.ask("", attachments=attached(photo))
    assert (await gallery.shopper.get(f"/photos/{photo}")).status_code == 200
    assert (await gallery.shopper.delete(f"/conversations/{reply['conversation_id']}")).status_code == 204
    assert (await gallery.shopper.get(f"/photos/{photo}")).status_code == 404
    assert (await gallery.secret.get(f"/photos/{photo}")).status_code == 404


async def test_photo_is_taken_back_until_it_is_sent(gallery: Shop) -> None:
    unsent, sent = await uploaded(gallery.shopper), await sent_photo(gallery.shopper)
    assert (await gallery.shopper.delete(f"/photos/{unsent}")).status_code == 204
    assert (await gallery.shopper.get(f"/photos/{unsent}")).status_code == 404
    assert (await gallery.shopper.delete(f"/photos/{sent}")).status_code == 409


async def test_picture_that_cannot_be_read_is_told_and_a_new_address_is_read(own_shop: Shop) -> None:
    def of(url: str) -> list[dict[str, Any]]:
        return [{"handle": "pack", "title": "Pack", "price": "9.00", "images": [url]}]

    await own_shop.import_products(of("/demo/pictures/none-such.svg"))
    await read_pictures(own_shop)
    quality = await own_shop.reader.json("/product-quality?lack=unreadable_image")
    assert [one["handle"] for one in quality["items"]] == ["pack"]
    await own_shop.import_products(of("/demo/pictures/stonechat-28.svg"))
    await read_pictures(own_shop)
    assert (await own_shop.reader.json("/product-quality"))["lacking"]["unreadable_image"] == 0
    reply = await own_shop.shopper.ask("", attachments=attached(await uploaded(own_shop.shopper)))
    assert cards(reply) == ["pack"]
    rows = await own_shop.sql(
        "SELECT address FROM picture WHERE organization_id = $1", own_shop.store.organization_id
    )
    assert [one["address"] for one in rows] == ["/demo/pictures/stonechat-28.svg"]


async def test_another_index_version_answers_photos_as_soon_as_it_is_live(own_shop: Shop) -> None:
    await own_shop.import_products(
        [{"handle": "pack", "title": "Pack", "price": "9.00", "images": ["/demo/pictures/stonechat-28.svg"]}]
    )
    await read_pictures(own_shop)
    built = await own_shop.secret.post("/index/versions", json={"chunking": {"size_tokens": 60}})
    assert built.status_code in (201, 202), built.text
    await own_shop.work()
    version = built.json()["id"]
    for path in (f"/index/versions/{version}/activate", "/index/versions/rollback"):
        assert (await own_shop.secret.post(path)).status_code == 200
        reply = await own_shop.shopper.ask("", attachments=attached(await uploaded(own_shop.shopper)))
        assert cards(reply) == ["pack"]


async def test_upload_without_a_photo_is_refused(gallery: Shop) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script>alert(1)</script></svg>'
    refused = await upload(gallery.shopper, svg)
    assert (refused.status_code, refused.json()["code"]) == (422, "photo_refused")
    assert (await upload(gallery.shopper, svg, "image/svg+xml")).status_code == 415
