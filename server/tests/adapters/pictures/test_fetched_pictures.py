"""Products' pictures come through the guarded way out, within bounds, and say what is wrong with them."""

from collections.abc import AsyncIterator
from uuid import uuid4

import numpy as np
import pytest
from aiohttp import web

from aisle.adapters.parsers.inline import InlineParser
from aisle.adapters.pictures import MOST_BYTES, FetchedPictures
from aisle.core.http.egress import GuardedFetch
from aisle.core.settings.egress import EgressAllow
from aisle.demo import content
from aisle.demo.painting import paint
from aisle.retrieval.pictures.ports import PictureAway, PictureRefused

TENANT = uuid4()


async def _picture(_: web.Request) -> web.Response:
    import io

    file = io.BytesIO()
    paint(content.find_picture("stonechat-28") or "").save(file, "WEBP")
    return web.Response(body=file.getvalue(), content_type="image/webp")


async def _status(request: web.Request) -> web.Response:
    headers = {"retry-after": "7"} if request.match_info["code"] == "429" else {}
    return web.Response(status=int(request.match_info["code"]), headers=headers)


async def _large(_: web.Request) -> web.Response:
    return web.Response(body=b"\xff\xd8\xff" + bytes(MOST_BYTES), content_type="image/jpeg")


async def _drawing(_: web.Request) -> web.Response:
    return web.Response(text='<svg xmlns="http://www.w3.org/2000/svg"/>', content_type="image/svg+xml")


@pytest.fixture
async def shop() -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/pack.webp", _picture)
    app.router.add_get("/status/{code}", _status)
    app.router.add_get("/large.jpg", _large)
    app.router.add_get("/drawing.svg", _drawing)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def pictures() -> AsyncIterator[FetchedPictures]:
    made = FetchedPictures(GuardedFetch(EgressAllow.parse("127.0.0.1")), InlineParser())
    yield made
    await made.close()


async def test_picture_comes_as_points(shop: str, pictures: FetchedPictures) -> None:
    points = await pictures.fetch(f"{shop}/pack.webp", TENANT)
    assert (points.shape, points.dtype) == ((256, 256, 3), np.uint8)


@pytest.mark.parametrize("path", ["status/404", "status/410", "large.jpg", "drawing.svg"])
async def test_what_will_never_be_a_picture_is_refused(
    shop: str, pictures: FetchedPictures, path: str
) -> None:
    with pytest.raises(PictureRefused):
        await pictures.fetch(f"{shop}/{path}", TENANT)


async def test_busy_shop_is_asked_later(shop: str, pictures: FetchedPictures) -> None:
    with pytest.raises(PictureAway) as away:
        await pictures.fetch(f"{shop}/status/429", TENANT)
    assert away.value.retry_after == 7
    with pytest.raises(PictureAway):
        await pictures.fetch(f"{shop}/status/503", TENANT)


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/pack.png", "file:///etc/passwd", "pack.png", "/x.png"]
)
async def test_inner_addresses_are_never_asked(pictures: FetchedPictures, address: str) -> None:
    with pytest.raises(PictureRefused):
        await pictures.fetch(address, TENANT)
