"""What a merchant fills in to connect a Shopify shop."""

import re
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator

DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,98}\.myshopify\.com")


def _domain(said: Any) -> Any:
    """Return "name.myshopify.com" for a name, that domain, or an address of the shop's administration."""
    if not isinstance(said, str):
        return said
    text = said.strip().lower()
    admin = re.match(r"(?:https://)?admin\.shopify\.com/store/([a-z0-9-]+)", text)
    host = admin[1] if admin else text.removeprefix("https://").partition("/")[0]
    return host if "." in host else f"{host}.myshopify.com"


class ShopifyOptions(BaseModel):
    """Which shop, and how it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # The access token goes to this host, so it is never another than Shopify's own.
    shop: Annotated[str, BeforeValidator(_domain)] = Field(
        title="Shop",
        description="The shop's own domain, like example.myshopify.com.",
        pattern=f"^{DOMAIN.pattern}$",
    )
    version: str = Field(
        "2026-07",
        title="API version",
        description="A quarter, like 2026-07.",
        pattern=r"^20\d\d-(01|04|07|10)$",
    )
    bulk: bool = Field(
        True, title="Bulk reading", description="Whether large full reads use Shopify's bulk operations."
    )
    only_published: bool = Field(
        True,
        title="Only published products",
        description="Whether products that are not published to the online store count as drafts.",
    )


class ShopifyCredentials(BaseModel):
    """A token that stays, a client id and secret, or a token that expires together with its refresh token."""

    model_config = ConfigDict(extra="forbid")

    access_token: SecretStr | None = Field(
        None,
        title="Admin API access token",
        description="Of an app made in the shop's own administration, or the one that expires.",
        min_length=1,
    )
    client_id: str | None = Field(
        None, title="Client id", description="Of an app of the Dev Dashboard.", min_length=1, max_length=200
    )
    client_secret: SecretStr | None = Field(
        None,
        title="Client secret",
        description="Of the same app; Shopify signs webhooks with it too.",
        min_length=1,
    )
    refresh_token: SecretStr | None = Field(
        None, title="Refresh token", description="Of an app whose tokens expire after an hour.", min_length=1
    )
    expires_at: datetime | None = Field(
        None, title="When the access token expires", description="Kept by Aisle; leave it empty."
    )

    @property
    def renewable(self) -> bool:
        """Whether another token can be got by ourselves."""
        return self.client_id is not None and self.client_secret is not None

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if self.access_token is None and not self.renewable:
            raise ValueError("Give an access token, or a client id together with its secret.")
        if self.refresh_token is not None and not self.renewable:
            raise ValueError("A refresh token needs the client id and secret that it was given to.")
        return self
