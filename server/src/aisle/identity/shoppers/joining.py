"""Joins a session to the shopper who was proven in it; what was said before stays with it and becomes theirs."""

from dataclasses import dataclass
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.identity.shoppers import repository
from aisle.identity.shoppers.errors import SessionTaken
from aisle.identity.shoppers.types import Identified, Proof
from aisle.identity.types import Caller

TAKEN = "This session belongs to another customer. End it (DELETE /sessions/current), and start a new one for this customer."


@dataclass(frozen=True, slots=True)
class Joiner:
    """Keeps shoppers, what names them sealed, and joins sessions to them."""

    vault: Vault
    secrets: Secrets

    async def join(
        self,
        session: Session,
        session_id: UUID,
        proof: Proof,
        subject: str,
        email: str | None = None,
        name: str | None = None,
    ) -> UUID:
        """Make the session the proven shopper's and return the shopper's id. Raises SessionTaken.

        subject: the shop's own id of the customer, or the address, as the proof says.
        """
        shopper_id = await self._keep(session, proof, subject, email, name)
        if not await repository.join_session(session, session_id, shopper_id):
            raise SessionTaken(TAKEN)
        told = {"proof": proof, "session_id": str(session_id)}
        await record(session, Event("shopper.identified", "shopper", shopper_id, after=told))
        return shopper_id

    async def find(self, session: Session, caller: Caller) -> Identified | None:
        """Return the shopper whom the caller's session was joined to, with what names them."""
        found = await repository.shopper_of_session(session, caller.session_id) if caller.session_id else None
        return await self.get(session, found) if found else None

    async def find_named(
        self, session: Session, customer_id: str | None = None, email: str | None = None
    ) -> list[UUID]:
        """Return the store's shoppers of the shop's own id of a customer, or of an address."""
        subject = self.subject_hash(session, Proof.SIGNED, customer_id) if customer_id else None
        return await repository.find_shoppers(session, subject, self._email_hash(session, email))

    async def get(self, session: Session, shopper_id: UUID) -> Identified:
        """Return a shopper of the store with what names them."""
        row = await repository.get_shopper(session, shopper_id)
        place = row["subject_hash"].hex()
        opened = {
            name: await self.vault.unseal_text(session, row[f"{name}_sealed"], _place(name, place))
            for name in ("subject", "email", "name")
            if row[f"{name}_sealed"] is not None
        }
        subject, proof = opened.pop("subject"), Proof(row["proof"])
        if proof is Proof.EMAIL_CODE:
            return Identified(shopper_id, proof, email=subject)
        return Identified(shopper_id, proof, subject, **opened)

    def subject_hash(self, session: Session, proof: Proof, subject: str) -> bytes:
        """Return what a shopper is found by: of equal names in two stores nobody can tell that they are equal."""
        organization_id, store_id = session.tenant
        return self.secrets.name_hash(f"shopper:{proof}:{organization_id}:{store_id}", subject)

    async def _keep(
        self, session: Session, proof: Proof, subject: str, email: str | None, name: str | None
    ) -> UUID:
        found_by = self.subject_hash(session, proof, subject)
        sealed = [
            None if text is None else await self.vault.seal_text(session, text, _place(kind, found_by.hex()))
            for kind, text in (("subject", subject), ("email", email), ("name", name))
        ]
        address = subject if proof is Proof.EMAIL_CODE else email
        return await repository.upsert_shopper(
            session, new_id(), found_by, proof, sealed, self._email_hash(session, address)
        )

    def _email_hash(self, session: Session, email: str | None) -> bytes | None:
        organization_id, store_id = session.tenant
        named = f"shopper-email:{organization_id}:{store_id}"
        return self.secrets.name_hash(named, email.strip().casefold()) if email else None


def _place(kind: str, found_by: str) -> str:
    return f"shopper.{kind}_sealed:{found_by}"
