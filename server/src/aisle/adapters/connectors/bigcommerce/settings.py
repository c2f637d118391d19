"""What a BigCommerce shop is connected with."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class BigCommerceOptions(BaseModel):
    """Which shop, and what is read beside products and orders."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    store_hash: str = Field(
        pattern=r"^[a-z0-9]{3,32}$",
        description="The part after /stores/ in the API path of the account.",
        examples=["abc123"],
    )
    pages: bool = Field(True, description="Whether pages are read.")
    posts: bool = Field(True, description="Whether blog posts are read.")


class BigCommerceCredentials(BaseModel):
    """A store-level API account."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    access_token: SecretStr = Field(description="Access token of the API account.")
    client_secret: SecretStr | None = Field(
        None, description="Client secret of the same account: webhooks are signed with it."
    )
