"""Why nobody is let in. None of these repeats what the other side wrote."""

from aisle.core.errors import Conflict, InvalidInput


class ConsentNotBegun(Conflict):
    """The answer belongs to no consent that this caller began for this source, or to one that is over."""

    code = "consent_not_begun"
    title = "This was not begun here, was used before, or took longer than ten minutes; begin again"


class NoConsentNeeded(InvalidInput):
    """Sources of this kind are let in with credentials."""

    code = "source_takes_no_consent"
    title = "Sources of this kind are connected with credentials"
