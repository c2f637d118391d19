"""What a merchant says of a Confluence."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from aisle.adapters.connectors.address import ShopAddress
from aisle.sources.ports import Delta, ResourceRule
from aisle.sources.records import Resource

# Search lags behind what people write.
OVERLAP = timedelta(minutes=30)
RULES: Mapping[Resource, ResourceRule] = {
    Resource.DOCUMENTS: ResourceRule(Delta.TIME, OVERLAP, ("deletion", "restriction", "label"))
}
GATEWAY = "api.atlassian.com"  # for tokens with scopes
SpaceKey = Annotated[str, Field(pattern=r"^~?[A-Za-z0-9._-]{1,255}$")]


class ConfluenceOptions(BaseModel):
    """Where the wiki is, and what of it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: ShopAddress = Field(
        description="Address of the site: https://shop.atlassian.net, or of a Data Center with its path.",
        examples=["https://shop.atlassian.net"],
    )
    spaces: list[SpaceKey] = Field(
        min_length=1, max_length=50, description="Keys of the spaces that are read, such as HELP."
    )
    posts: bool = Field(True, description="Whether blog posts are read.")
    files: bool = Field(
        True, description="Whether attached files are read: PDF, Word, Excel, PowerPoint, text."
    )
    restricted: bool = Field(
        False, description="Read pages too that only some people of the shop may see; else they are left out."
    )
    is_public: bool = Field(False, description="Anybody may open the wiki: answers name its addresses.")
    most_bytes: int = Field(
        50 * 2**20, ge=1, le=200 * 2**20, description="Largest file, in bytes; larger ones are told."
    )

    @field_validator("address")
    @classmethod
    def _is_encrypted(cls, value: str) -> str:
        if not value.startswith("https://"):
            raise ValueError("the token goes nowhere without TLS: write an address with https://")
        return value

    @property
    def is_cloud(self) -> bool:
        """Whether Atlassian runs it."""
        host = urlsplit(self.address).hostname or ""
        return host.endswith(".atlassian.net") or host == GATEWAY

    @property
    def base(self) -> str:
        """What all paths begin with."""
        return f"{self.address.removesuffix('/wiki')}/wiki" if self.is_cloud else self.address


class ConfluenceCredentials(BaseModel):
    """An API token of an account (Cloud), or a personal access token (Data Center)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    email: str = Field(
        "", max_length=320, description="E-mail of the account, for Cloud; empty for Data Center."
    )
    token: SecretStr = Field(description="API token, or personal access token.")
