"""What a generic connection is set up with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from aisle.adapters.connectors.api.compiling import compiled
from aisle.adapters.connectors.api.presets import PRESETS, configuration_of
from aisle.adapters.connectors.api.shapes import Configuration
from aisle.sources.ports import Delta, Hooks, ResourceRule
from aisle.sources.records import Resource
from aisle.sources.rules.expressions import BadExpression

Setting = Annotated[str, Field(max_length=100, pattern=re.compile(r"^[\w.\-:/ ]*$"))]
MOST_BYTES = 200_000  # of a configuration


class ApiOptions(BaseModel):
    """Which shop, and how its API is read: by a ready-made configuration, or one's own."""

    model_config = ConfigDict(extra="forbid")
    address: str = Field(max_length=500, description="The API's address, such as https://shop.example")
    preset: str | None = Field(
        default=None,
        description=f"A ready-made configuration: {', '.join(PRESETS)}",
        json_schema_extra={"enum": [*PRESETS, None]},
    )
    settings: dict[str, Setting] = Field(
        default={}, max_length=20, description="What the ready-made configuration asks for, by name"
    )
    configuration: dict[str, Any] | None = Field(
        default=None, description="How the API is read, where no ready-made configuration fits"
    )
    _whole: Configuration = PrivateAttr()

    @field_validator("address")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value.strip())
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise ValueError("It must be an address that begins with https://.")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("It must have neither a name nor anything behind ? or #.")
        return value.strip().rstrip("/")

    @model_validator(mode="after")
    def _is_understood(self) -> ApiOptions:
        if (self.preset is None) == (self.configuration is None):
            raise ValueError("Name either a ready-made configuration (preset) or give one of your own.")
        if self.preset is not None:
            self._whole = configuration_of(self.preset, self.settings)
        else:
            if len(str(self.configuration)) > MOST_BYTES:
                raise ValueError(f"The configuration has more than {MOST_BYTES:,} characters.")
            self._whole = _read(self.configuration)
        try:
            compiled(self._whole, self.address)
            self.hooks()
        except BadExpression as error:
            raise ValueError(str(error)) from None
        return self

    @property
    def whole(self) -> Configuration:
        """The configuration that counts."""
        return self._whole

    def hooks(self) -> Hooks | None:
        """Return what reads the shop's deliveries, as the configuration describes them."""
        from aisle.adapters.connectors.api.hooks import ApiHooks  # the connector reads these options

        return ApiHooks(self._whole.webhooks) if self._whole.webhooks else None

    def offered(self) -> Mapping[Resource, ResourceRule]:
        """Return what the configuration reads."""
        return {
            resource: ResourceRule(
                Delta.TIME if shape.delta else Delta.NONE,
                timedelta(seconds=shape.delta.overlap_seconds if shape.delta else 0),
                shape.delta.silent if shape.delta else ("deletion",),
                lists_ids=True,
            )
            for resource, shape in self._whole.resources.items()
        }


def _read(written: Any) -> Configuration:
    try:
        return Configuration.model_validate(written)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)[:10]
    said = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults)
    raise ValueError(said)


class ApiCredentials(BaseModel):
    """What the API is asked with; the configuration says which are needed."""

    model_config = ConfigDict(extra="forbid")
    username: str | None = Field(
        default=None, max_length=500, description="Name, or e-mail address, to sign in with"
    )
    password: SecretStr | None = Field(default=None, description="Password")
    token: SecretStr | None = Field(default=None, description="Token or key of the API")
    client_id: str | None = Field(default=None, max_length=500, description="Client id (OAuth 2)")
    client_secret: SecretStr | None = Field(default=None, description="Client secret (OAuth 2)")
    webhook_secret: SecretStr | None = Field(
        default=None, description="What the shop signs its webhooks with, where it uses a shared secret"
    )
    refresh_token: SecretStr | None = Field(default=None, description="Refresh token (OAuth 2)")
