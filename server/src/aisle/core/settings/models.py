"""Which models embed and write, where they are, and how long they are waited for."""

from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, BaseModel, Field
from pydantic_settings import NoDecode

from aisle.core.settings.outside import (
    MODEL_NAME,
    ChatModelSettings,
    Key,
    ModelName,
    Purposes,
    RemoteEmbedderSettings,
    WebAddress,
)
from aisle.core.settings.reading import EmptyIsUnset, FromJson, NamesOrJson
from aisle.core.settings.routes import RouteSettings


class ModelSettings(BaseModel):
    """Embedders, models that write, and their providers."""

    embedder: str = Field(
        "minilm", description="Embedder of new stores: minilm, hashed, or a name in AISLE_EMBEDDERS."
    )
    embedders: Annotated[dict[str, RemoteEmbedderSettings], NoDecode, FromJson] = Field(
        {},
        description="Embedders behind an address, by name, as JSON; every process can use all of them at once.",
    )
    openai_base_url: Annotated[WebAddress | None, EmptyIsUnset] = Field(
        None,
        validation_alias=AliasChoices("openai_base_url", "OPENAI_BASE_URL"),
        description="Address of OpenAI or of a server that speaks like it. Empty: https://api.openai.com/v1.",
    )
    openai_api_key: Annotated[Key | None, EmptyIsUnset] = Field(
        None,
        validation_alias=AliasChoices("openai_api_key", "OPENAI_API_KEY"),
        description="Key for OPENAI_BASE_URL; sent nowhere else.",
    )
    gemini_base_url: Annotated[WebAddress | None, EmptyIsUnset] = Field(
        None,
        validation_alias=AliasChoices("gemini_base_url", "GEMINI_BASE_URL"),
        description="Address of the Gemini API. Empty: Google's.",
    )
    gemini_api_key: Annotated[Key | None, EmptyIsUnset] = Field(
        None,
        validation_alias=AliasChoices("gemini_api_key", "GEMINI_API_KEY"),
        description="Key for GEMINI_BASE_URL; sent nowhere else.",
    )
    anthropic_base_url: Annotated[WebAddress | None, EmptyIsUnset] = Field(
        None,
        validation_alias=AliasChoices("anthropic_base_url", "ANTHROPIC_BASE_URL"),
        description="Address of the Anthropic API. Empty: Anthropic's.",
    )
    anthropic_api_key: Annotated[Key | None, EmptyIsUnset] = Field(
        None,
        validation_alias=AliasChoices("anthropic_api_key", "ANTHROPIC_API_KEY"),
        description="Key for ANTHROPIC_BASE_URL; sent nowhere else.",
    )
    chat_model: str = Field(
        "",
        max_length=200,
        pattern=f"{MODEL_NAME}|^$",
        description="Model that writes answers: a name in AISLE_CHAT_MODELS, or one that OPENAI_BASE_URL knows. Empty: answers quote.",
    )
    chat_models: Annotated[dict[ModelName, ChatModelSettings], NoDecode, FromJson, NamesOrJson] = Field(
        {},
        description="Models that assistants may choose: names with commas between, or JSON by name with addresses of their own.",
    )
    chat_routes: Annotated[dict[Purposes, RouteSettings], NoDecode, FromJson] = Field(
        {},
        description="Which models are asked for answer, rewrite, judge, analyze and call where the wanted one cannot, as JSON by purpose.",
    )
    models_file: Annotated[Path | None, EmptyIsUnset] = Field(
        None,
        description="File of models with abilities and prices of your own, in TOML; they stand before Aisle's.",
    )
    models_dir: Annotated[Path | None, EmptyIsUnset] = Field(
        None,
        description="Folder of local models that operators load and unload: NAME/VERSION/manifest.toml with its files.",
    )
    models_max_bytes: int = Field(
        2 * 2**30,
        ge=2**20,
        le=2**40,
        description="Most bytes that the files of all loaded local models may have together.",
    )
    judge_model: str = Field(
        "",
        max_length=200,
        pattern=f"{MODEL_NAME}|^$",
        description="Model that judges what answers rest on, named like AISLE_CHAT_MODEL. Empty: rules alone judge.",
    )
    chat_context_tokens: int = Field(
        8_192, ge=2_048, le=1_000_000, description="Tokens that the models can read and write together."
    )
    chat_first_seconds: float = Field(
        15.0, ge=0.5, le=600, description="Longest wait for the beginning of a model's answer."
    )
    chat_gap_seconds: float = Field(10.0, ge=0.5, le=600, description="Longest silence while a model writes.")
    chat_total_seconds: float = Field(
        60.0, ge=1, le=3600, description="Longest time that a model may write one answer."
    )
