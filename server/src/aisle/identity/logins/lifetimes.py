"""How long sign-ins hold."""

from collections.abc import Mapping
from datetime import timedelta

from aisle.identity.logins.types import LoginKind

# Since it began, and since it was last seen.
ABSOLUTE: Mapping[LoginKind, timedelta] = {
    LoginKind.BROWSER: timedelta(days=30),
    LoginKind.TOKEN: timedelta(days=90),
}
IDLE: Mapping[LoginKind, timedelta] = {
    LoginKind.BROWSER: timedelta(days=7),
    LoginKind.TOKEN: timedelta(days=30),
}
ACCESS = timedelta(minutes=10)
STEP = timedelta(minutes=10)
VERIFIED = timedelta(minutes=10)  # so long does a proof of being there hold for what needs one
# A client whose answer was lost asks again with the token it has; a thief who comes later ends the family.
REPEAT = timedelta(seconds=10)
