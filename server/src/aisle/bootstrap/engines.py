"""The vector stores of a process."""

from aisle.adapters.vectors import VectorStoreOptions, make_vector_stores
from aisle.core.db import Database
from aisle.core.settings import Settings
from aisle.retrieval.neighbours import Engines


def make_engines(settings: Settings, database: Database) -> Engines:
    """Return the vector stores that the settings make possible. Raises SettingsRefused."""
    options = VectorStoreOptions(
        settings.home,
        database,
        settings.qdrant_url,
        settings.qdrant_api_key,
        settings.pinecone_host,
        settings.pinecone_api_key,
        settings.vector_store_timeout,
    )
    return Engines(make_vector_stores(options, settings.vector_store))
