"""What can go wrong with accounts."""

from aisle.core.errors import AisleError, Conflict, InvalidInput, RateLimited, Unauthorized


class EmailTaken(Conflict):
    """An account has this address."""

    code = "email_taken"
    title = "This e-mail address has an account"


class PasswordRefused(InvalidInput):
    """The password would be too easy to guess; `reason` is short, long, breached or personal."""

    code = "password_refused"
    title = "Choose another password"


class SignInRefused(Unauthorized):
    """The same for an unknown address and a wrong password."""

    code = "sign_in_refused"
    title = "This did not sign you in"


class WrongPassword(AisleError):
    """Somebody who is signed in did not know their password."""

    code = "wrong_password"
    status = 403
    title = "The password is not right"


class HashingBusy(RateLimited):
    """More sign-ins at once than this machine can check."""

    code = "sign_in_busy"
    title = "Too many people sign in at this moment"


class PersonNotFound(AisleError):
    """For operators alone: the API never says whether there is an account."""

    code = "person_not_found"
    status = 404
    title = "There is no such person"
