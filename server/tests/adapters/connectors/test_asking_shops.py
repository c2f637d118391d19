"""How connectors ask: within the shop's limits, again when it may help, and every answer becomes one of few kinds."""

import pytest

from aisle.adapters.connectors.asking import ATTEMPTS, Asking
from aisle.core.http import Timing
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer, Politeness, Request

GET = Request("GET", "https://shop.example/a?key=canary")


class Scripted:
    """Answers as written down, the last one for ever; remembers when it was asked."""

    def __init__(self, *answers) -> None:
        self.answers, self.at, self.asked = list(answers), 0.0, []

    async def send(self, request: Request) -> Answer:
        self.asked.append(self.at)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        status, body, headers = answer
        return Answer(request.url, status, headers, body)

    async def sleep(self, seconds: float) -> None:
        self.at += seconds

    def asking(self, politeness: Politeness | None = None) -> Asking:
        timing = Timing(lambda: self.at, self.sleep, lambda: 0.5)
        return Asking(self, politeness or Politeness(per_second=1000), timing)


def said(status: int, body: bytes = b"{}", **headers: str) -> tuple:
    return status, body, {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, FixCredentials),
        (403, ShopRefused),
        (404, ShopNotFound),
        (410, ShopNotFound),
        (429, RetryLater),
        (503, RetryLater),
        (418, BrokenData),
    ],
)
async def test_every_status_becomes_one_of_few_kinds(status, kind) -> None:
    with pytest.raises(kind):
        await Scripted(said(status)).asking().ask(GET, repeatable=False)


async def test_what_may_help_is_tried_again_but_not_for_ever() -> None:
    shop = Scripted(said(502))
    with pytest.raises(RetryLater):
        await shop.asking().ask(GET)
    assert len(shop.asked) == ATTEMPTS
    shop = Scripted(RetryLater("away"), said(200, b'{"a": 1}'))
    assert await shop.asking().json(GET) == {"a": 1}


async def test_what_must_not_be_sent_twice_is_not() -> None:
    shop = Scripted(said(502))
    with pytest.raises(RetryLater):
        await shop.asking().ask(Request("POST", GET.url))
    assert len(shop.asked) == 1


async def test_shop_that_asks_for_rest_gets_it() -> None:
    shop = Scripted(said(429, retry_after="30"), said(200))
    await shop.asking().ask(GET)
    assert shop.asked[1] - shop.asked[0] >= 30
    shop = Scripted(said(429, retry_after="3000"))
    with pytest.raises(RetryLater) as caught:
        await shop.asking().ask(GET)
    assert (caught.value.retry_after, len(shop.asked)) == (3000, 1)  # so long is left to the sync


async def test_requests_keep_their_distance() -> None:
    shop = Scripted(said(200))
    asking = shop.asking(Politeness(at_once=4, per_second=2))
    for _ in range(5):
        await asking.ask(GET)
    assert shop.asked == [0, 0.5, 1.0, 1.5, 2.0]


async def test_page_in_place_of_json_is_named_without_its_secrets() -> None:
    with pytest.raises(BrokenData) as caught:
        await Scripted(said(200, b"<html>", content_type="text/html")).asking().json(GET)
    assert "text/html" in caught.value.detail
    assert "canary" not in caught.value.detail


async def test_numbers_stay_as_they_are_written() -> None:
    answer = await Scripted(said(200, b'{"price": 19.990}')).asking().json(GET)
    assert str(answer["price"]) == "19.990"
