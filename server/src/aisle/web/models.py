"""Models that an organization can use: what they are and cost, and how they have been."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from aisle.identity.types import Action, Caller
from aisle.web.deps import Parts, may_across
from aisle.web.model_shapes import ModelShown, ModelsShown, model_shape

router = APIRouter(tags=["models"])
Reader = Annotated[Caller, Depends(may_across(Action.READ_MODELS))]
ModelId = Annotated[str, Path(description="As the list calls it; it may hold slashes.", max_length=300)]


@router.get("/models", summary="List models")
async def list_models(parts: Parts, caller: Reader) -> ModelsShown:
    """Return every model that the organization can use; health and latency are those of the process that answers."""
    found = await parts.models.list(caller.organization_id)
    return ModelsShown(items=[model_shape(one) for one in found])


@router.get("/models/{model_id:path}", summary="Read a model")
async def read_model(model_id: ModelId, parts: Parts, caller: Reader) -> ModelShown:
    """Return one model."""
    return model_shape(await parts.models.get(caller.organization_id, model_id))
