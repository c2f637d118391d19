"""The fake: believes answers that name the right challenge and page, without any signature."""

import base64
from typing import Any

from aisle.identity.factors.errors import PasskeyRefused
from aisle.identity.factors.types import NewPasskey, Page, StoredPasskey


class PlainVerifier:
    """Reads answers of the form {challenge, origin, id, count, verified}."""

    def check_new(self, answer: dict[str, Any], challenge: bytes, page: Page) -> NewPasskey:
        """Take what the answer says. Raises PasskeyRefused."""
        _check(answer, challenge, page)
        return NewPasskey(str(answer.get("id")).encode(), b"key of " + str(answer.get("id")).encode(), 0, ())

    def check_use(
        self, answer: dict[str, Any], challenge: bytes, page: Page, stored: StoredPasskey, *, verified: bool
    ) -> int:
        """Take the counter that the answer says, if it went on. Raises PasskeyRefused."""
        _check(answer, challenge, page)
        count = int(answer.get("count", 0))
        is_other = str(answer.get("id")).encode() != stored.credential_id
        if is_other or count <= stored.sign_count or (verified and not answer.get("verified")):
            raise PasskeyRefused()
        return count


def _check(answer: dict[str, Any], challenge: bytes, page: Page) -> None:
    said = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
    if (answer.get("challenge"), answer.get("origin")) != (said, page.origin):
        raise PasskeyRefused()
