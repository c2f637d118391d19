"""What is refused by what it says, before any name is looked up, and what an opened network does not open beside it."""

import socket
from typing import Any
from uuid import uuid4

import pytest
from egress_world import QUICK, Names, allow, public_site, reply

from aisle.core.http.egress import EgressRefused, GuardedFetch

PUBLIC = "93.184.216.34"


async def refused(url: str, names: Names, opened: str = "") -> bool:
    try:
        await GuardedFetch(allow(opened), names).check(url)
    except EgressRefused:
        return True
    return False


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example:80@other.example/",  # two parsers, two hosts
        "http://shop.example@other.example/",
        "http://user:password@shop.example/",
        "http://@shop.example/",
        "https://shop.example:8443/",
        "http://shop.example:443/",
        "http://db.internal/",
        "http://printer.local/",
        "http://intranet/",
        "http://shop/",
        "http://shop.example/a\\b",
        "http://shop.example/a b",
        "http://shop.example/\r\nX: y",
        "http://shop.example/\u2028",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://127.1/",
        "http://[2606:4700:4700::1111%25eth0]/",
    ],
)
async def test_what_no_public_shop_needs_is_refused_wherever_its_name_leads(url: str) -> None:
    hosts = ("shop.example", "other.example", "db.internal", "printer.local", "intranet", "shop")
    numbers = ("2130706433", "0x7f.0.0.1", "127.1")
    names = Names({host: [PUBLIC] for host in (*hosts, *numbers)})
    assert not await refused("http://shop.example/", names)
    names.asked.clear()
    assert await refused(url, names)
    assert names.asked == []


async def test_opened_network_opens_its_addresses_and_nothing_beside_them() -> None:
    names = Names({"db.internal": [PUBLIC], "shop.example": [PUBLIC], "own.example": ["10.0.0.7"]})
    assert not await refused("http://own.example:9000/", names, "10.0.0.0/8")
    assert not await refused("http://shop.example/", names, "10.0.0.0/8")
    assert await refused("http://db.internal/", names, "10.0.0.0/8")
    assert await refused("http://shop.example:9000/", names, "10.0.0.0/8")


async def test_system_is_not_asked_for_a_name_that_was_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    real = socket.getaddrinfo

    def looked_up(host: Any, *more: Any, **named: Any) -> Any:
        asked.append(host)
        return real("127.0.0.1", *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    async with public_site(lambda line: reply()) as (_, port):
        fetch = GuardedFetch(allow("127.0.0.0/8"), Names({"shop.example": ["127.0.0.1"]}))
        await fetch.get(f"http://shop.example:{port}/", tenant=uuid4(), limits=QUICK)
    assert "shop.example" not in asked
