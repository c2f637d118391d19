"""Many products edited at once: shown, carried out, undone."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.catalog.edits.changing import MOST_FIELDS
from aisle.catalog.edits.types import WORDS, AddWords, Change, Edit, Listed, ProductEdit, Replace
from aisle.catalog.overriding.fields import LONGEST_TAG, MOST_TAGS
from aisle.catalog.service import editing
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, uuid_of
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.product_overrides import LONGEST_WHY, Reader, Writer
from aisle.web.text import Storable, StorableObject

router = APIRouter(tags=["products"])
Tag = Annotated[Storable, Field(max_length=LONGEST_TAG)]
WordField = Literal["title", "description"]
FIRST = 20  # changes that are shown with the answer to a new edit


class ListedProducts(BaseModel):
    """Products that are like this; what is left out may be anything."""

    model_config = ConfigDict(extra="forbid")

    q: Storable | None = Field(None, max_length=200, description="A part of the title.")
    category: Storable | None = Field(None, max_length=500, description="A path, with what lies below it.")
    brand: Storable | None = Field(None, max_length=200)
    in_stock: bool | None = None
    hidden: bool | None = None
    overridden: bool | None = None


class ReplacedWords(BaseModel):
    """Words that are put in the place of others; no pattern."""

    model_config = ConfigDict(extra="forbid")

    search: Storable = Field(min_length=1, max_length=500)
    instead: Storable = Field("", max_length=500)
    any_case: bool = False
    fields: list[WordField] = Field(["title", "description"], min_length=1, max_length=len(WORDS))

    def rule(self) -> Replace:
        """Return what is to be replaced."""
        return Replace(self.search, self.instead, self.any_case, tuple(self.fields))


class AddedWords(BaseModel):
    """Words that are put before or after what fields say, blanks at their ends included; not where they stand already."""

    model_config = ConfigDict(extra="forbid")

    fields: list[WordField] = Field(min_length=1, max_length=len(WORDS))
    before: Storable = Field("", max_length=500)
    after: Storable = Field("", max_length=500)

    def rule(self) -> AddWords | None:
        """Return what is to be added; None for no words."""
        return AddWords(tuple(self.fields), self.before, self.after) if self.before or self.after else None


class EditBody(BaseModel):
    """What is to be done, to which products: those in `products`, or those that are like `listed`."""

    model_config = ConfigDict(extra="forbid")

    products: list[UUID] = Field([], max_length=editing.MOST_PRODUCTS)
    listed: ListedProducts | None = None
    set: StorableObject = Field(
        default_factory=dict,
        max_length=MOST_FIELDS,
        description="Values by field, as `/products/{product_id}/overrides` takes them; not of variants.",
    )
    take_back: list[Storable] = Field(
        [], max_length=MOST_FIELDS, description="Fields in which the sources speak again; `*` for all."
    )
    add_tags: list[Tag] = Field([], max_length=MOST_TAGS)
    remove_tags: list[Tag] = Field([], max_length=MOST_TAGS)
    replace: ReplacedWords | None = None
    add_words: AddedWords | None = None
    why: Storable = Field("", max_length=LONGEST_WHY)

    def edit(self) -> ProductEdit:
        """Return what is to be done. Raises InvalidInput for nothing."""
        found = ProductEdit(
            self.set,
            tuple(self.take_back),
            tuple(self.add_tags),
            tuple(self.remove_tags),
            self.replace.rule() if self.replace else None,
            self.add_words.rule() if self.add_words else None,
        )
        if found == ProductEdit():
            raise InvalidInput("Say what is to be changed.")
        return found

    def meant(self) -> list[UUID] | Listed:
        """Return which products are meant. Raises InvalidInput unless they are named in one way."""
        if bool(self.products) == (self.listed is not None):
            raise InvalidInput("Name the products in `products`, or say with `listed` what they are like.")
        return Listed(**self.listed.model_dump()) if self.listed else self.products


@router.get("/product-edits", summary="List edits of many products")
async def list_edits(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return edits of many products, the newest first."""
    position = decode_cursor("product edits", cursor, UUID)
    async with parts.database.open_scope(caller.scope) as session:
        found = await editing.list_edits(session, position[0] if position else None, limit + 1)
    following = found[limit - 1].id if len(found) > limit else None
    return {
        "items": [shape_edit(one) for one in found[:limit]],
        "next_cursor": encode_cursor("product edits", following),
    }


