"""Photos as weapons: others' photos, files that are no photos, files that are more than photos, and too many of them."""

import io
import struct
import zlib
from uuid import uuid4

from PIL import Image
from web_photos import attached, drawn, jpeg, sent_photo, upload, uploaded
from web_shops import Caller, Shop, Site


def problem(answer: object) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]  # type: ignore[attr-defined]


async def test_foreign_photo_answers_exactly_like_an_absent_one(site: Site, shop: Shop) -> None:
    other = await site.open_filled_shop(shop.store.organization_id)
    foreign = await uploaded(shop.other_shopper)
    elsewhere = await uploaded(other.shopper)
    absent = str(uuid4())

    async def answers(caller: Caller, photo: str) -> list[object]:
        said = await caller.post("/chat", json={"message": "this", "attachments": attached(photo)})
        seen, gone = await caller.get(f"/photos/{photo}"), await caller.delete(f"/photos/{photo}")
        return [(one.status_code, {**one.json(), "instance": ""}) for one in (said, seen, gone)]

    expected = await answers(shop.shopper, absent)
    assert [one[0] for one in expected] == [404, 404, 404]  # type: ignore[index]
    strip = [
        [(code, {k: v for k, v in body.items() if k not in ("instance", "request_id")}) for code, body in one]
        for one in (expected, await answers(shop.shopper, foreign), await answers(shop.shopper, elsewhere))
    ]  # type: ignore[misc]
    assert strip[0] == strip[1] == strip[2]
    assert (await shop.other_shopper.get(f"/photos/{foreign}")).status_code == 200


async def test_photo_of_one_chat_is_not_sent_in_another(shop: Shop) -> None:
    photo = await sent_photo(shop.shopper)
    answer = await shop.shopper.post(
        "/chat",
        json={"message": "again", "attachments": attached(photo), "client_message_id": "another-chat"},
    )
    assert problem(answer) == (409, "photo_used")


async def test_picture_that_unpacks_to_gigabytes_is_refused(shop: Shop) -> None:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    packed = zlib.compress(bytes(10_000_000), 9)
    bomb = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", packed) + part(b"IEND", b"")
    answer = await upload(shop.shopper, bomb, "image/png")
    assert problem(answer) == (422, "photo_refused")
    assert answer.json()["reason"] == "too_large"


async def test_what_stands_behind_or_within_a_photo_is_gone(shop: Shop) -> None:
    page = b"<html><script>alert(document.domain)</script></html>"
    archive = io.BytesIO()
    drawn().save(archive, "JPEG", comment=page)
    photo = await uploaded(shop.shopper, archive.getvalue() + page + b"PK\x03\x04" + bytes(64))
    shown = await shop.shopper.get(f"/photos/{photo}")
    assert (b"<script" in shown.content, b"PK\x03\x04" in shown.content) == (False, False)
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]


async def test_moving_tiny_and_foreign_kinds_of_pictures_are_refused(shop: Shop) -> None:
    moving, tiny, gif = io.BytesIO(), io.BytesIO(), io.BytesIO()
    drawn().save(moving, "WEBP", save_all=True, append_images=[drawn().rotate(90)], duration=100)
    Image.new("RGB", (8, 8)).save(tiny, "PNG")
    drawn().save(gif, "GIF")
    for file in (moving, tiny, gif, io.BytesIO(b"GIF89a"), io.BytesIO(jpeg()[:900])):
        assert problem(await upload(shop.shopper, file.getvalue(), "image/png")) == (422, "photo_refused")


async def test_strip_that_loses_its_shorter_side_is_refused_before_it_is_sent(shop: Shop) -> None:
    for size in ((40, 4000), (4000, 40)):
        strip = io.BytesIO()
        Image.effect_noise(size, 80).save(strip, "PNG")
        answer = await upload(shop.shopper, strip.getvalue(), "image/png")
        assert problem(answer) == (422, "photo_refused")


async def test_upload_that_is_too_large_is_refused_before_it_is_read(shop: Shop) -> None:
    answer = await upload(shop.shopper, b"\xff\xd8\xff" + bytes(9 * 2**20))
    assert problem(answer) == (413, "too_large")


async def test_photos_that_are_never_sent_do_not_pile_up(site: Site, shop: Shop) -> None:
    shopper = await shop.start_shopper()
    small = jpeg(drawn().resize((40, 40)))
    for _ in range(10):
        assert (await upload(shopper, small)).status_code == 201
    answer = await upload(shopper, small)
    assert problem(answer) == (429, "too_many_photos")
    assert int(answer.headers["retry-after"]) > 0
    await shop.sql(
        "UPDATE photo SET created_at = now() - interval '2 hours' WHERE organization_id = $1",
        shop.store.organization_id,
    )
    assert (await upload(shopper, small)).status_code == 201


async def test_more_photos_than_a_message_takes_are_refused(shop: Shop) -> None:
    ids = [str(uuid4()) for _ in range(4)]
    answer = await shop.shopper.post("/chat", json={"message": "x", "attachments": attached(*ids)})
    assert answer.status_code == 422
