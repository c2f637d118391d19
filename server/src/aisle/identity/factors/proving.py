"""Proving with a factor: at the second step of a sign-in, alone with a passkey, or once more later."""

import binascii
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event, Outcome
from aisle.core.db import Scope, Session
from aisle.identity.accounts.limits import client_counted
from aisle.identity.factors import repository
from aisle.identity.factors.challenges import Asked, from_base64
from aisle.identity.factors.errors import FactorRefused, PasskeyRefused
from aisle.identity.factors.limits import GUESSES, NOTED
from aisle.identity.factors.mails import tell
from aisle.identity.factors.recovery_codes import plain
from aisle.identity.factors.tools import FactorTools
from aisle.identity.factors.types import FactorKind, Page, Proof, StoredPasskey
from aisle.identity.logins.types import IssuedLogin, LoginKind
from aisle.identity.once_tokens.service import Purpose, find_token, read_token

RECOVERY = "recovery"
WRONG = "Check the code and the time of your phone, or wait for the next code: each works once."
UNKNOWN_PASSKEY = "This server does not know the passkey. Sign in another way, and set it up anew."


async def take_second_step(tools: FactorTools, challenge: str, proof: Proof, page: Page) -> IssuedLogin:
    """Sign in whose password was right and whose factor is, too.

    challenge: of the first step. Raises TokenSpent, FactorRefused, TooManyTries, PersonSuspended.
    """
    text = read_token(challenge)
    person_id, database = text.organization_id, tools.accounts.database
    async with database.open_scope(Scope.of_person(person_id)) as session:
        await find_token(
            session, text, Purpose.SECOND_STEP
        )  # who has none is not heard, and counts for nobody
    await _count(tools, person_id, proof)
    try:
        async with database.open_scope(Scope.of_person(person_id)) as session:
            step = await tools.accounts.logins.find_step(session, text)
            method = await _proven(tools, session, proof, page)
            return await tools.accounts.logins.complete(session, step, method)
    except FactorRefused:
        await _note(tools, person_id)
        raise


async def sign_in_by_passkey(
    tools: FactorTools, answer: dict[str, Any], page: Page, kind: LoginKind
) -> IssuedLogin:
    """Sign in with a passkey that knows its user: that is two factors at once.

    Raises PasskeyRefused, PersonSuspended, TooManyTries.
    """
    await tools.accounts.attempts.take(tools.accounts.limits.clients, client_counted())
    credential_id = _credential_of(answer)
    person_id = await repository.find_owner(tools.accounts.database, tools.name_of(credential_id))
    if person_id is None:
        raise PasskeyRefused(UNKNOWN_PASSKEY)
    _check_owner(answer, person_id)
    try:
        async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
            challenge = await tools.challenges.take(session, answer, Asked.SIGN_IN)
            await _use_passkey(tools, session, answer, challenge, page, verified=True)
            return await tools.accounts.logins.start(session, [FactorKind.PASSKEY], kind)
    except PasskeyRefused:
        await _note(tools, person_id)
        raise


async def verify(tools: FactorTools, person_id: UUID, login_id: UUID, proof: Proof, page: Page) -> None:
    """Prove once more to be there; the sign-in counts as made with that factor, too.

    Raises FactorRefused, TooManyTries.
    """
    await _count(tools, person_id, proof)
    try:
        async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
            method = await _proven(tools, session, proof, page)
            await repository.add_method(session, login_id, method)
            await tools.accounts.logins.verify(session, login_id, method)
    except FactorRefused:
        await _note(tools, person_id)
        raise


async def use_code(
    tools: FactorTools, session: Session, code: str, unconfirmed: UUID | None = None
) -> UUID | None:
    """Use up a code of an authenticator app and return which app's it was; None for a wrong or used one."""
    given = "".join(code.split())
    for row in await repository.list_authenticators(session, unconfirmed):
        secret = await tools.accounts.vault.unseal_text(session, row["secret_sealed"], place_of(row["id"]))
        step = tools.one_time.step_of(secret, given, tools.clock.now())
        if step is not None and step > (row["last_step"] or 0):
            await repository.use_step(session, row["id"], step)
            return UUID(str(row["id"]))
    return None


def place_of(factor_id: UUID) -> str:
    """Where the secret of an authenticator app is sealed for."""
    return f"factor.secret_sealed:{factor_id}"


async def _proven(tools: FactorTools, session: Session, proof: Proof, page: Page) -> str:
    """Use a proof up and return how it proves."""
    if proof.passkey is not None:
        person_id = session.scope.organization_id
        challenge = await tools.challenges.take(session, proof.passkey, Asked.PROVE, person_id)
        await _use_passkey(tools, session, proof.passkey, challenge, page, verified=False)
        return FactorKind.PASSKEY
    if proof.recovery_code is not None:
        await _use_recovery_code(tools, session, proof.recovery_code)
        return RECOVERY
    if await use_code(tools, session, proof.code or "") is None:
        raise FactorRefused(WRONG)
    return FactorKind.TOTP


async def _use_recovery_code(tools: FactorTools, session: Session, code: str) -> None:
    if not await repository.use_code(session, hash_code(tools, session.scope.organization_id, code)):
        raise FactorRefused("This recovery code is not right, or was used before.")
    left = await repository.codes_left(session)
    await tell(tools, session, "recovery_code_used", left=str(left))
    event = Event("recovery_code.used", "person", session.scope.organization_id, after={"left": left})
    await record(session, event)


def hash_code(tools: FactorTools, person_id: UUID, code: str) -> bytes:
    """Return what is stored of a recovery code: keyed, so that a copy of the database lets nobody try."""
    return tools.secrets.name_hash("recovery code", f"{person_id}:{plain(code)}")


async def _use_passkey(
    tools: FactorTools,
    session: Session,
    answer: dict[str, Any],
    challenge: bytes,
    page: Page,
    *,
    verified: bool,
) -> None:
    row = await repository.find_passkey(session, _credential_of(answer))
    if row is None:
        raise PasskeyRefused(UNKNOWN_PASSKEY)
    stored = StoredPasskey(row["credential_id"], row["public_key"], row["sign_count"])
    count = tools.verifier.check_use(answer, challenge, page, stored, verified=verified)
    await repository.use_passkey(session, row["id"], count)


def _credential_of(answer: dict[str, Any]) -> bytes:
    try:
        return from_base64(answer["id"])
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise PasskeyRefused("This is not what a browser answers.") from None


def _check_owner(answer: dict[str, Any], person_id: UUID) -> None:
    """The authenticator says whose passkey it is, too; both have to say the same (WebAuthn 7.2, step 6)."""
    try:
        said = from_base64(answer["response"]["userHandle"])
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise PasskeyRefused("The passkey does not say whose it is.") from None
    if said != person_id.bytes:
        raise PasskeyRefused(UNKNOWN_PASSKEY)


async def _count(tools: FactorTools, person_id: UUID, proof: Proof) -> None:
    """Codes of all kinds are guessed ten times in ten minutes; a passkey cannot be guessed."""
    if proof.passkey is None:
        await tools.accounts.attempts.take(GUESSES, str(person_id))


async def _note(tools: FactorTools, person_id: UUID) -> None:
    if await tools.accounts.attempts.seconds_left(NOTED, str(person_id)):
        return
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        await record(session, Event("factor.refused", "person", person_id, outcome=Outcome.REFUSED))
