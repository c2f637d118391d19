"""Signing in with a real OpenID provider, oidc-provider of npm, through its own pages; nothing of ours is replaced."""

import re
import ssl
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from web_federation import Stage, Visitor, error_of
from web_people import Person, open_member
from web_shops import Json, Site, open_site

from aisle.adapters.dns import FakeResolver
from aisle.adapters.openid import GuardedEndpoints
from aisle.core.db import Database
from aisle.core.db.migrate import Roles
from aisle.core.http.egress import GuardedFetch
from aisle.core.settings.egress import EgressAllow
from aisle.identity.federation.tools import OrganizationFlows
from node_counterparts import installed, started

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
FORM = re.compile(r'<form[^>]*action="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="(\w+)"')


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A key and a certificate for localhost."""
    home, key = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")]), datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (home / "key.pem").write_bytes(private)
    (home / "certificate.pem").write_bytes(built.public_bytes(serialization.Encoding.PEM))
    return home / "key.pem", home / "certificate.pem"


@pytest.fixture(scope="module")
def provider(certificate: tuple[Path, Path]) -> Iterator[Json]:
    """The issuers of the running provider: `plain` by HTTP, `secure` by HTTPS."""
    with started(installed("oidc", 120), "provider.mjs", *map(str, certificate)) as told:
        yield told


@pytest.fixture(scope="module")
async def pages(certificate: tuple[Path, Path]) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser's way to the provider's pages."""
    trust = ssl.create_default_context(cafile=str(certificate[1]))
    async with httpx2.AsyncClient(verify=trust) as client:
        yield client


@pytest.fixture(scope="module")
async def opened(
    provider: Json,
    pages: httpx2.AsyncClient,
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Site]:
    redirect = "http://api.test/api/v1/auth/oidc/neighbour/callback"
    client = await register(pages, provider["plain"], redirect)
    neighbour = {"kind": "openid", "issuer": provider["plain"], **client}
    home = tmp_path_factory.mktemp("real")
    where = database, worker_database, dispatcher_database, roles.secrets, home
    async with open_site(*where, sign_in_providers={"neighbour": neighbour}) as site:
        yield site
        await site.parts.sign_in.close()


async def register(pages: httpx2.AsyncClient, issuer: str, redirect: str) -> Json:
    """Make ourselves known to the provider (RFC 7591)."""
    wanted = {"redirect_uris": [redirect], "token_endpoint_auth_method": "client_secret_basic"}
    made = await pages.post(f"{issuer}/reg", json=wanted)
    assert made.status_code == 201, made.text
    return {name: made.json()[name] for name in ("client_id", "client_secret")}


async def walk(pages: httpx2.AsyncClient, address: str, login: str) -> str:
    """Sign in and consent on the provider's pages; returns the address that the browser is sent back to."""
    pages.cookies.clear()
    form: Json | None = None
    for _ in range(12):
        answer = await (pages.get(address) if form is None else pages.post(address, data=form))
        form = None
        if answer.is_redirect:
            address = str(httpx2.URL(address).join(answer.headers["location"]))
            if "/api/v1/auth/" in address:
                return address
        else:
            assert answer.status_code == 200, answer.text
            found = FORM.search(answer.text)
            assert found, answer.text
            address = str(httpx2.URL(address).join(found[1]))
            form = {**dict(HIDDEN.findall(answer.text)), "login": login, "password": "any"}
    raise AssertionError("the provider never sent us back")


def way_back(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path.removeprefix('/api/v1')}?{parts.query}"


def visitor_of(site: Site) -> Visitor:
    nothing: Any = None
    return Visitor(Stage(site, nothing, nothing, nothing, nothing))


async def sign_in(site: Site, pages: httpx2.AsyncClient, login: str) -> tuple[Visitor, httpx2.Response]:
    visitor = visitor_of(site)
    begun = await visitor.get("/auth/oidc/neighbour/start")
    return visitor, await visitor.get(way_back(await walk(pages, begun.headers["location"], login)))


def address_at(domain: str = "people.example") -> str:
    return f"a{uuid4().hex[:12]}@{domain}"


async def test_code_flow_signs_somebody_in_and_knows_them_again(
    opened: Site, pages: httpx2.AsyncClient
) -> None:
    login, seen = address_at(), []
    for _ in range(2):
        visitor, answer = await sign_in(opened, pages, login)
        assert error_of(answer) is None
        said = await (await visitor.page()).json("/auth/session")
        assert (said["person"]["email"], said["person"]["name"]) == (login, "Ada Real")
        seen.append(said["person"]["id"])
    assert seen[0] == seen[1]


async def test_address_that_the_provider_has_not_verified_makes_no_account(
    opened: Site, pages: httpx2.AsyncClient
) -> None:
    visitor, answer = await sign_in(opened, pages, f"unproven.{address_at()}")
    assert error_of(answer) == "provider_email_not_verified"
    assert not visitor.is_signed_in


async def test_real_code_is_of_no_use_to_another_browser_nor_twice(
    opened: Site, pages: httpx2.AsyncClient
) -> None:
    victim, thief = visitor_of(opened), visitor_of(opened)
    begun = await victim.get("/auth/oidc/neighbour/start")
    back = way_back(await walk(pages, begun.headers["location"], address_at()))
    state = re.search(r"state=([^&]+)", back)
    own = re.search(r"state=([^&]+)", (await thief.get("/auth/oidc/neighbour/start")).headers["location"])
    assert state
    assert own
    # The stolen code in the thief's own sign-in: the provider sees that the verifier is another's.
    injected = await thief.get(back.replace(state[1], own[1]))
    assert error_of(injected) == "sign_in_failed"
    assert error_of(await thief.get(back)) == "sign_in_not_begun"
    assert not thief.is_signed_in


