"""What a vector store may be told when it is made."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from aisle.core.db import Database


@dataclass(frozen=True, slots=True)
class VectorStoreOptions:
    """The settings of an installation that concern vector stores; each takes what it needs.

    Attributes:
        home: A folder that outlives the process and that all processes of the machine share.
        database: Where the truth is.
        qdrant_url: Address of a Qdrant server.
        pinecone_host: Address of one Pinecone index.
        timeout: Seconds that one call may take.
    """

    home: Path
    database: Database
    qdrant_url: str | None = None
    qdrant_api_key: SecretStr | None = None
    pinecone_host: str | None = None
    pinecone_api_key: SecretStr | None = None
    timeout: float = 2.0
