"""Whose things a command works on: an organization's, found by a store of it or by its id, or a person's."""

from typing import Annotated
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import NOBODY, operator_in
from aisle.core.db import Scope
from aisle.core.errors import InvalidInput

ByStore = Annotated[
    str | None, typer.Option("--store", "-s", help="Slug or id of a store: its organization is meant.")
]
ByOrganization = Annotated[str | None, typer.Option("--organization", help="Id of an organization.")]
ByPerson = Annotated[str | None, typer.Option("--person", help="Id of a person.")]


async def whole_tenant(
    parts: Resources, store: str | None = None, organization: str | None = None, person: str | None = None
) -> Scope:
    """Return the scope of everything of the one who is named. Raises InvalidInput, StoreNotFound."""
    if len([one for one in (store, organization, person) if one]) != 1:
        raise InvalidInput("Name one: --store STORE, --organization ID or --person ID.")
    tenant = (await operator_in(parts, store)).organization_id if store else tenant_id(organization, person)
    return Scope(tenant, None, f"operator:{NOBODY}")


def tenant_id(organization: str | None, person: str | None) -> UUID:
    """Return the id that was given. Raises InvalidInput unless it is exactly one, and an id."""
    given = [one for one in (organization, person) if one]
    if len(given) != 1:
        raise InvalidInput("Name one: --organization ID or --person ID.")
    try:
        return UUID(given[0])
    except ValueError:
        raise InvalidInput(f"“{given[0]}” is not an id.") from None