async def test_provider_does_without_nothing_that_we_promise_to_send(
    opened: Site, pages: httpx2.AsyncClient
) -> None:
    """It asks for PKCE: without the challenge it sends an error back, which signs nobody in."""
    visitor = visitor_of(opened)
    begun = await visitor.get("/auth/oidc/neighbour/start")
    bare = re.sub(r"&code_challenge(_method)?=[^&]+", "", begun.headers["location"])
    assert error_of(await visitor.get(way_back(await walk(pages, bare, address_at())))) == "sign_in_failed"


async def test_saying_no_on_the_providers_page_is_told_as_that(
    opened: Site, pages: httpx2.AsyncClient
) -> None:
    visitor = visitor_of(opened)
    begun = await visitor.get("/auth/oidc/neighbour/start")
    pages.cookies.clear()
    page = await pages.get(begun.headers["location"], follow_redirects=True)
    abort = re.search(r'href="([^"]+/abort)"', page.text)
    assert abort, page.text
    address = abort[1]
    while "/api/v1/auth/" not in address:
        answer = await pages.get(address)
        address = str(httpx2.URL(address).join(answer.headers["location"]))
    assert error_of(await visitor.get(way_back(address))) == "sign_in_cancelled"


# as an organization's own ------------------------------------------------------------------------------------------


async def connect(
    site: Site, pages: httpx2.AsyncClient, issuer: str, owner: Person, domain: str
) -> tuple[str, httpx2.Response]:
    """Set the provider up as an organization's connection, as an administrator does; returns its id and its trial."""
    body = {"kind": "oidc", "name": "Corp", "issuer": issuer, "roles": {"default_role": "analyst"}}
    made = await owner.post("/sign-on/connections", json={**body, "client_id": "later", "client_secret": "-"})
    assert made.status_code == 201, made.text
    path = f"/sign-on/connections/{made.json()['id']}"
    client = await register(pages, issuer, made.json()["our_callback"])
    assert (await owner.call("PUT", path, json={**body, **client})).status_code == 200
    resolver = site.parts.sign_in.resolver
    assert isinstance(resolver, FakeResolver)
    added = (await owner.post(f"{path}/domains", json={"domain": domain})).json()
    resolver.records[added["record"]] = [added["proof"]]
    assert (await owner.post(f"{path}/domains/{domain}/verify")).status_code == 200
    assert (await owner.call("PUT", f"{path}/state", json={"enabled": True})).status_code == 200
    return made.json()["id"], await owner.post(f"{path}/test")


def open_way_out(site: Site, certificate: Path, allow: str) -> None:
    """Give organizations the guarded way out with exceptions as AISLE_EGRESS_ALLOW writes them."""
    trust = ssl.create_default_context(cafile=str(certificate))
    fetch, tools = GuardedFetch(EgressAllow.parse(allow), trust=trust), site.parts.sign_in
    tools.endpoints_for = lambda organization_id: GuardedEndpoints(fetch, organization_id)
    tools.flows, tools.resolver = OrganizationFlows(tools.endpoints_for, tools.clock), FakeResolver()


async def test_organizations_connection_goes_through_the_guard_and_makes_members(
    opened: Site, pages: httpx2.AsyncClient, provider: Json, certificate: tuple[Path, Path]
) -> None:
    """Its id tokens name nobody; the address comes from the userinfo endpoint."""
    open_way_out(opened, certificate[1], f"localhost:{urlsplit(provider['secure']).port}")
    owner, domain = await open_member(opened, "owner"), f"c{uuid4().hex[:12]}.example"
    connection_id, tried = await connect(opened, pages, provider["secure"], owner, domain)
    assert tried.json()["works"], tried.text
    visitor, login = visitor_of(opened), address_at(domain)
    begun = await visitor.get(f"/auth/sign-on/{connection_id}/start")
    answer = await visitor.get(way_back(await walk(pages, begun.headers["location"], login)))
    assert error_of(answer) is None
    said = await (await visitor.page()).json("/auth/session")
    assert said["person"]["email"] == login
    assert [one["id"] for one in said["organizations"]] == [str(owner.organization_id)]
    foreign = visitor_of(opened)
    begun = await foreign.get(f"/auth/sign-on/{connection_id}/start")
    answer = await foreign.get(way_back(await walk(pages, begun.headers["location"], address_at())))
    assert error_of(answer) == "sso_domain_not_verified"
    assert not foreign.is_signed_in


@pytest.mark.parametrize("allow", ["", "localhost:1", "10.0.0.0/8"])
async def test_same_connection_is_refused_where_the_guard_is_not_opened(
    opened: Site, pages: httpx2.AsyncClient, provider: Json, certificate: tuple[Path, Path], allow: str
) -> None:
    open_way_out(opened, certificate[1], allow)
    owner, domain = await open_member(opened, "owner"), f"c{uuid4().hex[:12]}.example"
    connection_id, tried = await connect(opened, pages, provider["secure"], owner, domain)
    assert (tried.json()["works"], tried.json()["code"]) == (False, "sign_in_failed")
    begun = await visitor_of(opened).get(f"/auth/sign-on/{connection_id}/start")
    assert error_of(begun) == "sign_in_failed"
