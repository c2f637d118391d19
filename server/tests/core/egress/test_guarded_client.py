"""Many requests over kept connections: what a shop answers is handed on, and nothing inside is asked."""

import gzip

import pytest
from egress_world import Names, allow, canary_on_usual_port, public_site, reply
from ssrf_cases import direct_urls

from aisle.core.http import OutsideNonsense, OutsideUnavailable
from aisle.core.http.egress import Call, EgressRefused, GuardedClient, GuardedFetch

HOME = ["127.0.0.1"]


async def asked(client: GuardedClient, url: str, **more) -> tuple[int, bytes]:
    async with client.open(Call("GET", url, {}, **more)) as answer:
        return answer.status, b"".join([portion async for portion in answer.portions])


def client_of(port: int, *hosts: str) -> GuardedClient:
    opened = allow(",".join(f"{host}:{port}" for host in hosts))
    return GuardedFetch(opened, Names(dict.fromkeys(hosts, HOME))).client()


async def test_every_status_is_an_answer() -> None:
    def script(line: str) -> bytes:
        status = int(line.split("/")[1][:3])
        return reply(status, b"" if status == 304 else b"said")

    async with public_site(script) as (_, port):
        client = client_of(port, "shop.example")
        for status in (200, 304, 404, 429, 500):
            assert (await asked(client, f"http://shop.example:{port}/{status}"))[0] == status
        await client.close()


async def test_no_form_of_an_inner_address_is_asked(monkeypatch) -> None:
    async with canary_on_usual_port(monkeypatch) as canary:
        client = GuardedFetch(resolver=Names()).client()
        for url in direct_urls():
            with pytest.raises(EgressRefused):
                await asked(client, url)
        assert canary.connections == 0
        await client.close()


async def test_name_that_leads_home_later_is_not_asked(monkeypatch) -> None:
    async with canary_on_usual_port(monkeypatch) as canary:
        client = GuardedFetch(resolver=Names({"shop.example": [["93.184.216.34"], HOME]})).client()
        with pytest.raises(EgressRefused):
            await asked(client, f"http://shop.example:{canary.port}/")
        assert canary.connections == 0
        await client.close()


async def test_redirect_inside_is_refused_and_credentials_stay_with_the_first_origin() -> None:
    places = {"/in": "http://127.0.0.1:1/", "/on": "http://other.example:{port}/end"}

    def script(line: str) -> bytes:
        path = line.split()[1]
        return reply(302, Location=places[path].format(port=port)) if path in places else reply()

    async with public_site(script) as (site, port):
        client = client_of(port, "shop.example", "other.example")
        secret = {"X-Token": "canary"}
        await asked(client, f"http://shop.example:{port}/on", credentials=secret)
        assert [headers.get("x-token") for _, headers, _ in site.asked] == ["canary", None]
        with pytest.raises(EgressRefused):
            await asked(client, f"http://shop.example:{port}/in", credentials=secret)
        await client.close()


async def test_redirect_is_the_answer_where_none_is_followed() -> None:
    async with public_site(lambda line: reply(301, Location="http://127.0.0.1:1/in")) as (site, port):
        client = client_of(port, "shop.example")
        assert (await asked(client, f"http://shop.example:{port}/", redirects=0))[0] == 301
        assert len(site.asked) == 1
        await client.close()


async def test_credentials_go_over_tls_alone() -> None:
    client = GuardedFetch(resolver=Names({"shop.example": ["93.184.216.34"]})).client()
    with pytest.raises(EgressRefused, match="https"):
        await asked(client, "http://shop.example/", credentials={"X-Token": "canary"})


async def test_line_end_in_a_token_is_refused() -> None:
    client = GuardedFetch(resolver=Names({"shop.example": ["93.184.216.34"]})).client()
    with pytest.raises(EgressRefused, match="line end"):
        await asked(client, "https://shop.example/", credentials={"X-Token": "a\r\nHost: other"})
    await client.close()


async def test_packed_answers_are_counted_unpacked() -> None:
    bomb = gzip.compress(b"0" * 50 * 2**20)
    async with public_site(lambda line: reply(body=bomb, Content_Encoding="gzip")) as (_, port):
        client = client_of(port, "shop.example")
        url = f"http://shop.example:{port}/"
        with pytest.raises(OutsideNonsense, match="bytes"):
            await asked(client, url, most_bytes=2**20)
        assert await asked(client, url, most_bytes=2**26) == (200, b"0" * 50 * 2**20)
        await client.close()


async def test_answer_that_breaks_off_is_no_answer() -> None:
    async with public_site(lambda line: reply(body=b"half", Content_Length=8)) as (_, port):
        client = client_of(port, "shop.example")
        with pytest.raises(OutsideUnavailable):
            await asked(client, f"http://shop.example:{port}/")
        await client.close()
