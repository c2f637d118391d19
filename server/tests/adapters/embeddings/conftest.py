"""Every embedder, made ready: the local ones with one built model, those behind an address with a server on loopback."""

from pathlib import Path

import pytest
from embedders_under_test import VARIANTS


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("embedder-cache")


@pytest.fixture(params=VARIANTS)
async def embedder(request, cache_dir):
    async with VARIANTS[request.param].opened(cache_dir) as embedder:
        await embedder.warm_up()
        yield embedder
        await embedder.close()
