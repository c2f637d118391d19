"""What is refused before any route sees it, and who is believed about where a request comes from."""

import asyncio
from collections.abc import AsyncIterator
from ipaddress import ip_network
from typing import Any

import httpx2
import pytest
from web_shops import API, Listener, Shop, Site, check_problem

from aisle.core.client import current_client
from aisle.core.settings import Settings
from aisle.web.cors import ApiCors
from aisle.web.edge import sizes
from aisle.web.edge.client import as_seen
from aisle.web.edge.hosts import UnknownHost, check_host
from aisle.web.middleware import RequestFrame

PRODUCTION = {"mode": "production", "database_url": "postgresql://a:b@db.example/x"}
PROXIES = (ip_network("10.0.0.0/8"), ip_network("::1"))


def scope_of(host: str | None = "api.test", path: str = "/api/v1/products", **more: Any) -> dict[str, Any]:
    headers = [(b"host", host.encode())] if host is not None else []
    return {"type": "http", "path": path, "method": "GET", "scheme": "http", "headers": headers, **more}


def knows(host: str | None, path: str = "/api/v1/products", **settings: Any) -> bool:
    try:
        check_host(scope_of(host, path), Settings(_env_file=None, **settings))
    except UnknownHost:
        return False
    return True


# hosts --------------------------------------------------------------------------------------------------------

FOREIGN = [
    None, "", "evil.example", "chat.shop.example.evil.example", "evilchat.shop.example", "chat.shop.example@evil.example",
    "chat.shop.example:x", "chat.shop.example, evil.example", "chat.shop.example#", "chat.shop.example/", "shop.example",
    " ", ":80", "[", "xn--chat-shop.example", "chat.shop.example\\evil.example",
]  # fmt: skip


@pytest.mark.parametrize("host", FOREIGN)
def test_foreign_host_is_not_this_server(host: str | None) -> None:
    assert not knows(host, public_url="https://chat.shop.example", **PRODUCTION)


def test_two_hosts_are_none() -> None:
    scope = scope_of("localhost")
    scope["headers"].append((b"host", b"localhost"))
    with pytest.raises(UnknownHost):
        check_host(scope, Settings(_env_file=None))


@pytest.mark.parametrize(
    "host", ["chat.shop.example", "CHAT.shop.example:443", "a.b.test", "other.test:8080"]
)
def test_public_address_and_further_names_are(host: str) -> None:
    names = {"public_url": "https://chat.shop.example", "trusted_hosts": "*.b.test, other.test"}
    assert knows(host, **names, **PRODUCTION)
    assert not knows(f"x{host}x", **names, **PRODUCTION)
    assert not knows("xb.test", **names, **PRODUCTION)


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:8080", "192.168.1.7"])
def test_this_machine_is_known_by_its_numbers_and_local_names_unless_production_has_a_name(host: str) -> None:
    assert knows(host)
    assert knows(host, **PRODUCTION)
    assert not knows(host, public_url="https://chat.shop.example", **PRODUCTION)
    assert knows(host, "/ready", public_url="https://chat.shop.example", **PRODUCTION)


async def test_foreign_host_gets_a_problem_and_no_page(site: Site, shop: Shop) -> None:
    """DNS rebinding: a page whose name was pointed here must not read anything."""
    for path in (f"{API}/products", f"/c/{shop.store.slug}", "/docs", "/openapi.json", "/"):
        answer = await site.http.get(path, headers={"host": "evil.example"})
        check_problem(answer, 421, "unknown_host")
        assert shop.canary not in answer.text


async def test_socket_under_a_foreign_host_is_closed_before_it_opens(site: Site) -> None:
    sent: list[Any] = []
    scope = {
        "type": "websocket", "path": f"{API}/chat/ws", "raw_path": b"", "query_string": b"", "scheme": "ws",
        "headers": [(b"host", b"evil.example")], "client": ("127.0.0.1", 1), "subprotocols": [],
    }  # fmt: skip

    async def send(message: Any) -> None:
        sent.append(message)

    await site.frame(scope, asyncio.Event().wait, send)
    assert sent == [{"type": "websocket.close", "code": 1008}]


# who is there -------------------------------------------------------------------------------------------------


def seen(peer: str, *told: str, trusted: Any = PROXIES, proto: str | None = None) -> tuple[str, str]:
    headers = [(b"x-forwarded-for", value.encode()) for value in told]
    headers += [(b"x-forwarded-proto", proto.encode())] if proto else []
    scope = as_seen({**scope_of(), "headers": headers, "client": (peer, 4000)}, trusted)
    return scope["client"][0], scope["scheme"]


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("203.0.113.5", ["1.2.3.4"], "203.0.113.5"),
        ("10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6, 1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6", "1.2.3.4"], "1.2.3.4"),
        ("10.0.0.1", ["6.6.6.6, 1.2.3.4, 10.0.0.7"], "1.2.3.4"),
        ("10.0.0.1", ["10.0.0.9, 10.0.0.7"], "10.0.0.9"),
        ("10.0.0.1", ["6.6.6.6, nonsense, 10.0.0.7"], "10.0.0.7"),
        ("10.0.0.1", ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["1.2.3.4:5678"], "1.2.3.4"),
        ("::1", ["[2606:4700::1]:443"], "2606:4700::1"),
        ("::ffff:10.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        ("1.2.3.4", ["127.0.0.1"], "1.2.3.4"),
    ],
)
def test_address_is_what_the_last_trusted_proxy_saw(peer: str, told: list[str], address: str) -> None:
    assert seen(peer, *told)[0] == address


