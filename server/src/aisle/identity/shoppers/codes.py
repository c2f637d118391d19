"""Codes by mail: they prove that a shopper reads an address, and nothing more."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from aisle.core.db import Database, Session
from aisle.core.errors import InvalidInput
from aisle.core.jobs import JobQueue
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.identity.accounts.limits import client_counted
from aisle.identity.attempts import Attempts, Limit
from aisle.identity.shoppers import code_repository as repository
from aisle.identity.shoppers.errors import CodeRefused
from aisle.identity.shoppers.identifying import own_session
from aisle.identity.shoppers.joining import Joiner
from aisle.identity.shoppers.types import Identified, PendingCode, Proof
from aisle.identity.types import Caller
from aisle.notifications.sending import send_mail
from aisle.notifications.types import Letter, Sending
from aisle.tenants import service as tenants

HOLDS = timedelta(minutes=10)
MAILS_OF_SESSION = Limit("code mails of session", 5, timedelta(minutes=10))
MAILS_OF_CLIENT = Limit("code mails of client", 20, timedelta(minutes=10))
MAILS_TO_ADDRESS = Limit("code mails to address", 5, timedelta(hours=1))
# Ten guesses at a million codes, whichever session they come from (ASVS 6.5).
GUESSES = Limit("code guesses", 10, timedelta(minutes=10))
PURPOSE = "shopper_code"
ADDRESS = re.compile(r"[^@\s\x00-\x1f\x7f,;<>()\[\]\\\"]{1,64}@[^@\s\x00-\x1f\x7f,;<>()\[\]\\\"]{1,190}")


@dataclass(frozen=True, slots=True)
class ShopperCodes:
    """Sends codes and checks them."""

    database: Database
    secrets: Secrets
    vault: Vault
    jobs: JobQueue
    joiner: Joiner
    attempts: Attempts

    async def send(self, caller: Caller, email: str) -> None:
        """Have a code mailed; the newest code of a session is the only one.

        What becomes of it is told to nobody but the reader of the address. Raises InvalidInput, TooManyTries.
        """
        session_id, address = own_session(caller), normal_address(email)
        await self.attempts.take(MAILS_OF_SESSION, str(session_id))
        await self.attempts.take(MAILS_OF_CLIENT, client_counted())
        if await self.attempts.seconds_left(MAILS_TO_ADDRESS, f"{caller.store_id}:{address}"):
            return  # to say so would tell that somebody else asked for this address
        async with self.database.open_scope(caller.scope) as session:
            sealed = await self.vault.seal_text(session, address, _place(session_id))
            await repository.put_code(session, session_id, self._email_hash(session, address), sealed, HOLDS)
            job_id = await send_mail(session, self.jobs, PURPOSE, session_id=session_id)
            await repository.await_mail(session, session_id, job_id)

    async def verify(self, caller: Caller, code: str) -> Identified:
        """Join the caller's session to the reader of the address that the code went to.

        Raises CodeRefused, TooManyTries, SessionTaken.
        """
        session_id = own_session(caller)
        await self._count_guess(caller, session_id)
        async with self.database.open_scope(caller.scope) as session:
            pending = await repository.find_code(session, session_id)
            if pending is None or not self._fits(session_id, code, pending):
                raise CodeRefused(
                    "Check the six digits, or have a new code sent: a code holds ten minutes and works once."
                )
            await repository.mark_used(session, session_id)
            address = await self.vault.unseal_text(session, pending.email_sealed, _place(session_id))
            shopper_id = await self.joiner.join(session, session_id, Proof.EMAIL_CODE, address)
        return Identified(shopper_id, Proof.EMAIL_CODE, email=address)

    async def letter(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """Make the mail of a code, and keep the code's hash; nothing when the session has ended or it is too late."""
        session_id = UUID(ids["session_id"])
        code = sending.code(PURPOSE)
        hashed = self._code_hash(session_id, code)
        # A job whose mail to an address before this one was read and then refused tries again: its code is known.
        pending = await repository.set_code(session, session_id, sending.job_id, hashed)
        if pending is None:
            return None
        store = await tenants.get_store(session, session.tenant[1])
        address = await self.vault.unseal_text(session, pending.email_sealed, _place(session_id))
        minutes = int(HOLDS / timedelta(minutes=1))
        return Letter(address, {"store": store.name, "code": code, "minutes": minutes}, store.language)

    async def _count_guess(self, caller: Caller, session_id: UUID) -> None:
        """Count before anything is compared, by session and by address: many sessions give no more guesses."""
        await self.attempts.take(GUESSES, str(session_id))
        async with self.database.open_scope(caller.scope) as session:
            pending = await repository.find_code(session, session_id)
        if pending is not None:
            await self.attempts.take(GUESSES, pending.email_hash.hex())

    def _fits(self, session_id: UUID, code: str, pending: PendingCode) -> bool:
        given = self._code_hash(session_id, "".join(code.split()))
        return hmac.compare_digest(given, pending.code_hash or bytes(32))

    def _code_hash(self, session_id: UUID, code: str) -> bytes:
        return self.secrets.name_hash(PURPOSE, f"{session_id}:{code}")

    def _email_hash(self, session: Session, address: str) -> bytes:
        return self.joiner.subject_hash(session, Proof.EMAIL_CODE, address)


def normal_address(email: str) -> str:
    """Return an address as it is compared: without blanks around it, in small letters. Raises InvalidInput."""
    address = email.strip().casefold()
    if not ADDRESS.fullmatch(address) or not address.isprintable():
        raise InvalidInput("Write the whole e-mail address, such as name@shop.example.")
    return address


def _place(session_id: UUID) -> str:
    return f"shopper_code.email_sealed:{session_id}"
