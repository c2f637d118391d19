"""Organizations with their own identity providers."""

import base64
import re
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID, uuid4

import httpx2
from web_federation import Stage, Visitor
from web_people import Person, open_member
from web_shops import Json

from aisle.adapters.openid.fake import FakeProvider
from aisle.adapters.saml.fake import FakeIdentityProvider, Wanted
from aisle.core.clock import SystemClock
from aisle.core.db import Scope
from aisle.core.ids import new_id


@dataclass
class Company:
    """An organization with a verified domain and a connection that is switched on."""

    stage: Stage
    owner: Person
    domain: str
    connection: Json
    provider: Any

    @property
    def organization(self) -> UUID:
        assert self.owner.organization_id
        return self.owner.organization_id

    @property
    def base(self) -> str:
        return f"/auth/sign-on/{self.connection['id']}"

    async def change(self, **changed: Any) -> httpx2.Response:
        """Change settings, as the owner."""
        kept = {"kind": self.connection["kind"], "name": "Corp", "roles": {"default_role": "analyst"}}
        return await self.owner.call(
            "PUT", f"/sign-on/connections/{self.connection['id']}", json={**kept, **self.trust(), **changed}
        )

    def trust(self) -> Json:
        if isinstance(self.provider, FakeProvider):
            return {"issuer": self.provider.issuer, "client_id": "aisle"}
        return {"metadata": self.provider.metadata()}

    async def switch(
        self, enabled: bool = True, required: bool = False, who: Person | None = None
    ) -> httpx2.Response:
        path = f"/sign-on/connections/{self.connection['id']}/state"
        return await (who or self.owner).call("PUT", path, json={"enabled": enabled, "required": required})

    async def sign_on(self, visitor: Visitor | None = None, **claims: Any) -> tuple[Visitor, httpx2.Response]:
        """There and back by OpenID. claims: what the identity provider says."""
        visitor = visitor or self.stage.visitor()
        begun = await visitor.get(f"{self.base}/start")
        assert begun.status_code == 303, begun.text
        params = self.provider.approve(begun.headers["location"], **claims)
        return visitor, await visitor.get(f"{self.base}/callback?{urlencode(params)}")

    async def sign_on_by_saml(
        self, visitor: Visitor | None = None, **said: Any
    ) -> tuple[Visitor, httpx2.Response]:
        """There and back by SAML. said: what the response says."""
        visitor = visitor or self.stage.visitor()
        form = await self.saml_form(visitor, **said)
        return visitor, await visitor.post_form(f"{self.base}/acs", form)

    async def saml_form(self, visitor: Visitor, **said: Any) -> Json:
        """Begin, and return what the identity provider has the browser post."""
        begun = await visitor.get(f"{self.base}/start")
        assert begun.status_code == 303, begun.text
        asked = parse_qs(urlsplit(begun.headers["location"]).query)
        wanted = Wanted(
            self.connection["our_acs"],
            self.connection["our_entity_id"],
            request_id_in(asked["SAMLRequest"][0]),
            **{"assertion_id": f"_a{new_id().hex}", **said},
        )
        return {"SAMLResponse": self.provider.respond(wanted), "RelayState": asked["RelayState"][0]}

    def somebody(self, **more: Any) -> Json:
        """Claims of somebody of the domain."""
        number = new_id().hex[-12:]
        return {"sub": f"s{number}", "email": f"p{number}@{self.domain}", "name": "Ada Corp", **more}

    async def sql(self, statement: str, *arguments: Any) -> Any:
        async with self.stage.site.parts.database.open_scope(Scope(self.organization, None)) as session:
            return await session.fetch(statement, *arguments)


def request_id_in(packed: str) -> str:
    """The id of our request."""
    raw = zlib.decompress(base64.b64decode(packed), -15).decode()
    found = re.search(r' ID="([^"]+)"', raw)
    assert found, raw
    return found[1]


async def open_company(stage: Stage, kind: str = "oidc", provider: Any = None, **body: Any) -> Company:
    """Make an organization whose owner sets single sign-on up through the API."""
    owner, domain = await open_member(stage.site, "owner"), f"c{uuid4().hex[:12]}.example"
    if kind == "oidc":
        provider = provider or FakeProvider(SystemClock(), f"https://idp.{domain}", sends_issuer=False)
        stage.web.providers.append(provider)
        trust: Json = {
            "issuer": provider.issuer,
            "client_id": "aisle",
            "client_secret": provider.client_secret,
        }
    else:
        provider = provider or FakeIdentityProvider()
        trust = {"metadata": provider.metadata()}
    sent = {"kind": kind, "name": "Corp", "roles": {"default_role": "analyst"}, **trust, **body}
    made = await owner.post("/sign-on/connections", json=sent)
    assert made.status_code == 201, made.text
    company = Company(stage, owner, domain, made.json(), provider)
    if kind == "oidc":
        provider.redirect = company.connection["our_callback"]
    await verify_domain(company, domain)
    assert (await company.switch()).status_code == 200
    return company


async def verify_domain(company: Company, domain: str) -> None:
    """Add a domain and prove it."""
    path = f"/sign-on/connections/{company.connection['id']}/domains"
    added = await company.owner.post(path, json={"domain": domain})
    assert added.status_code == 201, added.text
    company.stage.resolver.records[added.json()["record"]] = ["v=spf1 -all", added.json()["proof"]]
    found = await company.owner.post(f"{path}/{domain}/verify")
    assert found.status_code == 200, found.text
    assert found.json()["verified_at"]
