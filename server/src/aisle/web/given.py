"""Roles at places, as bodies name them and as answers show them."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from aisle.bootstrap.resources import Resources
from aisle.identity.members.types import Given
from aisle.identity.types import Caller
from aisle.web.deps import reached_store
from aisle.web.text import Storable


class GivenBody(BaseModel):
    """A role: one of the usual by `role`, or one of the organization's own by `role_id`. `store`: slug or id; without, everywhere."""

    model_config = ConfigDict(extra="forbid")

    role: Annotated[Storable, Field(max_length=60)] | None = None
    role_id: UUID | None = None
    store: Annotated[Storable, Field(max_length=100)] | None = None

    @model_validator(mode="after")
    def _one(self) -> "GivenBody":
        if (self.role is None) == (self.role_id is None):
            raise ValueError("name either role or role_id")
        return self


class GivenRole(BaseModel):
    """A role at a place. Without `store_id` it holds in the whole organization."""

    role: str | None
    role_id: UUID | None
    store_id: UUID | None


async def given_in(parts: Resources, caller: Caller, bodies: Iterable[GivenBody]) -> list[Given]:
    """Return the roles that a body names. Raises StoreNotFound."""
    return [Given(one.role, one.role_id, await _store(parts, caller, one.store)) for one in bodies]


def shown(roles: Iterable[Given]) -> list[GivenRole]:
    """Shape roles for an answer."""
    return [GivenRole(role=one.role, role_id=one.role_id, store_id=one.store_id) for one in roles]


async def _store(parts: Resources, caller: Caller, name: str | None) -> UUID | None:
    return None if name is None else (await reached_store(parts, caller, name)).store_id
