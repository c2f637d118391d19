"""What can go wrong between Aisle and a shop: few kinds, each of which says who can do what about it."""

from typing import Any

from aisle.core.errors import AisleError, Unavailable


class ShopError(AisleError):
    """The beginning of all that a connector raises. detail: said to the merchant; it holds no secret and no personal data."""

    code = "source_failed"
    status = 422  # whoever named the shop has to change something; that it is away (RetryLater) passes
    title = "The shop could not be read"


class RetryLater(ShopError, Unavailable):
    """The shop is away, slow or asks to be left alone. retry_after: seconds it asks for, where it does."""

    code = "source_unavailable"
    status = 503
    title = "The shop does not answer now"

    def __init__(self, detail: str = "", *, retry_after: float | None = None, **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.retry_after = retry_after


class FixCredentials(ShopError):
    """The shop does not know these credentials, or no longer: the merchant must give others."""

    code = "source_credentials"
    title = "The shop refuses the credentials"


class ShopRefused(ShopError):
    """The credentials are known but do not allow this. needs: the scopes or rights that would, in the shop's words."""

    code = "source_not_allowed"
    title = "The shop does not allow this"

    def __init__(self, detail: str = "", *, needs: tuple[str, ...] = (), **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.needs = needs


class AddressRefused(ShopRefused):
    """Aisle asks no such address: its host is unknown, or not on the public internet. Which of them is told to nobody."""

    code = "address_refused"
    title = "Aisle does not ask this address"


class ShopNotFound(ShopError):
    """There is no such thing at the shop, or no shop of this kind at the address."""

    code = "source_nothing_there"
    title = "The shop has nothing there"


class BrokenData(ShopError):
    """The shop answered with something that cannot be read: a page in place of JSON, a field that must be there."""

    code = "source_broken_data"
    title = "The shop's answer cannot be read"
