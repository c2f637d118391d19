"""What merchants say of a product in place of its sources."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from aisle.catalog import service
from aisle.catalog.overriding.laying import MOST_FIELDS
from aisle.catalog.overriding.types import Override, Overrides, Wishes
from aisle.catalog.types import Product
from aisle.identity.types import Action, Caller
from aisle.retrieval.indexed_products import IndexedProducts
from aisle.tenants import service as tenants
from aisle.web.assistant import IfMatch
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.products import shape_product
from aisle.web.text import Storable, StorableObject

router = APIRouter(tags=["products"])
Reader = Annotated[Caller, Depends(may(Action.READ_SOURCES))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_CATALOG))]
LONGEST_WHY = 500


class OverridesBody(BaseModel):
    """What to say in place of the sources, by field, and in which fields they are to speak again."""

    model_config = ConfigDict(extra="forbid")

    set: StorableObject = Field(
        default_factory=dict,
        max_length=MOST_FIELDS,
        description=(
            "By field: `title`, `description`, `brand`, `category`, `tags`, `images`, `hidden`, `attributes.{name}` or"
            " `variants.{id}.title`; null for no value."
        ),
    )
    take_back: list[Storable] = Field([], max_length=MOST_FIELDS)
    why: Storable = Field("", max_length=LONGEST_WHY)


@router.get("/products/{product_id}/overrides", summary="Read what is said in place of a product's sources")
async def read_overrides(product_id: str, response: Response, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return each field that says what the merchant says, with what the source says, then and now, who set it and why."""
    async with parts.database.open_scope(caller.scope) as session:
        product, said = await service.get_overrides(session, uuid_of(product_id))
    return _answer(response, product, said)


@router.patch(
    "/products/{product_id}/overrides",
    summary="Say something in place of a product's sources",
    openapi_extra=json_body(
        OverridesBody,
        {"set": {"title": "Fell 28, the wet day rucksack"}, "why": "Shoppers ask for it by this name."},
    ),
)
async def change_overrides(
    product_id: str,
    request: Request,
    response: Response,
    parts: Parts,
    caller: Writer,
    if_match: IfMatch = None,
) -> dict[str, Any]:
    """Show something in place of the source's word, or take it back; search and answers follow in the same step.

    With `If-Match` only while the overrides are at that `ETag`: otherwise nobody's words are overwritten, and the problem
    holds what they say now and what was sent.
    """
    async with parts.database.open_scope(caller.scope) as session:
        await service.get_product(session, uuid_of(product_id))
        store = await tenants.get_store(session, session.tenant[1])
    body = await body_of(request, OverridesBody)
    wishes = Wishes(body.set, tuple(body.take_back), body.why)
    laid = await service.override_product(
        lambda: parts.database.open_scope(caller.scope),
        IndexedProducts(parts.indexer, store.language),
        uuid_of(product_id),
        wishes,
        _revision(if_match),
    )
    async with parts.database.open_scope(caller.scope) as session:
        product, said = await service.get_overrides(session, laid.id)
    return _answer(response, product, said)


def _revision(tag: str | None) -> str | None:
    """Return what an `If-Match` names; None where none is sent, or any will do."""
    text = (tag or "*").strip().removeprefix("W/").strip('"')
    return None if text == "*" else text


def _answer(response: Response, product: Product, said: Overrides) -> dict[str, Any]:
    response.headers["etag"] = f'"{said.revision}"'
    return {
        "product": shape_product(product),
        "revision": said.revision,
        "items": [shape_override(one) for one in said.by_field.values()],
    }


def shape_override(one: Override) -> dict[str, Any]:
    """Shape what stands in place of the source's word."""
    return {
        "field": one.field,
        "value": one.value,
        "source_value": one.own,
        "source_value_then": one.own_then,
        "source_changed": one.own != one.own_then,
        "source_changed_at": one.own_changed_at,
        "why": one.why,
        "set_by": one.set_by,
        "set_at": one.set_at,
        "edit_id": one.edit_id,
    }
