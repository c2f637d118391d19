"""What a browser is told to ask an authenticator: the options of WebAuthn as JSON."""

from typing import Any
from uuid import UUID

from aisle.core.db import Scope
from aisle.core.errors import InvalidInput
from aisle.identity.factors import repository
from aisle.identity.factors.challenges import HOLDS, Asked, to_base64
from aisle.identity.factors.tools import FactorTools
from aisle.identity.factors.types import Page
from aisle.identity.once_tokens.service import Purpose, find_token, read_token

ALGORITHMS = (-8, -7, -257)  # EdDSA, ES256, RS256
MILLISECONDS = int(HOLDS.total_seconds() * 1000)


async def options_to_register(tools: FactorTools, person_id: UUID, page: Page) -> dict[str, Any]:
    """Ask for a passkey that is found without a name and stays on the authenticator."""
    check_host(page)
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        person = await tools.accounts.get_person(session)
        known = await repository.list_passkeys(session)
    return {
        "challenge": to_base64(tools.challenges.make(Asked.REGISTER, person_id)),
        "rp": {"id": page.host, "name": tools.issuer},
        "user": {"id": to_base64(person_id.bytes), "name": person.email, "displayName": person.name},
        "pubKeyCredParams": [{"type": "public-key", "alg": number} for number in ALGORITHMS],
        "timeout": MILLISECONDS,
        "excludeCredentials": [_named(row) for row in known],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "preferred",
        },
        "attestation": "none",
    }


def options_to_sign_in(tools: FactorTools, page: Page) -> dict[str, Any]:
    """Ask for any passkey of this server, and that the authenticator knows its user."""
    check_host(page)
    return _asked(tools.challenges.make(Asked.SIGN_IN), page, [], "required")


async def options_of_step(tools: FactorTools, challenge: str, page: Page) -> dict[str, Any]:
    """Ask for a passkey of whose first step held. Raises TokenSpent."""
    text = read_token(challenge)
    async with tools.accounts.database.open_scope(Scope.of_person(text.organization_id)) as session:
        await find_token(session, text, Purpose.SECOND_STEP)
    return await options_to_prove(tools, text.organization_id, page)


async def options_to_prove(tools: FactorTools, person_id: UUID, page: Page) -> dict[str, Any]:
    """Ask for one of a person's own passkeys."""
    check_host(page)
    async with tools.accounts.database.open_scope(Scope.of_person(person_id)) as session:
        known = await repository.list_passkeys(session)
    challenge = tools.challenges.make(Asked.PROVE, person_id)
    return _asked(challenge, page, [_named(row) for row in known], "preferred")


def check_host(page: Page) -> None:
    """Raise InvalidInput where browsers have no passkeys: at addresses in numbers."""
    if page.host.replace(".", "").isdigit() or ":" in page.host:
        raise InvalidInput(
            "Browsers use passkeys by name alone: open this server as http://localhost, or under its domain."
        )


def _asked(challenge: bytes, page: Page, known: list[dict[str, Any]], verification: str) -> dict[str, Any]:
    return {
        "challenge": to_base64(challenge),
        "rpId": page.host,
        "timeout": MILLISECONDS,
        "allowCredentials": known,
        "userVerification": verification,
    }


def _named(row: Any) -> dict[str, Any]:
    return {
        "type": "public-key",
        "id": to_base64(row["credential_id"]),
        "transports": list(row["transports"]),
    }
