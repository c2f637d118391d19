"""Why a request under a key is not carried out."""

from aisle.core.errors import AisleError, Conflict, InvalidInput


class KeyInvalid(AisleError):
    """The header is not one key of 1 to 255 visible ASCII characters."""

    code = "idempotency_key_invalid"
    status = 400
    title = "The Idempotency-Key cannot be used"


class InFlight(Conflict):
    """The same request is being carried out; `retry_after` travels in extra."""

    code = "idempotency_in_flight"
    title = "The same request is being carried out"


class Mismatch(InvalidInput):
    """The key was used for another request."""

    code = "idempotency_mismatch"
    title = "This Idempotency-Key was used for another request"


class ReplyUnavailable(Conflict):
    """The request was carried out, and its reply is not there to be repeated."""

    code = "idempotency_reply_unavailable"
    title = "This request was carried out before"


class ClaimLost(Conflict):
    """Somebody else took the request over; nothing of this attempt was kept."""

    code = "idempotency_in_flight"
    title = "The same request is being carried out"
