"""The tree of categories that articles are filed in."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from aisle.articles.service import filing
from aisle.web.article_shapes import shape_category
from aisle.web.articles import Reader, Writer
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, uuid_of
from aisle.web.text import Storable

router = APIRouter(tags=["articles"])


class CategoryBody(BaseModel):
    """A category. parent_id: the one that it stands below; null at the top."""

    model_config = ConfigDict(extra="forbid")

    name: Storable = Field(max_length=4 * filing.LONGEST_NAME)
    parent_id: UUID | None = None


@router.get("/article-categories", summary="List categories of articles")
async def list_categories(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return the whole tree by path."""
    async with parts.database.open_scope(caller.scope) as session:
        filed = await filing.count_filed(session)
        return {"items": [shape_category(one, filed) for one in await filing.list_categories(session)]}


@router.post(
    "/article-categories",
    status_code=201,
    summary="Add a category of articles",
    openapi_extra=json_body(CategoryBody, {"name": "Delivery"}),
)
async def add_category(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Add a category at the top, or below another."""
    body = await body_of(request, CategoryBody)
    async with parts.database.open_scope(caller.scope) as session:
        return shape_category(await filing.add_category(session, body.name, body.parent_id), {})


@router.put(
    "/article-categories/{category_id}",
    summary="Change a category of articles",
    openapi_extra=json_body(CategoryBody, {"name": "Delivery and returns"}),
)
async def change_category(category_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Rename a category, or move it with all that stands below it."""
    async with parts.database.open_scope(caller.scope) as session:
        await filing.get_category(session, uuid_of(category_id))
    body = await body_of(request, CategoryBody)
    async with parts.database.open_scope(caller.scope) as session:
        changed = await filing.change_category(session, uuid_of(category_id), body.name, body.parent_id)
        return shape_category(changed, await filing.count_filed(session))


@router.delete("/article-categories/{category_id}", status_code=204, summary="Remove a category of articles")
async def remove_category(category_id: str, parts: Parts, caller: Writer) -> Response:
    """Remove a category that nothing belongs to now."""
    async with parts.database.open_scope(caller.scope) as session:
        await filing.remove_category(session, uuid_of(category_id))
    return Response(status_code=204)
