"""How search orders its hits, and where vectors are kept."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, SecretStr
from pydantic_settings import NoDecode

from aisle.core.settings.addresses import WebUrl
from aisle.core.settings.outside import Key, RuleSettings, WebAddress
from aisle.core.settings.reading import EmptyIsUnset, FromJson


class SearchSettings(BaseModel):
    """Rerankers and vector stores."""

    rerank: str = Field(
        "rules",
        pattern=r"^\s*([a-z][a-z0-9_-]*(\s*,\s*[a-z][a-z0-9_-]*)*)?\s*$",
        description="Rerankers of search, in order: rules, diversity, model. A store may choose its own.",
    )
    rerank_rules: Annotated[RuleSettings | None, NoDecode, FromJson] = Field(
        None, description="What the rules are worth, as JSON: title, brand, category, sold_out."
    )
    rerank_diversity: float = Field(
        0.1, ge=0, le=1, description="What being unlike the hits before counts, for the reranker diversity."
    )
    rerank_url: WebAddress | None = Field(
        None, description="Address of a model that reranks, without the last part /rerank."
    )
    rerank_key: Key | None = Field(None, description="Key for AISLE_RERANK_URL.")
    rerank_model: str = Field("", max_length=200, description="Model that reranks, as its server calls it.")
    rerank_seconds: float = Field(
        1.0,
        ge=0.05,
        le=30,
        description="Longest wait for the model that reranks; then the order before stays.",
    )
    embed_threads: int = Field(1, ge=1, le=16, description="Threads that compute embeddings in each process.")
    vector_store: Literal["pgvector", "faiss", "qdrant", "pinecone"] = Field(
        "pgvector", description="Vector store of new index versions (see the how-to)."
    )
    vector_store_timeout: float = Field(
        2.0, gt=0, le=60, description="Seconds that one call to a vector store outside may take."
    )
    qdrant_url: WebUrl = Field(None, description="Address of a Qdrant server.")
    qdrant_api_key: Annotated[SecretStr | None, EmptyIsUnset] = Field(
        None, description="Key for the Qdrant server, if it wants one."
    )
    pinecone_host: WebUrl = Field(None, description="Address of the Pinecone index that is used.")
    pinecone_api_key: Annotated[SecretStr | None, EmptyIsUnset] = Field(None, description="Key for Pinecone.")
