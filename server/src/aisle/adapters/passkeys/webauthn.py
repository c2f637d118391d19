"""Passkeys by the package webauthn (WebAuthn Level 2, section 7)."""

from typing import Any

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers.exceptions import WebAuthnException

from aisle.identity.factors.errors import PasskeyRefused
from aisle.identity.factors.types import NewPasskey, Page, StoredPasskey

# What malformed answers make the package's readers of CBOR, JSON and keys raise beside its own exceptions.
MALFORMED = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError, IndexError, EOFError)
TRANSPORTS = frozenset({"usb", "nfc", "ble", "smart-card", "hybrid", "internal"})
REFUSED = "Try again, on this page and with the passkey that was set up for it."


class WebauthnVerifier:
    """Checks real authenticators' answers."""

    def check_new(self, answer: dict[str, Any], challenge: bytes, page: Page) -> NewPasskey:
        """Check a registration; no attestation is asked for, so none is believed. Raises PasskeyRefused."""
        try:
            made = verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=page.host,
                expected_origin=page.origin,
            )
        except MALFORMED as error:
            raise PasskeyRefused(REFUSED) from error
        named = answer.get("response", {}).get("transports") or ()
        transports = tuple(sorted(TRANSPORTS.intersection(one for one in named if isinstance(one, str))))
        return NewPasskey(made.credential_id, made.credential_public_key, made.sign_count, transports)

    def check_use(
        self, answer: dict[str, Any], challenge: bytes, page: Page, stored: StoredPasskey, *, verified: bool
    ) -> int:
        """Check an assertion; a counter that did not go on tells of a copy. Raises PasskeyRefused."""
        try:
            used = verify_authentication_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=page.host,
                expected_origin=page.origin,
                credential_public_key=stored.public_key,
                credential_current_sign_count=stored.sign_count,
                require_user_verification=verified,
            )
        except MALFORMED as error:
            raise PasskeyRefused(REFUSED) from error
        return used.new_sign_count
