"""What the guard lets through is bounded in bytes, time, hops and tries, and takes no credential elsewhere."""

import asyncio
import gzip
from uuid import uuid4

import pytest
from egress_world import QUICK, Names, allow, public_site, reply

from aisle.core.errors import InvalidInput
from aisle.core.http import OutsideNonsense, OutsideRefused, OutsideUnavailable, Timing
from aisle.core.http.egress import EgressPaceExceeded, EgressRefused, GuardedFetch, Limits, Target
from aisle.core.http.egress.pace import AT_ONCE, PER_MINUTE
from aisle.core.settings import SettingsRefused, load_settings

NAMES = {"idp.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}
KEY = {"Authorization": "Basic canary"}


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def timing(self) -> Timing:
        return Timing(lambda: self.at, self.sleep, lambda: 0.5)

    async def sleep(self, seconds: float) -> None:
        self.at += seconds


def guarded(port: int, clock: Clock | None = None) -> GuardedFetch:
    rule = allow(f"idp.example:{port}, other.example:{port}")
    return GuardedFetch(rule, Names(NAMES), (clock or Clock()).timing())


async def get(port: int, path="/", host="idp.example", limits=QUICK, **more):
    return await guarded(port).get(f"http://{host}:{port}{path}", tenant=uuid4(), limits=limits, **more)


async def test_answer_comes_with_its_type_and_the_host_is_the_one_that_was_named() -> None:
    script = lambda line: reply(200, b'{"a":1}', Content_Type="Application/JSON; charset=utf-8")  # noqa: E731
    async with public_site(script) as (site, port):
        fetched = await get(port, "/keys?x=1", headers={"Accept": "application/json"})
    [(line, headers, _)] = site.asked
    assert (fetched.body, fetched.media_type, fetched.status) == (b'{"a":1}', "application/json", 200)
    assert (line, headers["host"]) == ("GET /keys?x=1 HTTP/1.1", f"idp.example:{port}")
    assert headers["accept-encoding"] == "identity"


async def test_form_is_posted_once_with_its_credentials() -> None:
    async with public_site(lambda line: reply(503)) as (site, port):
        url = f"http://idp.example:{port}/token"
        with pytest.raises(OutsideUnavailable):
            await guarded(port).post(url, {"code": "a b&c"}, tenant=uuid4(), credentials=KEY)
    [(line, headers, body)] = site.asked
    assert (line, body, headers["authorization"]) == ("POST /token HTTP/1.1", b"code=a+b%26c", "Basic canary")


async def test_form_is_not_sent_along_with_a_redirect() -> None:
    async with public_site(lambda line: reply(307, Location="/elsewhere")) as (site, port):
        with pytest.raises(OutsideNonsense):
            await guarded(port).post(f"http://idp.example:{port}/token", {"code": "x"}, tenant=uuid4())
    assert len(site.asked) == 1


@pytest.mark.parametrize(("there", "kept"), [("/next", True), ("http://other.example:{port}/next", False)])
async def test_credentials_stay_with_the_host_that_was_named(there: str, kept: bool) -> None:
    def script(line: str) -> bytes:
        return reply() if "next" in line else reply(302, Location=there.format(port=port))

    async with public_site(script) as (site, port):
        await get(port, credentials=KEY)
    assert ["authorization" in headers for _, headers, _ in site.asked] == [True, kept]


async def test_credentials_do_not_come_back_after_a_detour_to_another_scheme_or_port() -> None:
    target = Target.parse("https://idp.example/x")
    others = ("http://idp.example/", "https://idp.example:8443/", "https://idp.example.evil.example/")
    assert all(Target.parse(one).origin != target.origin for one in others)


async def test_redirect_from_https_to_http_is_refused() -> None:
    with pytest.raises(EgressRefused):
        Target.parse("https://idp.example/").follow("http://idp.example/")


@pytest.mark.parametrize("hops", [3, 4])
async def test_three_redirects_are_followed_and_no_more(hops: int) -> None:
    def script(line: str) -> bytes:
        at = int(line.split()[1].strip("/"))
        return reply(302, Location=f"/{at + 1}") if at < hops else reply()

    async with public_site(script) as (site, port):
        if hops == 3:
            assert (await get(port, "/0")).url.path == "/3"
        else:
            with pytest.raises(OutsideNonsense, match="too often"):
                await get(port, "/0")
    assert len(site.asked) == 4


@pytest.mark.parametrize("length", [2_001, None])
async def test_answer_that_is_too_long_is_broken_off_with_and_without_its_length(length) -> None:
    async with public_site(lambda line: reply(200, b"x" * 2_001, Content_Length=length)) as (_, port):
        with pytest.raises(OutsideNonsense, match="more than 2,000"):
            await get(port, limits=Limits(bytes=2_000, attempts=1))


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "x-gzip, gzip"])
async def test_compressed_answer_is_refused(encoding: str) -> None:
    script = lambda line: reply(200, gzip.compress(bytes(10**6)), Content_Encoding=encoding)  # noqa: E731
    async with public_site(script) as (_, port):
        with pytest.raises(OutsideNonsense, match="compressed"):
            await get(port)


