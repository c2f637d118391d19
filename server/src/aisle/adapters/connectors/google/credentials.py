"""Whom Google lets in: a person who said yes, or a service account with its key."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Annotated, Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import BeforeValidator, Field, SecretStr, model_validator

from aisle.sources.oauth.types import OAuthCredentials

LEAST_BITS = 2048


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """A service account's key. What its file says of addresses is not believed: tokens are asked for at Google's own."""

    email: str
    key_id: str
    key: RSAPrivateKey = field(repr=False)


def service_account(text: str) -> ServiceAccount:
    """Read the file that Google gives for a key. Raises ValueError, whose text holds nothing of it."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("this is not the JSON file of a service account's key") from None
    wanted = ("client_email", "private_key", "private_key_id")
    if not isinstance(said, dict) or said.get("type") != "service_account":
        raise ValueError("this is not the key of a service account")
    if any(not isinstance(said.get(name), str) or not said[name] for name in wanted):
        raise ValueError(f"the key needs {', '.join(wanted)}")
    return ServiceAccount(said["client_email"], said["private_key_id"], _key(said["private_key"]))


def _key(pem: str) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError, UnicodeError):
        key = None
    except Exception:  # the library's own kinds for keys that it does not know
        key = None
    if not isinstance(key, RSAPrivateKey) or key.key_size < LEAST_BITS:
        raise ValueError(f"private_key is no RSA key of {LEAST_BITS} bits or more")
    return key


def _as_text(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict) else value


class GoogleCredentials(OAuthCredentials):
    """Tokens by consent, or a service account; of both, the service account counts."""

    service_account: Annotated[SecretStr, BeforeValidator(_as_text)] = Field(
        SecretStr(""),
        max_length=20_000,
        description="In place of a person: the JSON file of a service account's key.",
    )
    subject: str = Field(
        "",
        max_length=320,
        description="Address of whom the service account acts for, where the domain allows it. Empty: itself.",
    )

    @model_validator(mode="after")
    def _is_a_key(self) -> GoogleCredentials:
        if text := self.service_account.get_secret_value():
            service_account(text)
        return self

    @property
    def needs_consent(self) -> bool:
        """Whether somebody has to say yes first."""
        return not self.service_account.get_secret_value() and super().needs_consent
