"""What is refused by what it says, before any name is looked up, and what an opened network does not open beside it."""

import pytest
from egress_world import Names, allow

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
    ],
)
async def test_what_no_public_shop_needs_is_refused_wherever_its_name_leads(url: str) -> None:
    hosts = ("shop.example", "other.example", "db.internal", "printer.local", "intranet", "shop")
    names = Names({host: [PUBLIC] for host in hosts})
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
