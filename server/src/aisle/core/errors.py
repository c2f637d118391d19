"""Errors that reach a caller: each kind says what the caller can do, each class what happened."""

from typing import Any, ClassVar


class AisleError(Exception):
    """Base of every error with a stable code. `detail` says what is wrong and what to do, in one or two sentences."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Aisle could not do this"

    def __init__(self, detail: str = "", **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.extra = extra


class InvalidInput(AisleError):
    """The request must be changed before it is sent again."""

    code = "invalid_input"
    status = 422
    title = "The request is not valid"


class Unauthorized(AisleError):
    """No caller, or one whose credential does not hold."""

    code = "unauthorized"
    status = 401
    title = "A valid key or token is needed"


class Forbidden(AisleError):
    """A known caller without the right."""

    code = "forbidden"
    status = 403
    title = "This key or token may not do that"


class NotFound(AisleError):
    """Absent, or not this caller's: the two are never told apart."""

    code = "not_found"
    status = 404
    title = "There is no such thing here"


class Conflict(AisleError):
    """The state of things stands against it; it may pass later."""

    code = "conflict"
    status = 409
    title = "This conflicts with the present state"


class TooLarge(AisleError):
    """More bytes, characters or items than a limit allows."""

    code = "too_large"
    status = 413
    title = "This is too large"


class Unsupported(AisleError):
    """A type of content that Aisle does not read."""

    code = "unsupported_type"
    status = 415
    title = "This type of content is not supported"


class RateLimited(AisleError):
    """Too much at once; `retry_after` (seconds) travels in extra."""

    code = "rate_limited"
    status = 429
    title = "Too many requests"


class Unavailable(AisleError):
    """Something below is not there now; the same request may work later."""

    code = "unavailable"
    status = 503
    title = "Part of the service is not available"
