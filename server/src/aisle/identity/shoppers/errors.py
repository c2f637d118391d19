"""What can go wrong when a shopper says who they are."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class IdentityTokenRefused(InvalidInput):
    """What the shop's server signed does not hold here."""

    code = "identity_token_refused"
    title = "This identity token is not accepted"


class CodeRefused(InvalidInput):
    """A wrong code, one that was used, or one that is too old."""

    code = "code_refused"
    title = "This code is not right, or no longer holds"


class SessionTaken(Conflict):
    """The session belongs to another customer already."""

    code = "session_taken"
    title = "This session is another customer's"


class ShopperKeyNotFound(NotFound):
    """No such key in this store."""

    code = "shopper_key_not_found"
    title = "There is no such key in this store"
