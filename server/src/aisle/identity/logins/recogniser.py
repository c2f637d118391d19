"""Recognises people by the sign-in of their browser, or by the access token of their program."""

import hmac
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from aisle.core.db import Database, Scope
from aisle.core.errors import Unauthorized
from aisle.identity import tokens
from aisle.identity.authenticator import Recognised
from aisle.identity.factors import requirement
from aisle.identity.logins import repository
from aisle.identity.logins.access_tokens import AccessTokens
from aisle.identity.logins.types import LoginKind
from aisle.identity.members.granting import grants_of
from aisle.identity.members.repository import may_come, touch_member
from aisle.identity.types import Caller, CallerKind

ENDED = "This sign-in has ended; sign in again."


@dataclass(frozen=True, slots=True)
class LoginRecogniser:
    """Knows the cookies of browsers."""

    database: Database

    async def recognise(self, token: str) -> Recognised:
        """Return the person, as a member of the organization that they act in. Raises Unauthorized."""
        text = tokens.read_key(token, tokens.LOGIN_PREFIX)
        if text is None:
            raise Unauthorized(ENDED)
        person_id = text.organization_id  # a person is the tenant of their own sign-in
        row = await _login(self.database, person_id, text.key_id, LoginKind.BROWSER)
        if not hmac.compare_digest(row["secret_hash"], text.secret_hash):
            raise Unauthorized(ENDED)
        return Recognised(await acting(self.database, person_id, row))


@dataclass(frozen=True, slots=True)
class AccessRecogniser:
    """Knows access tokens. What one says of its organization is for its bearer; where they act, the sign-in says."""

    database: Database
    access: AccessTokens

    async def recognise(self, token: str) -> Recognised:
        """Return the person whose sign-in the token names, if that still holds. Raises Unauthorized."""
        claims = self.access.read(token)
        row = await _login(self.database, claims.person_id, claims.login_id, LoginKind.TOKEN)
        return Recognised(await acting(self.database, claims.person_id, row), seconds=claims.seconds)


async def _login(database: Database, person_id: UUID, login_id: UUID, kind: LoginKind) -> Any:
    async with database.open_scope(Scope.of_person(person_id), keep_plans=True) as session:
        row = await repository.find_login(session, login_id)
        if row is None or row["kind"] != kind:
            raise Unauthorized(ENDED)
        await repository.touch_login(session, login_id)
    return row


async def acting(database: Database, person_id: UUID, row: Any) -> Caller:
    """Return who a sign-in is: a member of the organization that it acts in, or a person with their account alone."""
    organization_id = row["organization_id"]
    if organization_id is None and row["connection_id"] is None:
        return Caller.of_person(person_id, row["id"])
    if organization_id is None:
        raise Unauthorized(ENDED)
    scope = Scope(organization_id, None, "authenticator")
    async with database.open_scope(scope, keep_plans=True) as session:
        grants = await grants_of(session, person_id)
        comes = bool(grants) and await may_come(session, person_id, row["connection_id"])
        # Whether its people need a second factor is for the organization's own identity provider to see to.
        lacking = row["connection_id"] is None and await requirement.is_lacking(
            session, person_id, row["methods"]
        )
        if comes and not lacking:
            await touch_member(session, person_id)
    if lacking:
        return replace(Caller.of_person(person_id, row["id"]), needs_factor=True)
    if row["connection_id"] is not None and not comes:  # it opens its organization, and nothing else
        raise Unauthorized(ENDED)
    if not comes:  # no member any more, suspended, or to come another way: their account is still theirs
        return Caller.of_person(person_id, row["id"])
    return Caller(
        CallerKind.MEMBER,
        organization_id,
        None,
        row["id"],
        grants,
        person_id=person_id,
        connection_id=row["connection_id"],
    )
