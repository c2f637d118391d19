"""Who a shopper turned out to be."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Proof(StrEnum):
    """How it was proven, which says what was: a shop's signature names a customer, a code an address alone."""

    SIGNED = "signed"
    EMAIL_CODE = "email_code"


@dataclass(frozen=True, slots=True)
class Identified:
    """A shopper who was proven. customer_id: the shop's own; none where only an address was proven."""

    shopper_id: UUID
    proof: Proof
    customer_id: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    name: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PendingCode:
    """A code on its way to an address. code_hash: None until the mail is made."""

    email_hash: bytes
    email_sealed: bytes
    code_hash: bytes | None
