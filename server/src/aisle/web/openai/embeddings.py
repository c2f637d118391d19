"""POST /v1/embeddings: texts as vectors of the local embedder, or of those that the settings name."""

import base64
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Request
from pydantic import Field

from aisle.identity.types import Action
from aisle.llm.ports import EmbeddingKind, Vectors
from aisle.web.bodies import json_body
from aisle.web.deps import Parts
from aisle.web.once.declaring import repeats
from aisle.web.openai.bodies import ModelId, OpenAiBody, read
from aisle.web.openai.callers import Spender, payer_of, placed
from aisle.web.openai.directory import get_embedder
from aisle.web.openai.embedding_calls import MeteredEmbedder
from aisle.web.openai.errors import InvalidParameter
from aisle.web.openai.waiting import while_wanted
from aisle.web.text import Storable

router = APIRouter(tags=["openai"])
MOST_TEXTS = 2_048
EXAMPLE = {"model": "minilm", "input": ["waterproof boots", "a tent for two"]}
REPEATED_BY = "its stored reply alone: a call that left none is made again"
WireText = Annotated[Storable, Field(min_length=1)]


class EmbeddingsBody(OpenAiBody):
    """Texts to turn into vectors. input_type: what they are, for models that treat the two differently."""

    model: ModelId
    input: WireText | Annotated[list[WireText], Field(min_length=1, max_length=MOST_TEXTS)]
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = None
    input_type: Literal["query", "passage", "document"] = "passage"
    user: Storable | None = None


@router.post(
    "/embeddings",
    summary="Turn texts into vectors, as OpenAI's clients ask",
    openapi_extra=json_body(EmbeddingsBody, EXAMPLE),
)
@repeats(REPEATED_BY)
async def embed(request: Request, parts: Parts, caller: Spender) -> dict[str, Any]:
    """Return a vector of length 1 for each text. A text beyond what the model reads is cut there."""
    body = await read(request, EmbeddingsBody)
    caller = await placed(parts, caller, Action.CALL_MODELS)
    name, embedder = await get_embedder(parts, caller, body.model)
    if body.dimensions not in (None, embedder.dimensions):
        raise InvalidParameter(
            f"`{body.model}` makes vectors of {embedder.dimensions} dimensions.", "dimensions"
        )
    metered = MeteredEmbedder(parts, payer_of(request, caller), name, embedder)
    return await while_wanted(request, _embedded(metered, body))


async def _embedded(embedder: MeteredEmbedder, body: EmbeddingsBody) -> dict[str, Any]:
    texts = [body.input] if isinstance(body.input, str) else body.input
    kind = EmbeddingKind.QUERY if body.input_type == "query" else EmbeddingKind.PASSAGE
    vectors, tokens = await embedder.embed(texts, kind)
    made = _written(vectors, body.encoding_format)
    data = [{"object": "embedding", "index": at, "embedding": one} for at, one in enumerate(made)]
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "data": data, "model": body.model, "usage": usage}


def _written(vectors: Vectors, form: str) -> list[Any]:
    """Return vectors as numbers, or as base64 of little-endian float32, which official clients ask for by themselves."""
    if form == "float":
        return [one.tolist() for one in vectors]
    return [base64.b64encode(one.astype(np.dtype("<f4")).tobytes()).decode() for one in vectors]