@pytest.mark.parametrize("media_type", ["text/html", "", "application/jsonp"])
async def test_other_types_than_those_asked_for_are_refused(media_type: str) -> None:
    async with public_site(lambda line: reply(Content_Type=media_type)) as (_, port):
        with pytest.raises(OutsideNonsense, match="another type"):
            await get(port, limits=Limits(types=frozenset({"application/json"})))


async def test_answer_that_never_ends_is_left() -> None:
    async def drip(reader, writer) -> None:
        writer.write(b"HTTP/1.1 200 So\r\nContent-Length: 1000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await asyncio.sleep(0.01)

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(OutsideUnavailable, match="too long"):
        await get(port, limits=Limits(total_seconds=0.2))
    server.close()


@pytest.mark.parametrize(
    ("status", "error", "tries"), [(404, OutsideRefused, 1), (503, OutsideUnavailable, 2)]
)
async def test_refusal_and_failure_are_told_apart_and_a_failure_is_tried_again(status, error, tries) -> None:
    async with public_site(lambda line: reply(status)) as (site, port):
        with pytest.raises(error):
            await get(port, limits=Limits(attempts=2))
    assert len(site.asked) == tries


async def test_host_that_fails_is_left_alone_for_this_tenant_and_not_for_another() -> None:
    async with public_site(lambda line: reply(503)) as (site, port):
        fetch, one, other = guarded(port), uuid4(), uuid4()
        for tenant, times in ((one, 8), (other, 1)):
            for _ in range(times):
                with pytest.raises(OutsideUnavailable):
                    await fetch.get(f"http://idp.example:{port}/", tenant=tenant, limits=QUICK)
    assert len(site.asked) == 6


async def test_tenant_has_its_share_a_minute_and_takes_nothing_from_others() -> None:
    async with public_site(lambda line: reply()) as (_, port):
        clock = Clock()
        fetch, tenant, url = guarded(port, clock), uuid4(), f"http://idp.example:{port}/"
        for _ in range(AT_ONCE):
            await fetch.get(url, tenant=tenant)
        with pytest.raises(EgressPaceExceeded) as refused:
            await fetch.get(url, tenant=tenant)
        assert refused.value.extra["retry_after"] == 1
        await fetch.get(url, tenant=uuid4())
        clock.at += 60 / PER_MINUTE
        await fetch.get(url, tenant=tenant)


async def test_untrusted_certificate_and_one_for_another_name_are_refused() -> None:
    """The name, not the number, is what TLS proves: the connection goes to an address."""
    async with public_site(lambda line: reply()) as (site, port):
        with pytest.raises(OutsideUnavailable):
            await guarded(port).get(f"https://idp.example:{port}/", tenant=uuid4(), limits=QUICK)
    assert site.asked == []


@pytest.mark.parametrize(
    ("written", "host", "port", "opens"),
    [
        ("idp.test", "idp.test", 9000, True),
        ("idp.test:9000", "idp.test", 9000, True),
        ("idp.test:9000", "idp.test", 9001, False),
        ("idp.test", "x.idp.test", 80, False),
        ("IDP.test, ", "idp.test", 80, True),
    ],
)
def test_names_are_opened_exactly(written: str, host: str, port: int, opens: bool) -> None:
    assert allow(written).opens_host(host, port) == opens


async def test_network_is_opened_for_its_addresses_alone() -> None:
    async with public_site(lambda line: reply()) as (_, port):
        for rule, good in (("127.0.0.0/8", True), ("10.0.0.0/8", False), ("::1", False)):
            fetch = GuardedFetch(allow(rule), Names(NAMES))
            asked = fetch.get(f"http://idp.example:{port}/", tenant=uuid4(), limits=QUICK)
            if good:
                assert (await asked).status == 200
            else:
                with pytest.raises(EgressRefused):
                    await asked


@pytest.mark.parametrize(
    "written", ["*", "http://idp.test", "10.0.0.0/99", "a b", "idp.test:99999", "10.0.0", "-x"]
)
def test_entries_that_mean_nothing_stop_the_start(written: str, monkeypatch) -> None:
    monkeypatch.setenv("AISLE_EGRESS_ALLOW", written)
    with pytest.raises(SettingsRefused, match="AISLE_EGRESS_ALLOW"):
        load_settings()


def test_guard_cannot_be_opened_in_production(monkeypatch) -> None:
    monkeypatch.setenv("AISLE_MODE", "production")
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@db.example/x")
    load_settings()
    monkeypatch.setenv("AISLE_EGRESS_ALLOW", "idp.test")
    with pytest.raises(SettingsRefused, match="AISLE_EGRESS_ALLOW"):
        load_settings()


def test_refusal_is_the_callers_fault_and_names_no_inner_address() -> None:
    refused = EgressRefused("x")
    assert isinstance(refused, InvalidInput)
    assert (refused.status, refused.code) == (422, "address_refused")
