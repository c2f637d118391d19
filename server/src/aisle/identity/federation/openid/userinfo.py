"""What a provider says of somebody beside the id token.

A provider that gives an access token may leave address and name out of the id token (OpenID Connect Core 1.0, 5.4).
"""

from collections.abc import Mapping
from typing import Any

from aisle.identity.federation.errors import SignInFailed
from aisle.identity.federation.openid.metadata import json_object
from aisle.identity.federation.ports import Endpoints

LONGEST_TOKEN = 10_000


async def complete(
    endpoints: Endpoints, address: str | None, access: str | None, claims: dict[str, Any]
) -> dict[str, Any]:
    """Return the claims of an id token with what it left out. What the id token itself says is signed, and stands.

    Args:
        endpoints: Ask the provider.
        address: Of its userinfo endpoint; None where it has none.
        access: The access token; it is not kept.
        claims: Of the checked id token.

    Raises SignInFailed where the provider speaks of somebody else, ProviderUnavailable.
    """
    if (
        "email" in claims
        or not address
        or not access
        or len(access) > LONGEST_TOKEN
        or not access.isprintable()
    ):
        return claims
    answer = await endpoints.get(address, {"Authorization": f"Bearer {access}"})
    said = _of_same_person(json_object(answer.body), claims)
    # Whether an address is verified is said by who says the address.
    signed = {name: value for name, value in claims.items() if name != "email_verified"}
    return {**said, **signed}


def _of_same_person(said: Mapping[str, Any], claims: Mapping[str, Any]) -> Mapping[str, Any]:
    """Raise SignInFailed unless both are about one subject: access tokens can be exchanged (Core 1.0, 5.3.2)."""
    if said.get("sub") != claims.get("sub"):
        raise SignInFailed("The provider's two answers speak of two people.")
    return said
