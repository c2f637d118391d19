"""People who go through the sign-in's own routes, as a browser of ours or as a program."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2
from web_shops import Caller, Json, Site

from aisle.core.db import Scope
from aisle.core.ids import new_id

OWN = "http://api.test"
PASSWORD = "seven otters juggle plums"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
PHONE = "AisleApp/1.0 (iPhone; iOS 18.1)"
COOKIE = re.compile(r"__Host-aisle_session=([^;]*)")


@dataclass
class Account:
    """Somebody with an address and a password. browser, phone: how they are signed in, if they are."""

    site: Site
    email: str
    password: str
    person_id: UUID
    name: str = "Ada Sample"
    links: list[str] = field(default_factory=list)

    async def browser(self, program: str = BROWSER) -> "Browser":
        """Sign in on another browser."""
        answer = await self.sign_in(program=program)
        assert answer.status_code == 200, answer.text
        return Browser.of(self.site, answer, program)

    async def phone(self, program: str = PHONE) -> "Phone":
        """Sign in on another phone."""
        answer = await self.sign_in(keep="tokens", program=program)
        assert answer.status_code == 200, answer.text
        return Phone.of(self.site, answer, program)

    async def sign_in(self, password: str | None = None, keep: str = "cookie", program: str = BROWSER) -> Any:
        body = {"email": self.email, "password": password or self.password, "keep": keep}
        return await post(self.site, "/auth/sign-in", body, program)

    async def mail(self, subject: str) -> str:
        """The token in the newest mail whose subject holds these words."""
        await self.site.work()
        found = [one for one in self.site.mailer.to(self.email) if subject in one.subject]
        assert found, [one.subject for one in self.site.mailer.to(self.email)]
        return token_in(found[-1].text)

    async def sql(self, statement: str, *arguments: Any) -> Any:
        """Run one statement among the person's own rows."""
        async with self.site.parts.database.open_scope(Scope.of_person(self.person_id)) as session:
            return await session.fetch(statement, *arguments)

    async def audit(self) -> list[str]:
        """What the person's log says, in order."""
        rows = await self.sql(
            "SELECT action FROM audit_entry WHERE organization_id = $1 ORDER BY number", self.person_id
        )
        return [row["action"] for row in rows]


@dataclass
class Browser(Caller):
    """A page of ours with the cookie, and the token that changes need."""

    cookie: str = ""
    csrf: str = ""

    @classmethod
    def of(cls, site: Site, answer: httpx2.Response, program: str = BROWSER) -> "Browser":
        found = COOKIE.search(answer.headers["set-cookie"])
        assert found
        csrf = answer.json()["csrf_token"]
        headers = {
            "cookie": f"__Host-aisle_session={found[1]}",
            "origin": OWN,
            "sec-fetch-site": "same-origin",
            "x-csrf-token": csrf,
            "user-agent": program,
        }
        return cls(site.http, site.frame, None, headers, cookie=found[1], csrf=csrf)


@dataclass
class Phone(Caller):
    """A program with its tokens."""

    refresh_token: str = ""

    @classmethod
    def of(cls, site: Site, answer: httpx2.Response, program: str = PHONE) -> "Phone":
        said = answer.json()
        return cls(
            site.http,
            site.frame,
            said["access_token"],
            {"user-agent": program},
            refresh_token=said["refresh_token"],
        )

    async def refresh(self, token: str | None = None) -> httpx2.Response:
        """Exchange the refresh token, or an older one; the new ones are kept."""
        body = {"refresh_token": token or self.refresh_token}
        answer = await Caller(self.http, self.app, None, self.headers).post("/auth/refresh", json=body)
        if answer.status_code == 200:
            self.token = answer.json()["access_token"]
            self.refresh_token = answer.json()["refresh_token"] or self.refresh_token
        return answer


async def post(site: Site, path: str, body: Json, program: str = BROWSER, **headers: str) -> httpx2.Response:
    """Send something from a page of ours, without any credential."""
    sent = {"origin": OWN, "user-agent": program, **headers}
    return await site.caller(None, **sent).post(path, json=body)


async def sign_up(site: Site, email: str | None = None, **more: Any) -> Account:
    """Make an account through the API; its own first sign-in stays where it is."""
    account, _ = await signed_up(site, email, **more)
    return account


async def signed_up(site: Site, email: str | None = None, **more: Any) -> tuple[Account, httpx2.Response]:
    """Make an account through the API and return what it answered, too."""
    email = email or f"ada.{new_id().hex[-12:]}@people.example"
    body = {"name": "Ada Sample", "email": email, "password": PASSWORD, **more}
    answer = await post(site, "/auth/sign-up", body, more.pop("program", BROWSER))
    assert answer.status_code == 201, answer.text
    return Account(site, email, body["password"], UUID(answer.json()["person_id"])), answer


def token_in(text: str) -> str:
    """The token behind the # of a mail's link."""
    found = re.search(r"#token=(\S+)", text)
    assert found, text
    return found[1]
