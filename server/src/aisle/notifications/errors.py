"""What can go wrong with mail."""

from aisle.core.errors import AisleError, Unavailable


class MailUnavailable(Unavailable):
    """The mail server is away or busy."""

    code = "mail_unavailable"
    title = "Mail cannot be sent now"


class MailRefused(AisleError):
    """The mail server will not take this message, now or later."""

    code = "mail_refused"
    status = 422
    title = "The mail server refused this message"
