"""The stores of an organization themselves; what is in one lies below its name."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, field_validator

from aisle.bootstrap.provision import NewStore
from aisle.catalog.currencies import is_currency
from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.tenants.types import Store, StoreSettings, StoreState
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_across, may_in_organization, named_store, reached_store
from aisle.web.text import Storable

router = APIRouter(tags=["stores"])
Reader = Annotated[Caller, Depends(may_across(Action.READ_STORES))]
Opener = Annotated[Caller, Depends(may_in_organization(Action.WRITE_STORES))]
Writer = Annotated[Caller, Depends(may_across(Action.WRITE_STORES))]
NAMED = Depends(named_store)
EXAMPLE = {"slug": "my-shop", "name": "My shop", "currency": "EUR", "language": "de"}


class StoreBody(BaseModel):
    """A store to be opened. slug: its short name in addresses, /c/{slug}."""

    model_config = ConfigDict(extra="forbid")

    slug: Annotated[Storable, Field(max_length=63)]
    name: Annotated[Storable, Field(max_length=200)]
    currency: Annotated[Storable, Field(max_length=3)] = "GBP"
    language: Annotated[Storable, Field(max_length=2)] = "en"
    site_url: Annotated[Storable, Field(max_length=500)] | None = None
    time_zone: Annotated[Storable, Field(max_length=64)] = "UTC"


class StoreChange(BaseModel):
    """What is left out stays; without an address the store has no site. settings: dotted names, such as contact.email, and values."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[Storable, Field(max_length=200)] | None = None
    currency: Annotated[Storable, Field(max_length=3)] | None = None
    language: Annotated[Storable, Field(max_length=2)] | None = None
    site_url: Annotated[Storable, Field(max_length=500)] | None = None
    time_zone: Annotated[Storable, Field(max_length=64)] | None = None
    settings: dict[Annotated[Storable, Field(max_length=60)], Any] = Field(
        default_factory=dict, max_length=50
    )

    @field_validator("settings")
    @classmethod
    def _no_retention(cls, settings: dict[str, Any]) -> dict[str, Any]:
        # It erases what is older, for good: its own route asks for a fresh proof.
        if any(name.split(".")[0] == "retention" for name in settings):
            raise ValueError("set how long chats are kept by PUT …/retention")
        return settings

    @property
    def facts(self) -> dict[str, str | None]:
        """What the store is to be; None is a value for the site alone, which a store may be without."""
        said = self.model_dump(exclude_unset=True, exclude={"settings"})
        return {name: value for name, value in said.items() if value is not None or name == "site_url"}


class ShownStore(BaseModel):
    """A store. Suspended: it answers nobody. Deleted: it is erased seven days after."""

    id: UUID
    slug: str
    name: str
    created_at: datetime
    suspended_at: datetime | None
    deleted_at: datetime | None
    is_demo: bool


class StoreList(BaseModel):
    """The stores that one may see."""

    items: list[ShownStore]


class WholeStore(ShownStore):
    """A store with what its merchant sets."""

    currency: str
    language: str
    site_url: str | None
    time_zone: str
    settings: StoreSettings


@router.get("/stores", summary="List stores")
async def list_stores(parts: Parts, caller: Reader) -> StoreList:
    """Return the stores that you may see, suspended and deleted ones, too."""
    return StoreList(items=[_shape(one) for one in await parts.stores.list(caller)])


@router.post("/stores", status_code=201, summary="Open a store", openapi_extra=json_body(StoreBody, EXAMPLE))
async def open_store(request: Request, parts: Parts, caller: Opener) -> WholeStore:
    """Open a store with an assistant, an index and a chat page."""
    body = await body_of(request, StoreBody)
    if not is_currency(body.currency):
        raise InvalidInput(f"“{body.currency}” is not an ISO 4217 currency code such as GBP or EUR.")
    made = await parts.stores.create(caller, NewStore(**body.model_dump()))
    return _whole(*await parts.stores.read(caller, made.id))


@router.get("/stores/{store}", summary="Read a store", dependencies=[NAMED])
async def read_store(store: str, parts: Parts, caller: Reader) -> WholeStore:
    """Return a store with its settings."""
    found = await reached_store(parts, caller, store)
    return _whole(*await parts.stores.read(caller, found.store_id))


@router.patch(
    "/stores/{store}",
    summary="Change a store",
    dependencies=[NAMED],
    openapi_extra=json_body(StoreChange, {"settings": {"greeting": "Hello"}}),
)
async def change_store(store: str, request: Request, parts: Parts, caller: Writer) -> WholeStore:
    """Change a store's name, site, time zone or settings; its currency and language as far as its products allow."""
    found = await reached_store(parts, caller, store)
    body = await body_of(request, StoreChange)
    await parts.stores.change(caller, found.store_id, body.facts, body.settings)
    return _whole(*await parts.stores.read(caller, found.store_id))


@router.post("/stores/{store}/suspend", status_code=204, summary="Suspend a store", dependencies=[NAMED])
async def suspend_store(store: str, parts: Parts, caller: Writer) -> None:
    """Let a store answer nobody until it is resumed; its jobs wait. In force within 30 seconds."""
    await parts.stores.suspend(caller, (await reached_store(parts, caller, store)).store_id)


@router.post("/stores/{store}/resume", status_code=204, summary="Resume a store", dependencies=[NAMED])
async def resume_store(store: str, parts: Parts, caller: Writer) -> None:
    """Let a suspended store answer again."""
    await parts.stores.resume(caller, (await reached_store(parts, caller, store)).store_id)


@router.delete("/stores/{store}", status_code=204, summary="Delete a store", dependencies=[NAMED, Verified])
async def delete_store(
    store: str,
    parts: Parts,
    caller: Writer,
    name: Annotated[str, Query(max_length=200, description="The store's name, typed.")],
) -> None:
    """Suspend a store at once, and erase it with everything in it after seven days."""
    await parts.stores.delete(caller, (await reached_store(parts, caller, store)).store_id, name)


@router.post("/stores/{store}/restore", status_code=204, summary="Bring a store back", dependencies=[NAMED])
async def restore_store(store: str, parts: Parts, caller: Writer) -> None:
    """Undo the deletion of a store within seven days; it stays suspended until it is resumed."""
    await parts.stores.restore(caller, (await reached_store(parts, caller, store)).store_id)


def _shape(state: StoreState) -> ShownStore:
    return ShownStore(
        id=state.store_id,
        slug=state.slug,
        name=state.name,
        created_at=state.created_at,
        suspended_at=state.suspended_at,
        deleted_at=state.deleted_at,
        is_demo=state.is_demo,
    )


def _whole(state: StoreState, store: Store) -> WholeStore:
    return WholeStore(
        **_shape(state).model_dump(),
        currency=store.currency,
        language=store.language,
        site_url=store.site_url,
        time_zone=store.time_zone,
        settings=store.settings,
    )
