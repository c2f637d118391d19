"""Setting factors up, naming them, taking them away. Every route to these asks for a recent proof first."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope, Session
from aisle.core.errors import Conflict, InvalidInput
from aisle.core.ids import new_id
from aisle.identity.accounts import repository as accounts
from aisle.identity.factors import mails, repository
from aisle.identity.factors.challenges import Asked
from aisle.identity.factors.errors import FactorNotFound, FactorRefused, LastFactorNeeded
from aisle.identity.factors.limits import GUESSES, LONGEST_NAME, MOST_FACTORS
from aisle.identity.factors.proving import WRONG, hash_code, place_of, use_code
from aisle.identity.factors.recovery_codes import new_codes
from aisle.identity.factors.requirement import is_needed
from aisle.identity.factors.tools import FactorTools
from aisle.identity.factors.types import Confirmed, FactorKind, NewAuthenticator, Page
from aisle.identity.types import Caller


async def begin_authenticator(tools: FactorTools, caller: Caller, name: str) -> NewAuthenticator:
    """Make the secret of an authenticator app; it counts once a code of it was sent. Raises Conflict, InvalidInput."""
    async with _own(tools, caller) as session:
        await _check_room(session)
        person = await tools.accounts.get_person(session)
        factor_id, secret = new_id(), tools.one_time.new_secret()
        sealed = await tools.accounts.vault.seal_text(session, secret, place_of(factor_id))
        await repository.put_authenticator(session, factor_id, read_name(name or "Authenticator app"), sealed)
    return NewAuthenticator(factor_id, secret, tools.one_time.uri(secret, person.email, tools.issuer))


async def confirm_authenticator(tools: FactorTools, caller: Caller, factor_id: UUID, code: str) -> Confirmed:
    """Take the first code of an authenticator app. Raises FactorRefused, TooManyTries."""
    await tools.accounts.attempts.take(GUESSES, str(caller.account_id))
    async with _own(tools, caller) as session:
        if await use_code(tools, session, code, factor_id) is None:
            raise FactorRefused(WRONG)
        return await _added(tools, session, caller, factor_id, FactorKind.TOTP)


async def add_passkey(
    tools: FactorTools, caller: Caller, answer: dict[str, Any], name: str, page: Page
) -> Confirmed:
    """Keep a passkey that an authenticator made for this challenge. Raises PasskeyRefused, Conflict, InvalidInput."""
    async with _own(tools, caller) as session:
        await _check_room(session)
        challenge = await tools.challenges.take(session, answer, Asked.REGISTER, caller.account_id)
        made, factor_id = tools.verifier.check_new(answer, challenge, page), new_id()
        await repository.insert_passkey(
            session, factor_id, read_name(name or "Passkey"), made, tools.name_of(made.credential_id)
        )
        return await _added(tools, session, caller, factor_id, FactorKind.PASSKEY)


async def rename(tools: FactorTools, caller: Caller, factor_id: UUID, name: str) -> None:
    """Give a factor a name. Raises FactorNotFound, InvalidInput."""
    async with _own(tools, caller) as session:
        if not await repository.rename(session, factor_id, read_name(name)):
            raise FactorNotFound()
        await record(session, Event("factor.renamed", "factor", factor_id))


async def remove(tools: FactorTools, caller: Caller, factor_id: UUID) -> None:
    """Take a factor away; with the last one the recovery codes go. Raises FactorNotFound, LastFactorNeeded."""
    async with _own(tools, caller) as session:
        kind = await repository.delete_factor(session, factor_id)
        if kind is None:
            raise FactorNotFound()
        if not await repository.list_factors(session):
            await _check_dispensable(tools, session, caller.account_id)
            await repository.delete_all(session)
        await mails.tell(tools, session, mails.REMOVED, factor=kind)
        await record(session, Event("factor.removed", "factor", factor_id, before={"kind": kind}))


async def renew_codes(tools: FactorTools, caller: Caller) -> tuple[str, ...]:
    """Make ten new recovery codes; the old ones work no more. Raises Conflict without a factor."""
    async with _own(tools, caller) as session:
        if not await repository.list_factors(session):
            raise Conflict("Recovery codes stand in for a factor; set one up first.")
        codes = await _put_codes(tools, session)
        await mails.tell(tools, session, mails.ADDED, factor="recovery")
        await record(session, Event("recovery_codes.renewed", "person", caller.account_id))
    return codes


async def reset(tools: FactorTools, person_id: UUID, why: str) -> list[UUID]:
    """Take all factors from somebody who lost them, and end their sign-ins; return which. For operators."""
    scope = Scope(person_id, None, "operator:command-line")
    async with tools.accounts.database.open_scope(scope) as session:
        await tools.accounts.get_person(session, lock=True)
        gone = await repository.delete_all(session)
        ended = await tools.accounts.logins.end_all(session, "factors reset")
        await mails.tell(tools, session, mails.REMOVED, factor="all")
        told = {"factors": gone, "logins": len(ended), "why": why}
        await record(session, Event("factors.reset", "person", person_id, after=told))
    return ended


def read_name(name: str) -> str:
    """Return a name on one line. Raises InvalidInput."""
    cleaned = " ".join("".join(mark if mark.isprintable() else " " for mark in name).split())
    if not 0 < len(cleaned) <= LONGEST_NAME:
        raise InvalidInput(f"A name has 1 to {LONGEST_NAME} characters.")
    return cleaned


@asynccontextmanager
async def _own(tools: FactorTools, caller: Caller) -> AsyncIterator[Session]:
    """The person's own scope, in which nobody else changes their factors."""
    async with tools.accounts.database.open_scope(Scope.of_person(caller.account_id)) as session:
        await tools.accounts.get_person(session, lock=True)
        yield session


async def _check_room(session: Session) -> None:
    if len(await repository.list_factors(session)) >= MOST_FACTORS:
        raise Conflict(f"You have {MOST_FACTORS} factors, which is the most; remove one that you do not use.")


async def _added(
    tools: FactorTools, session: Session, caller: Caller, factor_id: UUID, kind: FactorKind
) -> Confirmed:
    """Remember a factor that was just used for the first time: the sign-in counts as made with it."""
    await repository.add_method(session, caller.credential_id, kind)
    is_first = len(await repository.list_factors(session)) == 1
    codes = await _put_codes(tools, session) if is_first else ()
    await mails.tell(tools, session, mails.ADDED, factor=kind)
    await record(session, Event("factor.added", "factor", factor_id, after={"kind": kind}))
    return Confirmed(factor_id, codes)


async def _put_codes(tools: FactorTools, session: Session) -> tuple[str, ...]:
    codes, person_id = new_codes(), session.scope.organization_id
    await repository.put_codes(session, [(new_id(), hash_code(tools, person_id, one)) for one in codes])
    return codes


async def _check_dispensable(tools: FactorTools, session: Session, person_id: UUID) -> None:
    for organization_id in await accounts.list_organizations(session):
        scope = Scope(organization_id, None, session.scope.principal)
        async with tools.accounts.database.also(session, scope) as theirs:
            needed = await is_needed(theirs, person_id)
        if needed:
            raise LastFactorNeeded("Set another factor up before you remove this one.")
