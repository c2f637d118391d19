"""Index versions: build another recipe beside the live one, let it answer, go back."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.types import Action, Caller
from aisle.retrieval.managing import VersionView
from aisle.retrieval.recipe import Recipe
from aisle.retrieval.wishes import RecipeWish
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.jobs import shape as shape_job

router = APIRouter(tags=["index"])
Reader = Annotated[Caller, Depends(may(Action.READ_INDEX))]
Expected = Annotated[
    str | None,
    Query(description="The version that was live when this was decided; another one then refuses."),
]
Writer = Annotated[Caller, Depends(may(Action.WRITE_INDEX))]


class ChunkingIn(BaseModel):
    """How documents are cut; what is absent stays as it is live."""

    model_config = ConfigDict(extra="forbid")

    size_tokens: int | None = None
    overlap_tokens: int | None = None
    tokens_of: str | None = Field(None, max_length=200)


class BuildBody(BaseModel):
    """What the new version's recipe has that the live one has not."""

    model_config = ConfigDict(extra="forbid")

    embedder: str | None = Field(None, max_length=200)
    chunking: ChunkingIn = ChunkingIn()
    vector_store: str | None = Field(None, max_length=100)
    weights: dict[str, float] = Field(default_factory=dict, max_length=20)
    price_per_million_tokens: float | None = Field(None, ge=0, le=1_000_000, allow_inf_nan=False)
    dry_run: bool = False

    def to_wish(self) -> RecipeWish:
        """Return the wish that this body states."""
        cut = self.chunking
        return RecipeWish(
            self.embedder,
            cut.size_tokens,
            cut.overlap_tokens,
            cut.tokens_of,
            self.weights,
            self.vector_store,
        )


@router.get("/index/versions", summary="List index versions")
async def list_versions(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return all versions of the store's index, the newest first."""
    return {"items": [shape(one) for one in await parts.index.list(caller.scope)]}


@router.post(
    "/index/versions",
    status_code=202,
    responses={
        200: {"description": "What a dry run says; nothing is built.", "content": {"application/json": {}}}
    },
    summary="Build an index version",
    openapi_extra=json_body(BuildBody, {"chunking": {"size_tokens": 120}, "dry_run": True}),
)
async def build_version(request: Request, response: Response, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Build another recipe in the background, or with `dry_run` say at once what it would take."""
    body = await body_of(request, BuildBody)
    plan = await parts.index.plan(caller.scope, body.to_wish(), body.price_per_million_tokens)
    if body.dry_run:
        response.status_code = 200
        return {"recipe": shape_recipe(plan.recipe), "estimate": plan.estimate.to_json()}
    return shape(await parts.index.build(caller.scope, plan))


@router.post("/index/versions/rollback", summary="Go back to the index version before")
async def roll_back(parts: Parts, caller: Writer) -> dict[str, Any]:
    """Let the version answer again that answered before the live one."""
    return shape(await parts.index.roll_back(caller.scope))


@router.get("/index/versions/{version_id}", summary="Read an index version")
async def read_version(version_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return recipe, state and build: progress, speed, time left and cost so far."""
    return shape(await parts.index.get(caller.scope, uuid_of(version_id)))


@router.post("/index/versions/{version_id}/activate", summary="Let an index version answer")
async def activate_version(
    version_id: str, parts: Parts, caller: Writer, expected: Expected = None
) -> dict[str, Any]:
    """Let a ready version answer from now on, in one step; the one before stays ready."""
    seen = uuid_of(expected) if expected else None
    return shape(await parts.index.activate(caller.scope, uuid_of(version_id), seen))


@router.post("/index/versions/{version_id}/pause", summary="Pause a build")
async def pause_version(version_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Let a build rest; it goes on where it was."""
    return shape(await parts.index.pause(caller.scope, uuid_of(version_id)))


@router.post("/index/versions/{version_id}/resume", status_code=202, summary="Go on with a build")
async def resume_version(version_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Go on with a build that was paused or has failed."""
    return shape(await parts.index.resume(caller.scope, uuid_of(version_id)))


@router.delete("/index/versions/{version_id}", status_code=202, summary="Retire an index version")
async def retire_version(version_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Give a version or its build up and free its rows in the background. The live one stays."""
    return {"job_id": await parts.index.retire(caller.scope, uuid_of(version_id))}


def shape(one: VersionView) -> dict[str, Any]:
    """Shape a version for callers."""
    version = one.version
    return {
        "id": version.id,
        "state": one.state,
        "live": version.state == "active",
        "reason": one.reason,
        "goes_on_by_itself": one.goes_on,
        "recipe": shape_recipe(version.recipe),
        "items": version.items,
        "estimate": one.work.get("estimate"),
        "done": {name: one.work.get(name, 0) for name in ("embedded", "reused", "tokens", "seconds")},
        "cost": one.cost,
        "job": shape_job(one.job) if one.job else None,
        "created_at": one.created_at.isoformat(),
        "activated_at": one.activated_at.isoformat() if one.activated_at else None,
    }


def shape_recipe(recipe: Recipe) -> dict[str, Any]:
    """Shape a recipe for callers."""
    return recipe.to_json()
