"""What can go wrong with sign-ins."""

from aisle.core.errors import Forbidden, NotFound, Unauthorized


class VerificationNeeded(Forbidden):
    """The sign-in is good, but too old for what is asked."""

    code = "verification_needed"
    title = "Prove once more that it is you"


class RefreshRefused(Unauthorized):
    """The refresh token is not the newest of its sign-in, or the sign-in has ended."""

    code = "refresh_refused"
    title = "This sign-in cannot be continued"


class LoginNotFound(NotFound):
    """No such sign-in, or somebody else's."""

    code = "login_not_found"
    title = "There is no such sign-in"
