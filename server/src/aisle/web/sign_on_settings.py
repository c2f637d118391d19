"""Setting an organization's single sign-on up. No answer ever holds a secret."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from aisle.bootstrap.resources import Resources
from aisle.identity.federation.sign_on import domains, managing, testing
from aisle.identity.federation.sign_on.managing import Wanted
from aisle.identity.federation.sign_on.names import acs_of, audience_of, callback_of
from aisle.identity.federation.sign_on.proofs import PATH, RECORD
from aisle.identity.federation.sign_on.types import (
    Connection,
    ConnectionKind,
    ConnectionSettings,
    Domain,
    RoleRule,
)
from aisle.identity.types import Action, Caller
from aisle.web.bodies import json_body
from aisle.web.deps import Parts, Verified, may_in_organization, uuid_of

router = APIRouter(prefix="/sign-on", tags=["sign-on"])
Manager = Annotated[Caller, Depends(may_in_organization(Action.WRITE_SIGN_ON))]
CONNECTION = {
    "kind": "oidc",
    "name": "Corp",
    "issuer": "https://login.corp.example",
    "client_id": "aisle",
    "client_secret": "what the provider gave you",
    "roles": {"rules": [{"group": "shop-editors", "role": "editor"}], "default_role": "analyst"},
}
Text = Annotated[str, StringConstraints(max_length=1000)]
AttributeName = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Rule(BaseModel):
    """Whoever is in the group gets the role."""

    model_config = ConfigDict(extra="forbid")

    group: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    role: Annotated[str, StringConstraints(max_length=60)] | None = Field(
        None, description="One of the usual roles."
    )
    role_id: UUID | None = Field(None, description="Or one of the organization's own.")
    store_id: UUID | None = Field(None, description="Where it holds; without, everywhere.")


class Roles(BaseModel):
    """How groups become roles."""

    model_config = ConfigDict(extra="forbid")

    groups_attribute: AttributeName = "groups"
    rules: list[Rule] = Field([], max_length=200)
    default_role: Annotated[str, StringConstraints(max_length=60)] | None = Field(
        None, description="For members in none of the groups; without it they are refused."
    )


class ConnectionBody(BaseModel):
    """A connection as it is made or changed."""

    model_config = ConfigDict(extra="forbid")

    kind: ConnectionKind
    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    issuer: Text = Field("", description="Of an OpenID provider, as it writes it itself.")
    client_id: Text = ""
    client_secret: SecretStr | None = Field(None, max_length=2000, description="Never shown again.")
    metadata: Annotated[str, StringConstraints(max_length=256 * 1024)] | None = Field(
        None,
        description="Of a SAML identity provider: its metadata document, in place of the three fields below.",
    )
    entity_id: Text = ""
    sso_url: Text = ""
    certificates: list[Annotated[str, StringConstraints(max_length=10_000)]] = Field([], max_length=5)
    takes_unasked: bool = Field(False, description="Take SAML answers that nobody asked for here.")
    email_attribute: AttributeName = "email"
    name_attribute: AttributeName = "name"
    roles: Roles = Roles()


class DomainBody(BaseModel):
    """A domain of e-mail addresses."""

    model_config = ConfigDict(extra="forbid")

    domain: Annotated[str, StringConstraints(min_length=3, max_length=253)]


class SwitchBody(BaseModel):
    """Whether it works, and whether it is the only way in."""

    model_config = ConfigDict(extra="forbid")

    enabled: bool
    required: bool = Field(
        False, description="Members of its domains come through it alone; owners keep another way."
    )


class DomainShown(BaseModel):
    """A domain, and what proves it."""

    domain: str
    verified_at: datetime | None
    record: str = Field(description="Where a TXT record with the proof is looked for.")
    file: str = Field(description="Or a file that holds it.")
    proof: str


class ConnectionShown(BaseModel):
    """A connection without its secret, and what the identity provider has to know of us."""

    id: UUID
    kind: ConnectionKind
    name: str
    enabled: bool
    required: bool
    created_at: datetime
    issuer: str
    client_id: str
    has_secret: bool
    entity_id: str
    sso_url: str
    certificates: list[str]
    takes_unasked: bool
    email_attribute: str
    name_attribute: str
    roles: Roles
    domains: list[DomainShown]
    our_callback: str = Field(description="OpenID: the redirect address to register.")
    our_entity_id: str = Field(description="SAML: what we are called, and where our metadata is.")
    our_acs: str = Field(description="SAML: where answers are posted to.")


class Connections(BaseModel):
    """The organization's connections."""

    connections: list[ConnectionShown]


class TestResult(BaseModel):
    """What asking the identity provider came to."""

    works: bool
    code: str | None
    detail: str


@router.get("/connections", summary="Single sign-ons")
async def list_connections(parts: Parts, caller: Manager) -> Connections:
    """List the organization's connections."""
    found = await managing.list_all(parts.sign_in, caller)
    return Connections(connections=[_shown(parts, one) for one in found])


@router.post(
    "/connections",
    status_code=201,
    dependencies=[Verified],
    summary="Add a single sign-on",
    openapi_extra=json_body(ConnectionBody, CONNECTION),
)
async def create(body: ConnectionBody, parts: Parts, caller: Manager) -> ConnectionShown:
    """Add a connection, switched off."""
    return _shown(parts, await managing.create(parts.sign_in, caller, _wanted(parts, body)))


