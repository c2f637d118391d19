"""What can go wrong with factors."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class FactorRefused(InvalidInput):
    """A wrong code, one that was used, or a passkey that does not fit."""

    code = "factor_refused"
    title = "This does not prove that it is you"


class FactorNotFound(NotFound):
    """No such factor, or somebody else's."""

    code = "factor_not_found"
    title = "There is no such factor"


class LastFactorNeeded(Conflict):
    """A role of the person needs a factor, and this is the last one."""

    code = "last_factor_needed"
    title = "Your role needs a second factor"


class PasskeyRefused(FactorRefused):
    """What an authenticator answered does not hold here."""

    code = "passkey_refused"
    title = "This passkey is not accepted"
