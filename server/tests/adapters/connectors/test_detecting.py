"""A shop's platform is told from its address, with few requests and no credentials."""

from dataclasses import dataclass, field

import pytest

from aisle.adapters.connectors import KINDS
from aisle.adapters.connectors.detecting import MOST_REQUESTS, detect
from aisle.sources.errors import BrokenData, RetryLater, ShopRefused
from aisle.sources.ports import Answer, Detected, Request

HOME = "https://shop.example/"


@dataclass
class Shop:
    """Answers by path; everything else is missing."""

    pages: dict[str, bytes]
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def send(self, request: Request) -> Answer:
        assert request.method == "GET"
        assert not request.credentials
        self.asked.append(request.url)
        path = "/" + request.url.split("/", 3)[3]
        found = path in self.pages
        return Answer(
            request.url,
            200 if found else 404,
            {"content-type": "text/html", **self.headers},
            self.pages.get(path, b"no"),
        )


@dataclass
class Guess:
    """A kind with an opinion."""

    name: str
    certainty: float
    failing: Exception | None = None
    asks: int = 1

    async def detect(self, address, outside) -> Detected | None:
        for number in range(self.asks):
            await outside.send(Request("GET", f"{address}{number or ''}"))
        if self.failing:
            raise self.failing
        return Detected(self.name, self.certainty, {}, "a sign") if self.certainty else None


async def names(shop, *kinds) -> list[str]:
    return [one.kind for one in await detect("shop.example", kinds, shop)]


async def test_the_surest_comes_first_and_a_web_site_last() -> None:
    shop = Shop({"/": b"<html>"})
    kinds = [Guess("website", 0.9), Guess("a", 0.2), Guess("b", 0.8), Guess("c", 0)]
    assert await names(shop, *kinds) == ["b", "a", "website"]


async def test_one_page_is_asked_once_for_all_kinds() -> None:
    shop = Shop({"/": b"<html>"})
    await names(shop, Guess("a", 1), Guess("b", 1), Guess("c", 1))
    assert shop.asked == [HOME]


async def test_a_kind_that_fails_says_nothing_and_the_others_do() -> None:
    shop = Shop({"/": b"<html>"})
    kinds = [Guess("a", 1, BrokenData("x")), Guess("b", 1, RetryLater("x")), Guess("c", 0.5)]
    assert await names(shop, *kinds) == ["c"]


async def test_few_requests_in_all() -> None:
    shop = Shop({"/": b"<html>"})
    assert await names(shop, Guess("greedy", 1, asks=1_000)) == []
    assert len(shop.asked) <= MOST_REQUESTS


@pytest.mark.parametrize("address", ["", "ftp://shop.example", "https://u:p@shop.example", "http://[::1"])
async def test_what_is_no_address_is_refused(address) -> None:
    with pytest.raises(ShopRefused):
        await detect(address, [Guess("a", 1)], Shop({}))


async def test_shop_that_nobody_answers_for_is_told() -> None:
    class Away:
        async def send(self, request):
            raise RetryLater("away")

    with pytest.raises(RetryLater):
        await detect("shop.example", [Guess("a", 1)], Away())


async def test_kinds_that_exist_know_their_shops_and_no_others() -> None:
    plain = await detect(HOME, KINDS.values(), Shop({"/": b"<html><title>Our shop</title></html>"}))
    assert [one.kind for one in plain][-1] == "website"
    assert all(one.certainty < 0.5 for one in plain)
    shopify = Shop({"/": b'<script>Shopify.shop = "bags.myshopify.com";</script>'}, {"x-shopid": "1"})
    assert (await detect(HOME, KINDS.values(), shopify))[0].kind == "shopify"
    woo = Shop({"/": b"<html>", "/wp-json/": b'{"namespaces": ["wp/v2", "wc/v3"]}'})
    assert (await detect(HOME, KINDS.values(), woo))[0].kind == "woocommerce"


async def test_options_that_are_filled_in_fit_the_kind() -> None:
    found = await detect("shop.example/start?utm_source=x", KINDS.values(), Shop({"/start": b"<html>"}))
    assert (
        KINDS["website"].options.model_validate(dict(found[-1].options)).address
        == "https://shop.example/start"
    )