@router.put(
    "/connections/{connection_id}",
    dependencies=[Verified],
    summary="Change a single sign-on",
    openapi_extra=json_body(ConnectionBody, CONNECTION),
)
async def change(connection_id: str, body: ConnectionBody, parts: Parts, caller: Manager) -> ConnectionShown:
    """Replace a connection's settings."""
    wanted = _wanted(parts, body)
    return _shown(parts, await managing.change(parts.sign_in, caller, uuid_of(connection_id), wanted))


@router.put(
    "/connections/{connection_id}/state",
    dependencies=[Verified],
    summary="Switch a single sign-on on or off",
    openapi_extra=json_body(SwitchBody, {"enabled": True, "required": False}),
)
async def switch(connection_id: str, body: SwitchBody, parts: Parts, caller: Manager) -> ConnectionShown:
    """Switch a connection on or off, or make it the only way in."""
    made = await managing.switch(parts.sign_in, caller, uuid_of(connection_id), body.enabled, body.required)
    return _shown(parts, made)


@router.post("/connections/{connection_id}/test", dependencies=[Verified], summary="Try a single sign-on")
async def test(connection_id: str, parts: Parts, caller: Manager) -> TestResult:
    """Ask the identity provider for what a sign-in needs, without signing anybody in."""
    fault = await testing.test(parts.sign_in, caller, uuid_of(connection_id))
    if fault is None:
        return TestResult(works=True, code=None, detail="The provider answers as expected.")
    return TestResult(works=False, code=fault.code, detail=fault.detail)


@router.delete(
    "/connections/{connection_id}",
    status_code=204,
    dependencies=[Verified],
    summary="Delete a single sign-on",
)
async def delete(connection_id: str, parts: Parts, caller: Manager) -> None:
    """Delete a connection; sign-ins by it end."""
    await managing.delete(parts.sign_in, caller, uuid_of(connection_id))
    parts.authenticator.forget()


@router.post(
    "/connections/{connection_id}/domains",
    status_code=201,
    dependencies=[Verified],
    summary="Add a domain",
    openapi_extra=json_body(DomainBody, {"domain": "corp.example"}),
)
async def add_domain(connection_id: str, body: DomainBody, parts: Parts, caller: Manager) -> DomainShown:
    """Add a domain and say what proves it."""
    return _domain(await domains.add(parts.sign_in, caller, uuid_of(connection_id), body.domain))


@router.post(
    "/connections/{connection_id}/domains/{domain}/verify", dependencies=[Verified], summary="Verify a domain"
)
async def verify_domain(connection_id: str, domain: str, parts: Parts, caller: Manager) -> DomainShown:
    """Look for the proof."""
    return _domain(await domains.verify(parts.sign_in, caller, uuid_of(connection_id), domain))


@router.delete(
    "/connections/{connection_id}/domains/{domain}",
    status_code=204,
    dependencies=[Verified],
    summary="Remove a domain",
)
async def remove_domain(connection_id: str, domain: str, parts: Parts, caller: Manager) -> None:
    """Remove a domain; nobody of it comes through this connection for the first time any more."""
    await domains.remove(parts.sign_in, caller, uuid_of(connection_id), domain)


def _wanted(parts: Resources, body: ConnectionBody) -> Wanted:
    entity_id, sso_url, certificates = body.entity_id, body.sso_url, tuple(body.certificates)
    if body.metadata is not None:
        entity_id, sso_url, certificates = parts.sign_in.saml.read_metadata(body.metadata)
    rules = tuple(
        RoleRule(one.group, one.role, _text(one.role_id), _text(one.store_id)) for one in body.roles.rules
    )
    settings = ConnectionSettings(
        body.issuer,
        body.client_id,
        entity_id,
        sso_url,
        certificates,
        body.takes_unasked,
        body.email_attribute,
        body.name_attribute,
        body.roles.groups_attribute,
        rules,
        body.roles.default_role,
    )
    secret = body.client_secret.get_secret_value() if body.client_secret else None
    return Wanted(body.kind, body.name, settings, secret)


def _text(one: UUID | None) -> str | None:
    return None if one is None else str(one)


def _shown(parts: Resources, one: Connection) -> ConnectionShown:
    settings, where = one.settings, (parts.sign_in.base_url, one.id)
    return ConnectionShown(
        id=one.id,
        kind=one.kind,
        name=one.name,
        enabled=one.enabled,
        required=one.required,
        created_at=one.created_at,
        issuer=settings.issuer,
        client_id=settings.client_id,
        has_secret=one.has_secret,
        entity_id=settings.entity_id,
        sso_url=settings.sso_url,
        certificates=list(settings.certificates),
        takes_unasked=settings.takes_unasked,
        email_attribute=settings.email_attribute,
        name_attribute=settings.name_attribute,
        roles=_roles(settings),
        domains=[_domain(domain) for domain in one.domains],
        our_callback=callback_of(*where),
        our_entity_id=audience_of(*where),
        our_acs=acs_of(*where),
    )


def _roles(settings: ConnectionSettings) -> Roles:
    rules = [
        Rule.model_validate({"group": o.group, "role": o.role, "role_id": o.role_id, "store_id": o.store_id})
        for o in settings.rules
    ]
    return Roles(groups_attribute=settings.groups_attribute, rules=rules, default_role=settings.default_role)


def _domain(one: Domain) -> DomainShown:
    return DomainShown(
        domain=one.domain,
        verified_at=one.verified_at,
        record=f"{RECORD}.{one.domain}",
        file=f"https://{one.domain}{PATH}",
        proof=one.proof,
    )
