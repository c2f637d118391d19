"""What products lack, and how often answers showed them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from aisle.identity.types import Action, Caller
from aisle.overview.quality import Lack, ProductQuality, list_quality
from aisle.web.deps import Parts, may
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor

router = APIRouter(tags=["products"])


class QualityList(BaseModel):
    """Products by title, and of all the store's products how many lack each."""

    items: list[ProductQuality]
    products: int
    lacking: dict[Lack, int]
    next_cursor: str | None


@router.get("/product-quality", summary="List what products lack")
async def list_product_quality(
    parts: Parts,
    caller: Annotated[Caller, Depends(may(Action.READ_LINTER))],
    lack: Lack | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> QualityList:
    """Return products with what they lack, and in how many conversations of 28 days they were shown."""
    position = decode_cursor("product quality", cursor, str, UUID)
    after = (position[0], position[1]) if position else None
    async with parts.database.open_scope(caller.scope) as session:
        found = await list_quality(session, lack, after, limit + 1)
    shown = found.items[:limit]
    last = shown[-1] if len(found.items) > limit else None
    return QualityList(
        items=shown,
        products=found.products,
        lacking=found.lacking,
        next_cursor=encode_cursor("product quality", last.title, last.product_id) if last else None,
    )
