"""How often people may try."""

from dataclasses import dataclass
from datetime import timedelta

from aisle.core.client import current_client
from aisle.identity.attempts import Limit
from aisle.identity.limiting import site_of

UNKNOWN = "unknown"  # clients without an address are counted as one
WHILE = timedelta(minutes=10)
# Passwords for one account, from wherever they come. It passes by itself: nobody is locked out for good.
PASSWORDS = Limit("passwords of an account", 10, WHILE)
SIGN_UPS = Limit("sign-ups of an address", 5, timedelta(hours=1))
MAILS = Limit("mails to an address", 5, timedelta(hours=1))


def client_counted() -> str:
    """Return what the present client is counted as: its address, or of IPv6 its network, where addresses cost nothing."""
    address = current_client().address
    return UNKNOWN if address is None else site_of(address)


@dataclass(frozen=True, slots=True)
class AccountLimits:
    """What one client's address may try: a person, an office, or an attacker. most: an operator's setting."""

    most: int

    @property
    def clients(self) -> Limit:
        """Sign-ins, sign-ups and requests for mails together."""
        return Limit("tries of a client", self.most, WHILE)
