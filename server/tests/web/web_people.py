"""People behind the HTTP API: members of organizations, signed in without going through the sign-in's own routes."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from web_shops import Caller, Shop, Site

from aisle.bootstrap.provision import open_organization
from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.identity.members.joining import join
from aisle.identity.members.types import Given, Newcomer
from aisle.identity.tokens import LOGIN_PREFIX, make_key


@dataclass
class Person(Caller):
    """Somebody who is signed in. organization_id: the one the sign-in acts in; None: none."""

    site: Any = None
    person_id: UUID = field(default_factory=new_id)
    email: str = ""
    login_id: UUID = field(default_factory=new_id)
    organization_id: UUID | None = None


async def open_person(site: Site, *, confirmed: bool = True, name: str = "Ada Test") -> Person:
    """Make a person with a sign-in of their own, in no organization."""
    person_id, login_id = new_id(), new_id()
    email = f"p{person_id.hex}@people.example"
    parts = site.parts
    async with parts.database.open_scope(Scope.of_person(person_id)) as session:
        await session.execute("INSERT INTO tenant (organization_id, kind) VALUES ($1, 'person')", person_id)
        sealed = await parts.vault.seal_text(session, email, f"person.email_sealed:{person_id}")
        await session.execute(
            "INSERT INTO person (person_id, name, email_sealed, email_confirmed_at) VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END)",
            person_id,
            name,
            sealed,
            confirmed,
        )
        await session.execute(
            "INSERT INTO directory (name_hash, kind, tenant_id) VALUES ($1, 'email', $2)",
            parts.secrets.name_hash("email", email),
            person_id,
        )
        token, secret_hash = make_key(LOGIN_PREFIX, person_id, login_id)
        await session.execute(
            "INSERT INTO login (person_id, id, kind, secret_hash, methods, expires_at)"
            " VALUES ($1, $2, 'browser', $3, '{password}', now() + interval '1 day')",
            person_id,
            login_id,
            secret_hash,
        )
    return Person(
        site.http, site.frame, token, {}, site=site, person_id=person_id, email=email, login_id=login_id
    )


async def open_member(
    site: Site,
    role: str | None = "owner",
    store: Shop | UUID | None = None,
    organization: UUID | None = None,
    *,
    role_id: UUID | None = None,
    confirmed: bool = True,
) -> Person:
    """Make a member with one role, signed in and acting in the organization.

    organization: without it, the store's; without a store, a new one. store: where the role holds; None: everywhere.
    """
    person = await open_person(site, confirmed=confirmed)
    store_id = store.store.id if isinstance(store, Shop) else store
    if organization is None and isinstance(store, Shop):
        organization = store.store.organization_id
    organization = organization or await open_organization(site.parts.database, "Test organization")
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        newcomer = Newcomer(person.person_id, "Ada Test", person.email)
        given = Given(None if role_id else role, role_id, store_id)
        await join(site.parts.database, site.parts.vault, session, newcomer, [given], "invitation")
    await act_in(person, organization)
    return person


async def act_in(person: Person, organization: UUID | None) -> None:
    """Let the sign-in act in an organization, as entering it does."""
    async with person.site.parts.database.open_scope(Scope.of_person(person.person_id)) as session:
        await session.execute(
            "UPDATE login SET organization_id = $2 WHERE person_id = $1", person.person_id, organization
        )
    person.site.parts.authenticator.forget()
    person.organization_id = organization
