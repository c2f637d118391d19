"""What the use cases on accounts work with."""

from dataclasses import dataclass

from aisle.core.db import Database, Session
from aisle.core.jobs import JobQueue
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.identity.accounts import repository
from aisle.identity.accounts.errors import PersonNotFound
from aisle.identity.accounts.evening import Evening
from aisle.identity.accounts.limits import AccountLimits
from aisle.identity.accounts.ports import BreachedPasswords, ClosingHasher
from aisle.identity.accounts.types import Person
from aisle.identity.attempts import Attempts
from aisle.identity.emails import DIRECTORY_KIND
from aisle.identity.logins.service import Logins


@dataclass(frozen=True, slots=True)
class AccountTools:
    """The parts of one process that accounts need."""

    database: Database
    vault: Vault
    secrets: Secrets
    jobs: JobQueue
    hasher: ClosingHasher
    breached: BreachedPasswords
    attempts: Attempts
    logins: Logins
    limits: AccountLimits
    evening: Evening
    installation: tuple[str, ...] = ()  # words that anybody would guess here

    def name_of(self, email: str) -> bytes:
        """Return what stands for an address in the directory."""
        return self.secrets.name_hash(DIRECTORY_KIND, email)

    async def get_person(self, session: Session, *, lock: bool = False) -> Person:
        """Return the session's person. Raises PersonNotFound."""
        row = await repository.find_person(session, lock=lock)
        if row is None:
            raise PersonNotFound()
        email = await self.vault.unseal_text(session, row["email_sealed"], email_place(session))
        return Person(
            row["person_id"],
            row["name"],
            email,
            row["email_confirmed_at"],
            row["language"],
            row["password_hash"],
            row["created_at"],
            row["suspended_at"],
        )


def email_place(session: Session) -> str:
    """Where the address of the session's person is sealed for."""
    return f"person.email_sealed:{session.scope.organization_id}"