def test_nobody_is_believed_unless_the_operator_says_so() -> None:
    for peer in ("127.0.0.1", "::1", "10.0.0.1"):
        assert seen(peer, "1.2.3.4", trusted=(), proto="https") == (peer, "http")


@pytest.mark.parametrize(
    ("proto", "scheme"),
    [("https", "https"), ("http, https", "https"), ("https, http", "http"), ("ftp", "http")],
)
def test_scheme_is_the_trusted_proxys(proto: str, scheme: str) -> None:
    assert seen("10.0.0.1", proto=proto)[1] == scheme
    assert seen("203.0.113.5", proto=proto)[1] == "http"


async def test_routes_see_the_believed_address(open_other_site: Any) -> None:
    async with open_other_site(trusted_proxies="127.0.0.1") as site:
        heard = []
        site.app.add_api_route("/health/whoami", lambda: heard.append(current_client().address))
        await site.http.get("/health/whoami", headers={"x-forwarded-for": "6.6.6.6, 198.51.100.4"})
    assert heard == ["198.51.100.4"]


# sizes --------------------------------------------------------------------------------------------------------


async def test_address_and_headers_have_limits(shop: Shop) -> None:
    check_problem(await shop.secret.get(f"/products?cursor={'x' * 8_200}"), 414, "address_too_long")
    for headers in ({"x-large": "x" * 50_000}, {f"x-{n}": "1" for n in range(101)}):
        check_problem(await shop.secret.get("/products", headers=headers), 431, "headers_too_large")
    assert (await shop.secret.get("/products", headers={"x-large": "x" * 20_000})).status_code == 200


async def test_two_lengths_are_refused(site: Site) -> None:
    for extra in (
        [(b"content-length", b"1"), (b"content-length", b"2")],
        [(b"content-length", b"1"), (b"transfer-encoding", b"chunked")],
    ):
        started: list[Any] = []

        async def send(message: Any, started: list[Any] = started) -> None:
            started.append(message)

        scope = scope_of(
            path=f"{API}/chat", raw_path=b"", query_string=b"", client=("127.0.0.1", 1), http_version="1.1"
        )
        await site.frame({**scope, "headers": [*scope["headers"], *extra]}, asyncio.Event().wait, send)
        assert started[0]["status"] == 422


async def pieces(count: int) -> AsyncIterator[bytes]:
    """A body of so many times 64 bytes, whose length is not said."""
    for _ in range(count):
        yield b" " * 64


def every_write(site: Site) -> list[tuple[str, str]]:
    return [
        (method.upper(), path)
        for path, found in site.app.openapi()["paths"].items()
        for method in found
        if method in ("post", "put", "patch", "delete")
    ]


def check_too_large(answer: httpx2.Response) -> None:
    """Assert that an answer says that a body is too large, in the form of its part of the API."""
    if answer.url.path.startswith("/v1/"):
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    else:
        check_problem(answer, 413, "too_large")


async def test_every_route_refuses_a_body_beyond_its_limit_whether_or_not_its_length_is_said(
    open_other_site: Any,
) -> None:
    """Before the credential is looked at or a parser starts: nobody needs an account to try this."""
    async with open_other_site(body_max_bytes=1024, upload_max_request_bytes=4096) as site:
        shop = await site.open_shop()
        for method, path in every_write(site):
            url = path.replace("{store}", shop.store.slug).replace("{", "").replace("}", "")
            length = 1025 if not sizes.UPLOADS.fullmatch(url) else 4096 + sizes.FORM_AROUND + 1
            answer = await site.http.request(method, url, content=b" " * length, headers=shop.secret.bearer)
            check_too_large(answer)

            if length == 1025:
                answer = await site.http.request(method, url, content=pieces(17), headers=shop.secret.bearer)
                reads = answer.status_code == 413
                # A route that reads no body does not mind one; nothing of it is kept.
                assert reads or answer.status_code in (200, 201, 202, 204, 401, 403, 404, 405, 409, 422), (
                    method,
                    path,
                )


async def test_uploads_count_what_comes_though_no_length_is_said(open_other_site: Any) -> None:
    async with open_other_site(upload_max_request_bytes=4096) as site:
        shop = await site.open_shop()

        async def parts() -> Any:
            yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
            for _ in range(200):
                yield b"x" * 1024

        for path in ("/documents", "/documents/preview", "/catalog/imports"):
            answer = await site.http.post(
                f"{API}{path}",
                content=parts(),
                headers={**shop.secret.bearer, "content-type": "multipart/form-data; boundary=b"},
            )
            check_problem(answer, 413, "too_large")


async def test_body_that_trickles_is_left(site: Site, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "IDLE_SECONDS", 0.05)
    sender = Slow(
        site.frame, "POST", f"http://api.test{API}/search", shop.secret.bearer, b'{"query":', cut=True
    )
    await sender.begin().finish()
    assert (sender.status, "body_too_slow" in sender.text) == (408, True)


class Slow(Listener):
    """Sends a part of the body and then nothing."""

    async def _receive(self) -> Any:
        if self._asked:
            await asyncio.Event().wait()
        return await super()._receive()


async def test_without_the_door_none_of_it_holds(site: Site, shop: Shop) -> None:
    """The tests above see the door, not something behind it."""
    bare = RequestFrame(ApiCors(site.app), lambda: site.parts.settings)
    headers = {"host": "evil.example", **shop.secret.bearer}
    asked = Listener(bare, "GET", f"http://evil.example{API}/products", headers)
    await asked.begin().finish()
    assert asked.status == 200
