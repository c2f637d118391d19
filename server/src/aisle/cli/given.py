"""Organizations, people and roles as commands name them."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import NOBODY
from aisle.core.errors import InvalidInput
from aisle.identity.accounts.operating import OPERATOR
from aisle.identity.members.types import Given
from aisle.identity.organizations.overseeing import look_at
from aisle.identity.roles import FIXED, ROLES
from aisle.identity.types import Caller, CallerKind, Grant
from aisle.tenants import repository as tenants
from aisle.tenants.errors import StoreNotFound

OrganizationOption = Annotated[
    str, typer.Option("--organization", "-o", help="Id; `aisle organization list` prints them.")
]
RoleOption = Annotated[
    list[str],
    typer.Option(
        "--role", help="owner, admin, editor …, or one of its own; ROLE@STORE in one store. Repeat."
    ),
]


async def operator_of(parts: Resources, organization: str) -> Caller:
    """Return the machine's own operator in an organization. Raises OrganizationNotFound, InvalidInput."""
    organization_id = id_of(organization)
    await look_at(parts.database, organization_id, OPERATOR)
    everything = Grant(None, FIXED[CallerKind.OPERATOR])
    return Caller(CallerKind.OPERATOR, organization_id, None, NOBODY, (everything,))


def id_of(organization: str) -> UUID:
    """Read an organization's id. Raises InvalidInput."""
    try:
        return UUID(organization)
    except ValueError:
        raise InvalidInput(
            f"“{organization}” is no organization's id; `aisle organization list` prints them."
        ) from None


async def given_of(parts: Resources, caller: Caller, roles: Iterable[str]) -> list[Given]:
    """Return the roles that these words name: ROLE, or ROLE@STORE. Raises StoreNotFound."""
    own = {one.name: one.id for one in await parts.roles.list(caller)}
    given = []
    for word in roles:
        name, _, store = word.partition("@")
        store_id = await _store(parts, caller, store) if store else None
        role_id = None if name in ROLES else own.get(name, _uuid(name))
        given.append(Given(None if role_id else name, role_id, store_id))
    return given


async def _store(parts: Resources, caller: Caller, name: str) -> UUID:
    async with parts.database.open_scope(caller.scope) as session:
        store = await tenants.find_state(session, name)
    if store is None:
        raise StoreNotFound(f"The organization has no store “{name}”.")
    return store.store_id


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
