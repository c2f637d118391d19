"""What second factors need, put together."""

from aisle.adapters.one_time_codes.totp import TotpCodes
from aisle.adapters.passkeys.webauthn import WebauthnVerifier
from aisle.core.clock import SystemClock
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.factors.challenges import Challenges
from aisle.identity.factors.tools import FactorTools

ISSUER = "Aisle"


def make_factors(accounts: AccountTools) -> FactorTools:
    """Return what the use cases on factors work with."""
    clock = SystemClock()
    challenges = Challenges(clock, accounts.secrets.key("passkey challenges"))
    return FactorTools(accounts, TotpCodes(), WebauthnVerifier(), challenges, clock, ISSUER)
