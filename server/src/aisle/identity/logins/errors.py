"""What can go wrong with sign-ins."""

from uuid import UUID

from aisle.core.errors import Forbidden, NotFound, Unauthorized


class VerificationNeeded(Forbidden):
    """The sign-in is good, but too old for what is asked."""

    code = "verification_needed"
    title = "Prove once more that it is you"


class RefreshRefused(Unauthorized):
    """The refresh token is not the newest of its sign-in, or the sign-in has ended. ended: the sign-in that ended by this."""

    code = "refresh_refused"
    title = "This sign-in cannot be continued"

    def __init__(self, detail: str, ended: UUID | None = None) -> None:
        super().__init__(detail)
        self.ended = ended


class LoginNotFound(NotFound):
    """No such sign-in, or somebody else's."""

    code = "login_not_found"
    title = "There is no such sign-in"


class SignOnOnly(Forbidden):
    """An organization's identity provider vouched for a member; whose account it is, it cannot say."""

    code = "sign_on_only"
    title = "You came through your organization's single sign-on; sign in to your account itself for this"
