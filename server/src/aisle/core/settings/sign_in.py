"""Providers that people may sign in with, as AISLE_SIGN_IN_PROVIDERS describes them."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, model_validator

from aisle.core.settings.outside import WebAddress

ProviderName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
USUAL_ISSUERS = {"google": "https://accounts.google.com", "github": "https://github.com"}


class SignInProviderSettings(BaseModel):
    """One provider. Google and GitHub know their own address; any other OpenID provider needs its `issuer`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["google", "github", "openid"]
    client_id: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    client_secret: SecretStr = Field(min_length=1, max_length=2000)
    issuer: WebAddress | None = None
    title: str | None = Field(None, min_length=1, max_length=60)

    @model_validator(mode="after")
    def _has_issuer(self) -> Self:
        if self.kind == "openid" and self.issuer is None:
            raise ValueError("an OpenID provider needs its issuer, such as https://login.example")
        return self

    @property
    def address(self) -> str:
        """Who is believed: the issuer as the provider itself writes it."""
        return self.issuer or USUAL_ISSUERS[self.kind]

    def title_for(self, name: str) -> str:
        """What a button says."""
        usual = {"google": "Google", "github": "GitHub"}
        return self.title or usual.get(self.kind, name.capitalize())