@router.post(
    "/product-edits",
    status_code=201,
    summary="Show an edit of many products",
    openapi_extra=json_body(
        EditBody,
        {"listed": {"category": "Rucksacks"}, "set": {"brand": "Pike"}, "add_tags": ["new season"]},
    ),
)
async def show_edit(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Work out what an edit would change, and return its first changes; nothing is changed before it is applied."""
    body = await body_of(request, EditBody)
    wanted, meant = body.edit(), body.meant()
    async with parts.database.open_scope(caller.scope) as session:
        edit = await editing.show_edit(session, meant, wanted, body.why)
        return await _with_changes(session, edit, None, FIRST, left=False)


@router.get("/product-edits/{edit_id}", summary="Read an edit of many products")
async def read_edit(
    edit_id: str, parts: Parts, caller: Reader, left: bool = False, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return an edit with what it changes, field by field; with `left=true` what was not made, or not undone."""
    async with parts.database.open_scope(caller.scope) as session:
        edit = await editing.get_edit(session, uuid_of(edit_id))
        return await _with_changes(session, edit, cursor, limit, left=left)


@router.post("/product-edits/{edit_id}/apply", status_code=202, summary="Carry out an edit of many products")
async def apply_edit(edit_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Have done what was shown. A field that somebody else has changed since stays as it is, and is listed."""
    async with parts.database.open_scope(caller.scope) as session:
        edit, job_id = await editing.start_edit(session, parts.jobs, uuid_of(edit_id))
    return {**shape_edit(edit), "job_id": job_id}


@router.post("/product-edits/{edit_id}/undo", status_code=202, summary="Undo an edit of many products")
async def undo_edit(edit_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Have all of it undone, for 30 days. A field that somebody else has changed since stays as it is, and is listed."""
    async with parts.database.open_scope(caller.scope) as session:
        edit, job_id = await editing.undo_edit(session, parts.jobs, uuid_of(edit_id))
    return {**shape_edit(edit), "job_id": job_id}


async def _with_changes(
    session: Session, edit: Edit, cursor: str | None, limit: int, *, left: bool
) -> dict[str, Any]:
    position = decode_cursor("product changes", cursor, int, str)
    after = (position[0], position[1]) if position else (0, "")
    found = await editing.list_changes(session, edit.id, after, limit + 1, left=left)
    last = found[limit - 1] if len(found) > limit else None
    following = encode_cursor("product changes", *((last.place, last.field) if last else (None,)))
    changes = {"items": [_change(one) for one in found[:limit]], "next_cursor": following}
    return {**shape_edit(edit), "changes": changes}


def shape_edit(edit: Edit) -> dict[str, Any]:
    """Shape an edit without its changes. left: changes that were not made, or not undone."""
    return {
        "id": edit.id,
        "state": edit.state,
        "what": edit.what,
        "why": edit.why,
        "counts": {"products": edit.products, "changes": edit.changes, "left": edit.left},
        "done": min(edit.done, edit.products),
        "made_by": edit.made_by,
        "made_at": edit.made_at,
        "applied_by": edit.applied_by,
        "applied_at": edit.applied_at,
        "undone_by": edit.undone_by,
        "ended_at": edit.ended_at,
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "product_id": one.product_id,
        "title": one.title,
        "field": one.field,
        "before": one.before,
        "after": one.after,
        "takes_back": one.takes_back,
        "state": one.state,
    }
