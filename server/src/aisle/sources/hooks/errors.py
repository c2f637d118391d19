"""What can be wrong with a delivery."""

from aisle.core.errors import AisleError, Conflict, NotFound, Unavailable


class HookRefused(AisleError):
    """Nobody who knows the secret signed this, or too long ago."""

    code = "hook_refused"
    status = 401
    title = "The delivery is not signed as agreed"


class InboxFull(Unavailable):
    """More waits to be read than there is room for; the shop sends this one again, as it does whenever it gets no good answer."""

    code = "inbox_full"
    title = "Too many deliveries wait"


class HookNotFound(NotFound):
    """There is no such address."""

    code = "hook_not_found"
    title = "There is nothing at this address"


class DeliveryNotFound(NotFound):
    """There is no such delivery."""

    code = "delivery_not_found"
    title = "There is no such delivery"


class NoHooks(Conflict):
    """The source's kind sends nothing by itself, or this installation has no address that shops could reach."""

    code = "no_hooks"
    title = "This source has no webhooks"
