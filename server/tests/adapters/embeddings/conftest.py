"""One built model for all tests of the embedders."""

from pathlib import Path

import pytest

from aisle.adapters.embeddings import EMBEDDERS, EmbedderOptions


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embedder-cache")


@pytest.fixture(params=sorted(EMBEDDERS))
async def embedder(request, cache_dir):
    embedder = EMBEDDERS[request.param](EmbedderOptions(cache_dir=cache_dir, threads=1))
    await embedder.warm_up()
    yield embedder
    await embedder.close()
