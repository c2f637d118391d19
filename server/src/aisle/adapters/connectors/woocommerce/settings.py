"""What a WooCommerce shop is connected with."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from aisle.adapters.connectors.address import ShopAddress


class KeyIn(StrEnum):
    """Where the key travels. ADDRESS: for web servers that take the header away before WordPress sees it."""

    HEADER = "header"
    ADDRESS = "address"


class WooOptions(BaseModel):
    """Where the shop is, and what is read beside products and orders."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: ShopAddress
    key_in: KeyIn = Field(
        KeyIn.HEADER,
        description="Where the key travels: in a header, or in the address where the shop's web server drops that header.",
    )
    currency: str | None = Field(
        None, pattern=r"^[A-Z]{3}$", description="The shop's currency, where the key may not ask for it."
    )
    pages: bool = Field(True, description="Whether WordPress pages are read.")
    posts: bool = Field(True, description="Whether blog posts are read.")


class WooCredentials(BaseModel):
    """A key of WooCommerce, Settings, Advanced, REST API."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    consumer_key: SecretStr = Field(description="Begins with ck_.")
    consumer_secret: SecretStr = Field(description="Begins with cs_.")
