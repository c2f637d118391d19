"""What an authorization server is asked, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

LONGEST_SECRET = 8_000


@dataclass(frozen=True, slots=True)
class OAuthGrant:
    """Where people say yes, and what to. Both addresses stand in code, so that no option sends a secret elsewhere.

    Attributes:
        authorize: Where a browser goes.
        token: Where codes and refresh tokens become access tokens.
        scopes: Asked for; all of them have to be granted, where the server says which were.
        more: Further parameters of the first address.
        client_in: Where the client's id and secret stand when tokens are asked for.
    """

    authorize: str
    token: str
    scopes: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    client_in: Literal["body", "basic"] = "body"


class OAuthClient(BaseModel):
    """Aisle, as an authorization server knows it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    client_id: str = Field(min_length=1, max_length=500)
    client_secret: SecretStr = Field(min_length=1, max_length=1_000)


class OAuthCredentials(BaseModel):
    """Credentials of kinds that people let Aisle into; a kind's own may have more."""

    model_config = ConfigDict(extra="forbid")

    client_id: str = Field(
        "", max_length=500, description="Id of your OAuth client. Empty: that of whoever runs Aisle."
    )
    client_secret: SecretStr = Field(
        SecretStr(""), max_length=1_000, description="Secret of your OAuth client."
    )
    refresh_token: SecretStr = Field(
        SecretStr(""), max_length=LONGEST_SECRET, description="Comes by itself when you say yes."
    )
    access_token: SecretStr = Field(
        SecretStr(""), max_length=LONGEST_SECRET, description="Comes by itself when you say yes."
    )
    expires_at: datetime | None = Field(None, description="When the access token ends. Comes by itself.")

    @model_validator(mode="after")
    def _is_a_whole_client(self) -> OAuthCredentials:
        if bool(self.client_id) != bool(self.client_secret.get_secret_value()):
            raise ValueError("give the client's id and its secret, or neither")
        return self

    @property
    def needs_consent(self) -> bool:
        """Whether somebody has to say yes first."""
        return not (self.refresh_token.get_secret_value() or self.access_token.get_secret_value())


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a token endpoint gave. refresh: None: the one before stays. scopes: None: it did not say."""

    access: str = field(repr=False)
    refresh: str | None = field(default=None, repr=False)
    ends: datetime | None = None
    scopes: frozenset[str] | None = None

    def into(self, credentials: OAuthCredentials) -> OAuthCredentials:
        """Return credentials with these tokens."""
        kept = SecretStr(self.refresh) if self.refresh else credentials.refresh_token
        update = {"access_token": SecretStr(self.access), "refresh_token": kept, "expires_at": self.ends}
        return credentials.model_copy(update=update)
