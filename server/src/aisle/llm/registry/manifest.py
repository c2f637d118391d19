"""What a model of the registry says of itself, in `manifest.toml`."""

import re
import tomllib
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from aisle.llm.registry.errors import LocalModelRefused

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST = 64 * 1024  # bytes of a manifest


class LocalKind(StrEnum):
    """What a model does."""

    EMBEDDER = "embedder"
    RERANKER = "reranker"


def _files(value: dict[str, str]) -> dict[str, str]:
    for name, digest in value.items():
        if not FILE.fullmatch(name) or not SHA256.fullmatch(digest):
            raise ValueError(f"“{name[:100]}” is no plain name of a file with a SHA-256 in lower case")
    if missing := {MODEL, TOKENIZER} - value.keys():
        raise ValueError(f"{', '.join(sorted(missing))} is missing")
    return value


class Manifest(BaseModel):
    """A manifest.

    Attributes:
        kind: What it does.
        licence: An SPDX name.
        files: SHA-256 by name; `model.onnx` and `tokenizer.json` are what is read.
        dimensions: Of an embedder's vectors.
        languages: It is good at; none: all.
        max_tokens: It reads.
        pooling: Of an embedder whose graph gives a vector for each token: the mean of all, or the first one's.
        query_prefix, passage_prefix: Put before texts, for models that were trained so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: LocalKind
    licence: Annotated[str, Field(min_length=1, max_length=100)]
    files: Annotated[dict[str, str], Field(max_length=20), AfterValidator(_files)]
    dimensions: int | None = Field(None, ge=8, le=4000)
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2}$")], ...] = ()
    max_tokens: int = Field(256, ge=8, le=8192)
    pooling: Literal["mean", "first"] = "mean"
    query_prefix: str = Field("", max_length=1000)
    passage_prefix: str = Field("", max_length=1000)

    @model_validator(mode="after")
    def _has_dimensions(self) -> "Manifest":
        if (self.kind is LocalKind.EMBEDDER) != (self.dimensions is not None):
            raise ValueError("an embedder says its dimensions, a reranker has none")
        return self


def read_manifest(data: bytes) -> Manifest:
    """Return what a manifest says. Raises LocalModelRefused."""
    if len(data) > LONGEST:
        raise LocalModelRefused("manifest.toml is too long.")
    try:
        return Manifest.model_validate(tomllib.loads(data.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LocalModelRefused(f"manifest.toml is not TOML: {type(error).__name__}.") from None
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise LocalModelRefused(f"manifest.toml: {'; '.join(faults[:5])}.") from None
