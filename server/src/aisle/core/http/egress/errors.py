"""What the guard says when it does not let a request out."""

from aisle.core.errors import InvalidInput


class EgressRefused(InvalidInput):
    """The address may not be asked. What its name leads to inside is never told: that would map the network for a stranger."""

    code = "address_refused"
    title = "Aisle does not ask this address"
