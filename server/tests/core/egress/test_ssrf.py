"""Nobody gets Aisle to ask an address inside: not by its form, its name, a redirect or a name that changes."""

import socket
from ipaddress import ip_address
from itertools import count
from uuid import UUID

import pytest
from egress_world import Attempts, Names, allow, canary_on_usual_port, outcome, public_site, reply
from ssrf_cases import INNER, PUBLIC, direct_urls, in_numbers, written_by_number

from aisle.core.http.egress import GuardedFetch, fetching, guard
from aisle.core.http.egress.networks import is_public

ENOUGH = 400
tenants = (UUID(int=n // 50 + 1) for n in count())  # each case has room in its tenant's share


async def reached(fetch: GuardedFetch, urls: list[str]) -> list[str]:
    """The addresses that were answered or tried, though they lead inside."""
    return [url for url in urls if await outcome(fetch, url, next(tenants)) != "refused"]


async def test_every_direct_form_is_refused_before_a_connection(monkeypatch) -> None:
    urls = direct_urls()
    assert len(urls) >= ENOUGH
    async with canary_on_usual_port(monkeypatch) as canary:
        attempts = Attempts(monkeypatch)
        names = Names()
        assert await reached(GuardedFetch(resolver=names), urls) == []
    assert (canary.connections, attempts.seen) == (0, [])


async def test_names_that_lead_inside_are_refused_beside_public_addresses_too(monkeypatch) -> None:
    table = {f"n{n}.shop.example": [inner] for n, inner in enumerate(INNER)}
    table |= {f"m{n}.shop.example": [PUBLIC[n % len(PUBLIC)], inner] for n, inner in enumerate(INNER)}
    async with canary_on_usual_port(monkeypatch) as canary:
        attempts = Attempts(monkeypatch)
        fetch = GuardedFetch(resolver=Names(table))
        assert await reached(fetch, [f"http://{host}/" for host in table]) == []
    assert (canary.connections, attempts.seen) == (0, [])


async def test_redirect_is_checked_like_the_first_address(monkeypatch) -> None:
    async with canary_on_usual_port(monkeypatch) as canary:
        hosts = [*written_by_number(), "inner.example"]
        places = [f"{scheme}//{host}/" for scheme in ("http:", "https:", "") for host in hosts]
        async with public_site(lambda line: reply(302, Location=there)) as (site, port):
            names = Names({"shop.example": ["127.0.0.1"], "inner.example": ["127.0.0.1"]})
            fetch = GuardedFetch(allow(f"shop.example:{port}"), names)
            for there in places:
                assert await outcome(fetch, f"http://shop.example:{port}/go", next(tenants)) == "refused", (
                    there
                )
            assert len(site.asked) == len(places)
    assert canary.connections == 0


async def test_name_that_changes_between_the_check_and_the_connection_is_looked_up_once(monkeypatch) -> None:
    async with canary_on_usual_port(monkeypatch) as canary:
        attempts = Attempts(monkeypatch)
        names = Names({"rebind.example": [["8.8.8.8"], ["127.0.0.1"]]})
        seen = []

        def keep(addresses, limits, trust):
            seen.append([str(one) for one in addresses])
            raise OSError  # no network is needed to see where it would have gone

        monkeypatch.setattr(fetching, "open_session", keep)
        await outcome(GuardedFetch(resolver=names), "http://rebind.example/", next(tenants))
        assert (seen, names.asked) == ([["8.8.8.8"]], ["rebind.example"])
    assert (canary.connections, attempts.seen) == (0, [])


async def test_second_try_and_next_redirect_look_the_name_up_anew(monkeypatch) -> None:
    """A name may rebind between two hops: each hop is checked with what the name is then."""
    async with (
        canary_on_usual_port(monkeypatch) as canary,
        public_site(lambda line: reply(302, Location="http://rebind.example/")) as (_, port),
    ):
        names = Names({"rebind.example": [["127.0.0.1"]], "shop.example": ["127.0.0.1"]})
        fetch = GuardedFetch(allow(f"shop.example:{port}"), names)
        assert await outcome(fetch, f"http://shop.example:{port}/", next(tenants)) == "refused"
    assert (canary.connections, names.asked) == (0, ["shop.example", "rebind.example"])


async def test_proxies_of_the_environment_are_not_used(monkeypatch) -> None:
    async with canary_on_usual_port(monkeypatch) as canary, public_site(lambda line: reply()) as (_, port):
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
        fetch = GuardedFetch(allow(f"shop.example:{port}"), Names({"shop.example": ["127.0.0.1"]}))
        assert await outcome(fetch, f"http://shop.example:{port}/", next(tenants)) == "answered"
    assert canary.connections == 0


async def test_canary_is_reached_without_the_check_of_addresses(monkeypatch) -> None:
    """The cases are real: each defence, taken away, lets somebody in."""
    async with canary_on_usual_port(monkeypatch) as canary:
        monkeypatch.setattr(guard, "is_public", lambda address: True)
        attempts = Attempts(monkeypatch)
        fetch = GuardedFetch(resolver=Names({"inner.example": ["127.0.0.1"]}))
        for host in ("inner.example", "127.0.0.1", "[::ffff:127.0.0.1]"):
            assert await outcome(fetch, f"http://{host}:{canary.port}/", next(tenants)) == "answered"
    assert (canary.connections, len(attempts.seen)) == (3, 3)


def test_addresses_in_odd_numbers_do_lead_inside_for_the_systems_resolver() -> None:
    """Why the forms are refused: a resolver takes these for loopback."""

    def leads(host: str) -> str | None:
        try:
            return str(socket.getaddrinfo(host, None, socket.AF_INET, flags=socket.AI_NUMERICHOST)[0][4][0])
        except (OSError, UnicodeError):
            return None

    assert [leads(form) for form in in_numbers("127.0.0.1")].count("127.0.0.1") >= 8


@pytest.mark.parametrize("address", INNER)
def test_inner_address_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))
