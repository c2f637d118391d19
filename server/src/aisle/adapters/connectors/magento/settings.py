"""What a Magento shop is connected with."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from aisle.adapters.connectors.address import ShopAddress


class MagentoOptions(BaseModel):
    """Where the shop is, and which of its views is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: ShopAddress
    store_view: str = Field(
        "default",
        pattern=r"^[a-z][a-z0-9_]{0,31}$",
        description="Code of the store view: prices, names and states may differ from view to view.",
    )
    url_suffix: str = Field(
        ".html", max_length=20, pattern=r"^[\w./-]*$", description="What addresses of products end with."
    )


class MagentoCredentials(BaseModel):
    """One of three: the four keys of an integration, its access token alone, or an account of an administrator."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    access_token: SecretStr | None = Field(None, description="Access token of the integration.")
    access_token_secret: SecretStr | None = Field(None, description="Its secret; with the consumer's keys.")
    consumer_key: str | None = Field(None, max_length=100, description="Consumer key of the integration.")
    consumer_secret: SecretStr | None = Field(None, description="Consumer secret of the integration.")
    username: str | None = Field(None, max_length=200, description="Name of an administrator without 2FA.")
    password: SecretStr | None = Field(None, description="The administrator's password.")

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        four = (self.access_token, self.access_token_secret, self.consumer_key, self.consumer_secret)
        account = (self.username, self.password)
        of_account = all(account) and not any(four)
        of_integration = all(four) or (bool(four[0]) and not any(four[1:]))
        if of_account or (of_integration and not any(account)):
            return self
        raise ValueError(
            "give all four keys of an integration, or its access token alone, or a name and a password"
        )

    @property
    def is_signed(self) -> bool:
        """Whether requests are signed with four keys."""
        return self.consumer_key is not None

    @property
    def is_account(self) -> bool:
        """Whether a token must be fetched with a name and a password."""
        return self.username is not None
