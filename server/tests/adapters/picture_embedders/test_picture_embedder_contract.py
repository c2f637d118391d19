"""What every embedder of pictures promises."""

import numpy as np
import pytest

from aisle.adapters.picture_embedders import GridEmbedder, LookAlikeEmbedder
from aisle.demo import content
from aisle.demo.painting import paint
from aisle.llm.errors import EmbedderRefused
from aisle.llm.ports import EmbeddingKind, PictureEmbedder, Points

EMBEDDERS = {"look-alike": LookAlikeEmbedder, "fake": GridEmbedder}


def picture(handle: str) -> Points:
    return np.asarray(paint(content.find_picture(handle) or ""), np.uint8)


@pytest.fixture(params=EMBEDDERS)
def embedder(request: pytest.FixtureRequest) -> PictureEmbedder:
    made: PictureEmbedder = EMBEDDERS[request.param]()
    return made


async def test_rows_have_the_promised_columns_and_length_one(embedder: PictureEmbedder) -> None:
    pictures = [picture("stonechat-28"), picture("stonechat-28")[:120, :200]]
    for kind in EmbeddingKind:
        found = await embedder.embed(pictures, kind)
        assert len(found) == 2
        for one in found:
            assert one.vectors.shape[1] == embedder.dimensions
            assert one.details.shape[1] == embedder.detail_dimensions
            rows = np.concatenate([np.linalg.norm(one.vectors, axis=1), np.linalg.norm(one.details, axis=1)])
            assert np.allclose(rows, 1, atol=1e-3)
    assert (await embedder.embed(pictures, EmbeddingKind.PASSAGE))[0].vectors.shape[0] == 1


async def test_same_picture_is_most_alike_and_the_same_each_time(embedder: PictureEmbedder) -> None:
    handles = [str(one["handle"]) for one in content.products()[::40]]
    held = await embedder.embed([picture(one) for one in handles], EmbeddingKind.PASSAGE)
    (asked,) = await embedder.embed([picture(handles[2])], EmbeddingKind.QUERY)
    (again,) = await embedder.embed([picture(handles[2])], EmbeddingKind.QUERY)
    assert np.array_equal(asked.details, again.details)
    likeness = [float((asked.details @ one.details.T).max()) for one in held]
    assert int(np.argmax(likeness)) == 2
    assert likeness[2] > max(0.98, embedder.least)


async def test_what_is_no_picture_is_refused(embedder: PictureEmbedder) -> None:
    with pytest.raises(EmbedderRefused):
        await embedder.embed([np.zeros((0, 10, 3), np.uint8)], EmbeddingKind.QUERY)


async def test_none_gives_none(embedder: PictureEmbedder) -> None:
    assert await embedder.embed([], EmbeddingKind.PASSAGE) == []
