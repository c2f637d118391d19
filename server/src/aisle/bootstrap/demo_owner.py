"""Who looks after the demo shop in the console: a person with a password that is this installation's own."""

import base64
from uuid import UUID

from aisle.bootstrap.resources import Resources
from aisle.core.secrets import Secrets
from aisle.demo import content
from aisle.identity.accounts import operating
from aisle.identity.accounts.errors import EmailTaken

EMAIL, NAME = "demo@aisle.example", "Demo Owner"
LETTERS, GROUP = 20, 5  # a hundred bits in base32


def demo_password(secrets: Secrets) -> str:
    """Return the demo owner's password: derived from the installation's key, so it is nowhere stored and nobody else's."""
    letters = base64.b32encode(secrets.key("demo sign-in")).decode().lower()[:LETTERS]
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


async def demo_organization(parts: Resources) -> UUID:
    """Return the demo owner's organization; owner and organization are made on the first call."""
    try:
        _, made = await operating.create(
            parts.accounts, NAME, EMAIL, demo_password(parts.secrets), content.store().name
        )
    except EmailTaken:
        _, theirs = await operating.look_at(parts.accounts, await operating.find(parts.accounts, EMAIL))
        return theirs[0]
    if made is None:
        raise AssertionError("a founder without an organization")
    return made
