"""What the use cases on factors work with."""

from dataclasses import dataclass

from aisle.core.clock import Clock
from aisle.core.secrets import Secrets
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.factors.challenges import Challenges
from aisle.identity.factors.ports import OneTimeCodes, PasskeyVerifier
from aisle.identity.factors.repository import KIND


@dataclass(frozen=True, slots=True)
class FactorTools:
    """The parts of one process that factors need. issuer: how this installation is called in apps."""

    accounts: AccountTools
    one_time: OneTimeCodes
    verifier: PasskeyVerifier
    challenges: Challenges
    clock: Clock
    issuer: str

    @property
    def secrets(self) -> Secrets:
        """The installation's keys."""
        return self.accounts.secrets

    def name_of(self, credential_id: bytes) -> bytes:
        """Return what stands for a passkey in the directory."""
        return self.secrets.name_hash(KIND, credential_id.hex())
