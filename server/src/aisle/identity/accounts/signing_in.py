"""Signing in with a password. Unknown addresses and wrong passwords take the same steps and get the same answer."""

from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event, Outcome
from aisle.core.db import Scope, Session
from aisle.core.ids import new_id
from aisle.identity.accounts import repository
from aisle.identity.accounts.errors import SignInRefused, WrongPassword
from aisle.identity.accounts.limits import PASSWORDS, client_counted
from aisle.identity.accounts.password_rules import LONGEST, prepared
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.emails import read_email
from aisle.identity.federation.sign_on.requiring import require_no_sign_on
from aisle.identity.logins.errors import VerificationNeeded
from aisle.identity.logins.types import IssuedLogin, LoginKind, StepNeeded

REFUSED = "The address or the password is not right. Try again, or ask for a new password."


async def sign_in(
    tools: AccountTools, email: str, password: str, kind: LoginKind
) -> IssuedLogin | StepNeeded:
    """Check a password and sign in, or say which second step is needed.

    Raises SignInRefused, SignOnRequired, PersonSuspended, TooManyTries, HashingBusy.
    """
    tools.hasher.check_room()
    email = read_email(email)
    await tools.attempts.take(tools.limits.clients, client_counted())
    await tools.attempts.take(PASSWORDS, email)
    async with tools.evening.out():
        person_id = await _recognise(tools, email, password)
    await tools.attempts.forget(PASSWORDS, email)
    await require_no_sign_on(tools, person_id, email)
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        return await tools.logins.begin(session, ["password"], kind)


async def _recognise(tools: AccountTools, email: str, password: str) -> UUID:
    person_id = await repository.find_tenant(tools.database, tools.name_of(email))
    stored = await _stored_hash(tools, person_id or new_id())
    matches = await check(tools, person_id, password, stored)
    if person_id is None or not matches:
        await _record_refusal(tools, person_id)
        raise SignInRefused(REFUSED)
    return person_id


async def verify_password(tools: AccountTools, person_id: UUID, login_id: UUID, password: str) -> None:
    """Prove again to be there. Raises WrongPassword, TooManyTries, HashingBusy.

    Where a second factor is set up, the password is not enough, as it is not to sign in: raises VerificationNeeded.
    """
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        if not set(await tools.logins.second_steps(session)) <= {"recovery"}:
            raise VerificationNeeded(
                "Send a code, a recovery code or a passkey to /api/v1/auth/verify/factor."
            )
    await require_password(tools, person_id, password)
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        await tools.logins.verify(session, login_id, "password")


async def require_password(tools: AccountTools, person_id: UUID, password: str) -> None:
    """Raise WrongPassword unless this is the password of somebody who is signed in. Raises TooManyTries, HashingBusy."""
    await tools.attempts.take(PASSWORDS, str(person_id))
    if not await check(tools, person_id, password, await _stored_hash(tools, person_id)):
        await _record_refusal(tools, person_id)
        raise WrongPassword("Try again, or sign out and ask for a new password.")
    await tools.attempts.forget(PASSWORDS, str(person_id))


async def check(tools: AccountTools, person_id: UUID | None, password: str, stored: str | None) -> bool:
    """Compare a password, hashing in every case, and write the hash anew where its parameters are old."""
    plain = prepared(password)[: LONGEST + 1]  # a longer one is nobody's
    verdict = await tools.hasher.check(plain, stored)
    if verdict.matches and verdict.outdated and person_id is not None and stored is not None:
        fresh = await tools.hasher.hash(plain)
        async with tools.database.open_scope(Scope.of_person(person_id)) as session:
            await repository.rehash_password(session, fresh, stored)
    return verdict.matches


async def _stored_hash(tools: AccountTools, person_id: UUID) -> str | None:
    # For an unknown address the same statement is asked for a person who is not there.
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        row = await repository.find_person(session)
    return None if row is None else row["password_hash"]


async def _record_refusal(tools: AccountTools, person_id: UUID | None) -> None:
    """Write a refusal into the log of whom it concerns; nobody's log knows of addresses without an account."""
    if person_id is None:
        return
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        await _note(session, person_id)


async def _note(session: Session, person_id: UUID) -> None:
    await record(session, Event("login.refused", "person", person_id, outcome=Outcome.REFUSED))
