"""Models of the machine's own registry. For operators of the installation."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from aisle.identity.types import Action, Caller
from aisle.llm.registry import LocalKind
from aisle.providers.local.types import LocalState, LocalView
from aisle.web.deps import Parts, Verified, may_own

router = APIRouter(tags=["models"])
# The right to one's own account lets a person ask; the signed row of an operator is looked at first.
Person = Annotated[Caller, Depends(may_own(Action.WRITE_ACCOUNT))]
Looker = Annotated[Caller, Depends(may_own(Action.READ_ACCOUNT))]


class LocalModelShown(BaseModel):
    """A version in the registry, as the process that answers has it."""

    name: str
    version: str
    state: LocalState
    wanted: bool = Field(description="Whether every process shall load it.")
    reason: str | None = Field(description="Why it cannot be loaded.")
    known_as: str | None = Field(description="As recipes of indexes and lists of rerankers name it.")
    kind: LocalKind | None
    dimensions: int | None
    licence: str | None
    sha256: str | None = Field(description="Of its graph and weights.")


class LocalModelsShown(BaseModel):
    """The registry."""

    items: list[LocalModelShown]


@router.get("/platform/models", summary="List the registry's models")
async def list_local_models(parts: Parts, person: Looker) -> LocalModelsShown:
    """Return what AISLE_MODELS_DIR holds, and what of it is loaded. For operators."""
    await parts.visits.operators.check(person)
    return LocalModelsShown(items=[_shape(one) for one in await parts.local_models.list()])


@router.post(
    "/platform/models/{name}/{version}/load", dependencies=[Verified], summary="Load a model of the registry"
)
async def load_local_model(name: str, version: str, parts: Parts, person: Person) -> LocalModelShown:
    """Check a model's files and load it: here at once, in other processes within 15 seconds. For operators."""
    await parts.visits.operators.check(person)
    return _shape(await parts.local_models.load(person.scope, name, version))


@router.post(
    "/platform/models/{name}/{version}/unload",
    status_code=204,
    dependencies=[Verified],
    summary="Unload a model of the registry",
)
async def unload_local_model(name: str, version: str, parts: Parts, person: Person) -> None:
    """Unload a model, unless an index needs it. For operators."""
    await parts.visits.operators.check(person)
    await parts.local_models.unload(person.scope, name, version)


def _shape(one: LocalView) -> LocalModelShown:
    package = one.package
    return LocalModelShown(
        name=one.name,
        version=one.version,
        state=one.state,
        wanted=one.wanted,
        reason=one.reason,
        known_as=package.known_as if package else None,
        kind=package.manifest.kind if package else None,
        dimensions=package.manifest.dimensions if package else None,
        licence=package.manifest.licence if package else None,
        sha256=package.sha256 if package else None,
    )
