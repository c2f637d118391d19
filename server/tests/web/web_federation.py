"""Browsers that go to providers and come back, and the providers they go to."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
from web_accounts import BROWSER, OWN, Browser
from web_shops import Json, Site

from aisle.adapters.dns import FakeResolver
from aisle.adapters.openid.fake import FakeProvider
from aisle.core.clock import SystemClock
from aisle.core.ids import new_id
from aisle.identity.federation.errors import SignInFailed
from aisle.identity.federation.github import GitHubFlow
from aisle.identity.federation.openid.flow import CodeFlow
from aisle.identity.federation.ports import Answer
from aisle.identity.federation.tools import OrganizationFlows

LOGIN, OTHER = "https://login.example", "https://other.example"
SETTINGS = {
    "acme": {"kind": "openid", "issuer": LOGIN, "client_id": "aisle", "client_secret": "the client's secret"},
    "other": {
        "kind": "openid",
        "issuer": OTHER,
        "client_id": "aisle",
        "client_secret": "the client's secret",
    },
    "github": {"kind": "github", "client_id": "gh", "client_secret": "gh secret"},
}


@dataclass
class FakeWeb:
    """All providers behind one port, by the beginning of their addresses; and single documents."""

    providers: list[FakeProvider] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=dict)
    forms: dict[str, Callable[[Mapping[str, str]], Json]] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        self.asked.append((url, headers or {}))
        if url in self.documents:
            found = self.documents[url]
            return Answer(found if isinstance(found, bytes) else json.dumps(found).encode(), 600)
        return await self._of(url).get(url, headers)

    async def post_form(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        self.asked.append((url, form))
        if url in self.forms:
            return Answer(json.dumps(self.forms[url](form)).encode())
        return await self._of(url).post_form(url, form, headers)

    async def close(self) -> None: ...

    def _of(self, url: str) -> FakeProvider:
        for one in self.providers:
            if url.startswith(one.issuer + "/"):
                return one
        raise SignInFailed("nobody is there")


@dataclass
class Stage:
    """A site with providers around it."""

    site: Site
    web: FakeWeb
    acme: FakeProvider
    other: FakeProvider
    resolver: FakeResolver

    def reset(self) -> "Stage":
        """Forget what a test did to the providers."""
        self.acme.spoil = self.acme.forge = None
        self.acme.is_away = self.resolver.is_away = False
        self.acme.asked.clear()
        self.web.asked.clear()
        self.site.parts.authenticator.forget()
        tools = self.site.parts.sign_in
        tools.openid, tools.github = CodeFlow.over(self.web, tools.clock), GitHubFlow(self.web)
        return self

    def visitor(self) -> "Visitor":
        return Visitor(self)


@asynccontextmanager
async def open_stage(
    open_site: Callable[..., AbstractAsyncContextManager[Site]], **settings: Any
) -> AsyncIterator[Stage]:
    """Open a site whose providers are in memory."""
    async with open_site(**{"sign_in_providers": SETTINGS, **settings}) as site:
        clock, web = SystemClock(), FakeWeb()
        acme = FakeProvider(
            clock, LOGIN, redirect=f"{site.parts.settings.base_url}/api/v1/auth/oidc/acme/callback"
        )
        other = FakeProvider(
            clock, OTHER, redirect=f"{site.parts.settings.base_url}/api/v1/auth/oidc/other/callback"
        )
        web.providers += [acme, other]
        tools = site.parts.sign_in
        tools.endpoints, tools.openid, tools.github = web, CodeFlow.over(web, clock), GitHubFlow(web)
        tools.endpoints_for = lambda organization_id: web
        tools.flows = OrganizationFlows(tools.endpoints_for, clock)
        tools.resolver = resolver = FakeResolver()
        if tools.firebase is not None:
            tools.firebase.certificates.endpoints = web
        yield Stage(site, web, acme, other, resolver)


@dataclass
class Visitor:
    """A browser that keeps cookies as browsers do, whatever the scheme of the tests."""

    stage: Stage
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, **headers: str) -> httpx2.Response:
        return await self._call("GET", path, headers)

    async def post_form(self, path: str, form: Mapping[str, str], **headers: str) -> httpx2.Response:
        return await self._call("POST", path, headers, data=form)

    async def _call(self, method: str, path: str, headers: Mapping[str, str], **more: Any) -> httpx2.Response:
        sent = {
            "user-agent": BROWSER,
            "cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items()),
            **headers,
        }
        caller = self.stage.site.caller(None, **sent)
        answer = await caller.call(method, path, **more)
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
            if "max-age=0" in line.lower():
                del self.cookies[name]
        return answer

    async def start(self, provider: str = "acme", **query: str) -> str:
        """Go to a provider; returns the address the browser is sent to."""
        answer = await self.get(f"/auth/oidc/{provider}/start?{urlencode(query)}")
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    async def back(self, params: Mapping[str, str], provider: str = "acme") -> httpx2.Response:
        """Come back from a provider."""
        return await self.get(f"/auth/oidc/{provider}/callback?{urlencode(params)}")

    async def sign_in(self, **claims: Any) -> httpx2.Response:
        """There and back with the first provider."""
        return await self.back(self.stage.acme.approve(await self.start(), **claims))

    async def page(self) -> Browser:
        """The same browser as a page of ours, signed in."""
        site, cookie = self.stage.site, self.cookies["__Host-aisle_session"]
        headers = {"cookie": f"__Host-aisle_session={cookie}", "origin": OWN, "user-agent": BROWSER}
        page = Browser(site.http, site.frame, None, headers, cookie=cookie)
        said = await page.json("/auth/session")
        page.csrf = page.headers["x-csrf-token"] = said["csrf_token"]
        return page

    @property
    def is_signed_in(self) -> bool:
        return "__Host-aisle_session" in self.cookies


def error_of(answer: httpx2.Response) -> str | None:
    """The code on the page that the browser was sent to; asserts that it is a path of ours."""
    assert answer.status_code == 303, answer.text
    where = urlsplit(answer.headers["location"])
    assert not where.scheme
    assert not where.netloc
    return parse_qs(where.query).get("error", [None])[0]


def somebody(**more: Any) -> Json:
    """Claims of somebody new."""
    number = new_id().hex[-12:]
    return {
        "sub": f"s{number}",
        "email": f"p{number}@people.example",
        "email_verified": True,
        "name": "Ada Other",
        **more,
    }
