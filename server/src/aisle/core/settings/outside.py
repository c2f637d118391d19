"""Settings that are objects: embedders and models behind an address, rules. Keys in them are hidden wherever they are shown."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

OPENAI_URL = "https://api.openai.com/v1"
GEMINI_URL = "https://generativelanguage.googleapis.com/v1beta"
ANTHROPIC_URL = "https://api.anthropic.com"
MODEL_NAME = r"^[A-Za-z0-9][A-Za-z0-9._:/@+-]*$"
# Visible ASCII: a line break in a header would begin another header.
HEADER_VALUE = re.compile(r"[\x21-\x7e]{1,4096}")


def _web_address(value: str) -> str:
    """Check without repeating the value."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError("this is not an address such as https://host:port/v1") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("the address begins with https:// or http://, as in https://host:port/v1")
    if parts.username or parts.password:
        raise ValueError("the address must not hold a user or a password; set the key")
    return value.rstrip("/")


def _sendable_key(value: SecretStr) -> SecretStr:
    if not HEADER_VALUE.fullmatch(value.get_secret_value()):
        raise ValueError("a key is one line of visible ASCII characters, without blanks")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
Key = Annotated[SecretStr, AfterValidator(_sendable_key)]
Purposes = Literal["answer", "rewrite", "judge", "analyze", "call"]
ModelName = Annotated[str, Field(min_length=1, max_length=200, pattern=MODEL_NAME)]


class RemoteEmbedderSettings(BaseModel):
    """An embedder behind an address, as AISLE_EMBEDDERS describes it.

    Without `base_url` it is the kind's usual address with the kind's usual key. A key is never sent to an address that
    it was not set with: with a `base_url` of its own, an embedder needs a `key` of its own, or has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["openai", "gemini"]
    model: ModelName
    base_url: WebAddress | None = None
    key: Key | None = None
    key_header: str = Field("Authorization", pattern=r"^[A-Za-z][A-Za-z0-9-]{0,63}$")
    dimensions: int | None = Field(None, ge=8, le=4000)
    ask_for_dimensions: bool | None = None
    max_tokens: int | None = Field(None, ge=32, le=1_000_000)
    batch_texts: int | None = Field(None, ge=1, le=2048)
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2}$")], ...] | None = None
    query_prefix: str = Field("", max_length=1000)
    passage_prefix: str = Field("", max_length=1000)
    query_seconds: float = Field(3.0, ge=0.1, le=30)


class OAuthClientSettings(BaseModel):
    """Aisle as an authorization server knows it, as AISLE_SOURCE_OAUTH_CLIENTS describes it by kind of source."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    client_id: str = Field(min_length=1, max_length=500)
    client_secret: Key


class ChatModelSettings(BaseModel):
    """A model that writes, as AISLE_CHAT_MODELS describes it.

    Without `base_url` it is asked at its kind's usual address with its kind's usual key, such as OPENAI_BASE_URL and
    OPENAI_API_KEY. A key is never sent to an address that it was not set with: with a `base_url` of its own, a model
    needs a `key` of its own, or has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["openai", "gemini", "anthropic"] = "openai"
    model: ModelName | None = None
    base_url: WebAddress | None = None
    key: Key | None = None
    key_header: str | None = Field(None, pattern=r"^[A-Za-z][A-Za-z0-9-]{0,63}$")


class RuleSettings(BaseModel):
    """Worth of the rules that rerank, as AISLE_RERANK_RULES says it: shares of the best hit's score."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: float = Field(0.05, ge=-1, le=1)
    brand: float = Field(0.0, ge=-1, le=1)
    category: float = Field(0.0, ge=-1, le=1)
    sold_out: float = Field(-0.01, ge=-1, le=1)
