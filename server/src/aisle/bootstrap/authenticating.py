"""What recognises callers, put together."""

from aisle.core.clock import SystemClock
from aisle.core.db import Database
from aisle.core.secrets import Secrets
from aisle.identity import tokens
from aisle.identity.authenticator import Authenticator
from aisle.identity.keys.recogniser import KeyRecogniser
from aisle.identity.logins.recogniser import AccessRecogniser, LoginRecogniser
from aisle.identity.logins.service import Logins
from aisle.identity.shoppers.recogniser import ShopperRecogniser
from aisle.identity.types import CallerKind
from aisle.identity.visits.operators import Operators
from aisle.identity.visits.recogniser import VisitRecogniser
from aisle.identity.visits.service import PREFIX as VISIT_PREFIX


def make_authenticator(database: Database, secrets: Secrets, logins: Logins) -> Authenticator:
    """Return what recognises every kind of credential: a new kind is one line here."""
    return Authenticator(
        {
            tokens.SECRET_PREFIX: KeyRecogniser(database, CallerKind.SECRET_KEY, tokens.SECRET_PREFIX),
            tokens.PUBLIC_PREFIX: KeyRecogniser(database, CallerKind.PUBLISHABLE_KEY, tokens.PUBLIC_PREFIX),
            tokens.LOGIN_PREFIX: LoginRecogniser(database),
            tokens.ACCESS_PREFIX: AccessRecogniser(database, logins.access),
            VISIT_PREFIX: VisitRecogniser(database, Operators(database, secrets.key("operators"))),
            tokens.SHOPPER_PREFIX: ShopperRecogniser(database, SystemClock(), secrets.key("shopper tokens")),
        }
    )
