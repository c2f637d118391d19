"""Use cases on members: who there is, what they may do, and how they leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.errors import Conflict, InvalidInput
from aisle.core.vault import Vault
from aisle.identity.accounts import repository as accounts
from aisle.identity.bounding import require_covering
from aisle.identity.keys import repository as keys
from aisle.identity.keys.bounds import named_grants
from aisle.identity.members import repository
from aisle.identity.members.changing import changing
from aisle.identity.members.errors import LastOwner, MemberNotFound
from aisle.identity.members.giving import check_giving, given_of
from aisle.identity.members.joining import email_place
from aisle.identity.members.types import Given, Member
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller, CallerKind, Place


class Keys(StrEnum):
    """What becomes of the keys of a member who is removed."""

    END = "end"
    ADOPT = "adopt"


@dataclass(frozen=True, slots=True)
class Members:
    """Works on the members of a caller's organization. Changes go one at a time, so that an owner is always left."""

    database: Database
    vault: Vault

    async def page(self, caller: Caller, after: UUID | None, most: int) -> list[Member]:
        """Return members with their roles and addresses."""
        async with self.database.open_scope(caller.scope) as session:
            return await self._read(session, await repository.list_members(session, after, most))

    async def get(self, caller: Caller, person_id: UUID) -> Member:
        """Return one member. Raises MemberNotFound."""
        async with self.database.open_scope(caller.scope) as session:
            return await self._get(session, person_id)

    async def change_roles(self, caller: Caller, person_id: UUID, roles: Sequence[Given]) -> Member:
        """Put other roles in the place of a member's.

        Raises MemberNotFound, RightsExceeded, OwnersOnly, LastOwner, RoleNotFound, StoreNotFound.
        """
        if not roles:
            raise InvalidInput(
                "A member has at least one role; to take the last one, remove or suspend them."
            )
        async with changing(self.database, caller, person_id) as (session, now):
            await check_giving(session, now, roles)
            before = await _shown(session, person_id)
            await repository.delete_roles(session, person_id)
            await repository.insert_roles(session, person_id, roles)
            await _keep_an_owner(session)
            member, after = await self._get(session, person_id), await _shown(session, person_id)
            await record(session, Event("member.roles_changed", "member", person_id, before, after))
            return member

    async def suspend(self, caller: Caller, person_id: UUID, why: str) -> None:
        """Keep a member out until they are resumed; their keys rest with them. Raises as `change_roles`."""
        async with changing(self.database, caller, person_id) as (session, _):
            await self._check_theirs(session, person_id)
            await repository.set_suspension(session, person_id, why)
            await _keep_an_owner(session)
            await record(session, Event("member.suspended", "member", person_id, after={"why": why}))

    async def resume(self, caller: Caller, person_id: UUID) -> None:
        """Let a suspended member work again. Raises MemberNotFound, RightsExceeded, OwnersOnly."""
        async with changing(self.database, caller, person_id) as (session, _):
            await self._check_theirs(session, person_id)
            await repository.set_suspension(session, person_id, None)
            await record(session, Event("member.resumed", "member", person_id))

    async def remove(self, caller: Caller, person_id: UUID, what: Keys) -> None:
        """Remove a member; their keys end, or become the remover's within the remover's own rights.

        Raises as `change_roles`.
        """
        async with changing(self.database, caller, person_id) as (session, now):
            told = await _settle_keys(session, now, person_id, what)
            await self._part(session, person_id)
            await record(session, Event("member.removed", "member", person_id, after=told))

    async def leave(self, person: Caller, organization_id: UUID) -> None:
        """Let a person leave an organization; their keys end. Raises MemberNotFound, LastOwner."""
        scope = Scope(organization_id, None, person.principal)
        async with self.database.open_scope(scope) as session:
            await repository.lock_members(session)
            assert person.person_id is not None
            if await repository.find_member(session, person.person_id) is None:
                raise MemberNotFound("You are no member of such an organization.")
            ended = await keys.revoke_keys_of(session, person.person_id)
            await self._part(session, person.person_id)
            told = {"keys_ended": [*map(str, ended)]}
            await record(session, Event("member.left", "member", person.person_id, after=told))

    async def _check_theirs(self, session: Session, person_id: UUID) -> None:
        """Raise Conflict where the operator has suspended the person: that is not the organization's to lift."""
        async with self.database.also(session, Scope.of_person(person_id)) as theirs:
            if await accounts.is_suspended(theirs):
                raise Conflict(
                    "The operator of this service has suspended this person; only they can lift that."
                )

    async def _part(self, session: Session, person_id: UUID) -> None:
        await repository.delete_member(session, person_id)
        await _keep_an_owner(session)
        async with self.database.also(session, Scope.of_person(person_id)) as theirs:
            await repository.delete_entrance(theirs, session.scope.organization_id)

    async def _get(self, session: Session, person_id: UUID) -> Member:
        row = await repository.find_member(session, person_id)
        if row is None:
            raise MemberNotFound()
        return (await self._read(session, [row]))[0]

    async def _read(self, session: Session, rows: Sequence[Any]) -> list[Member]:
        roles = await repository.list_roles(session, [row["person_id"] for row in rows])
        return [await self._member(session, row, roles) for row in rows]

    async def _member(self, session: Session, row: Any, roles: Sequence[Any]) -> Member:
        person_id = row["person_id"]
        return Member(
            person_id,
            row["name"],
            await self.vault.unseal_text(session, row["email_sealed"], email_place(person_id)),
            row["joined_by"],
            row["joined_at"],
            row["seen_at"],
            row["suspended_at"],
            row["suspended_why"],
            tuple(given_of(one) for one in roles if one["person_id"] == person_id),
        )


async def _keep_an_owner(session: Session) -> None:
    if not await repository.count_owners(session):
        raise LastOwner()


async def _settle_keys(session: Session, caller: Caller, person_id: UUID, what: Keys) -> dict[str, Any]:
    if what is Keys.END:
        return {"keys_ended": [*map(str, await keys.revoke_keys_of(session, person_id))]}
    if caller.kind is not CallerKind.MEMBER or caller.person_id in (None, person_id):
        raise InvalidInput("Only another member can take keys over; let them end instead (keys=end).")
    require(caller, Action.WRITE_KEYS, Place(caller.organization_id))
    for row in await keys.list_living_of(session, person_id):
        require_covering(caller, named_grants(row) if row["kind"] == "secret" else [])
    assert caller.person_id is not None
    return {"keys_adopted": [*map(str, await keys.adopt_keys(session, person_id, caller.person_id))]}


async def _shown(session: Session, person_id: UUID) -> dict[str, Any]:
    rows = await repository.list_roles(session, [person_id])
    shown = [
        {"role": row["role"] or str(row["role_id"]), "store": row["store_id"] and str(row["store_id"])}
        for row in rows
    ]
    return {"roles": shown}
