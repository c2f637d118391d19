"""Which models an organization's calls go to: policies by purpose."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from aisle.core.settings.outside import Purposes
from aisle.core.settings.routes import RouteSettings
from aisle.identity.types import Action, Caller
from aisle.llm.routes.service import RouteView
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may_in_organization

router = APIRouter(prefix="/model-routes", tags=["models"])
Reader = Annotated[Caller, Depends(may_in_organization(Action.READ_MODELS))]
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_MODELS))]
EXAMPLE = {"routes": {"rewrite": {"models": [], "prefer": "cheapest"}}}


class ModelRoutesBody(BaseModel):
    """The routes of an organization by purpose; a purpose that is left out goes as the installation says."""

    model_config = ConfigDict(extra="forbid")

    routes: dict[Purposes, RouteSettings]


class ShownCanary(BaseModel):
    """A new model that answers a share of conversations first. stopped: it failed too often."""

    purpose: str
    model: str
    share: float
    stopped: bool


class ShownModelRoutes(BaseModel):
    """The organization's routes, the names they may use, and the canaries at work for its calls."""

    routes: dict[Purposes, RouteSettings]
    models: list[str]
    canaries: list[ShownCanary]


@router.get("", summary="Read model routes", response_model_exclude_defaults=True)
async def read_model_routes(parts: Parts, caller: Reader) -> ShownModelRoutes:
    """Return which models are asked for what."""
    return _shape(await parts.model_routes.read(caller))


@router.put(
    "",
    summary="Change model routes",
    response_model_exclude_defaults=True,
    openapi_extra=json_body(ModelRoutesBody, EXAMPLE),
)
async def change_model_routes(request: Request, parts: Parts, caller: Writer) -> ShownModelRoutes:
    """Put routes in place of those there are. They hold within the installation's ceilings, everywhere within 30 seconds."""
    body = await body_of(request, ModelRoutesBody)
    return _shape(await parts.model_routes.change(caller, body.routes))


def _shape(view: RouteView) -> ShownModelRoutes:
    canaries = [
        ShownCanary(purpose=one.purpose.value, model=one.model, share=one.share, stopped=one.is_stopped)
        for one in view.canaries
    ]
    return ShownModelRoutes(routes=view.routes, models=list(view.models), canaries=canaries)
