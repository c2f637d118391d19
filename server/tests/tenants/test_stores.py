"""Organizations and stores: names, slugs, addresses."""

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aisle.bootstrap.provision import NewStore, open_store
from aisle.core.db import Scope
from aisle.core.errors import InvalidInput
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.retrieval.recipe import Recipe
from aisle.tenants import repository, service
from aisle.tenants.errors import OrganizationNotFound, SlugTaken, StoreNotFound
from aisle.tenants.types import settings_of

GOOD = ["a", "7", "shop", "my-shop", "a-b-c-1", "a" * 63]
BAD = [
    "",
    "-",
    "-a",
    "a-",
    "a--b",
    "A",
    "Shop",
    "my shop",
    "my_shop",
    "a.b",
    "ä",
    "a\n",
    "\na",
    "a/b",
    "a" * 64,
    "１",
]


@pytest.mark.parametrize("slug", GOOD)
async def test_a_slug_of_letters_digits_and_single_hyphens_is_taken(new_store, slug):
    unique = f"{slug}{new_id().hex[-8:]}"[-63:]
    assert (await new_store(slug=unique)).slug == unique


@pytest.mark.parametrize("slug", BAD)
async def test_any_other_slug_is_refused(new_store, slug):
    with pytest.raises(InvalidInput, match="slug"):
        await new_store(slug=slug)


@given(st.text(max_size=80))
def test_the_rule_for_slugs_lets_only_addresses_pass(text):
    if service.SLUG.fullmatch(text):
        assert 1 <= len(text) <= 63
        assert set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert "--" not in f"-{text}-"


async def test_a_slug_is_unique_in_the_whole_installation(new_store, store):
    with pytest.raises(SlugTaken, match=store.slug):
        await new_store(slug=store.slug)


async def test_the_database_itself_keeps_addresses_apart(urls, store):
    connection = await asyncpg.connect(urls.admin)
    try:
        with pytest.raises(asyncpg.UniqueViolationError):
            await connection.execute(
                "INSERT INTO aisle.store_address (slug, organization_id, store_id) SELECT slug, organization_id, store_id"
                " FROM aisle.store_address WHERE slug = $1",
                store.slug,
            )
    finally:
        await connection.close()


async def test_a_store_is_found_by_slug_and_by_id_from_anywhere(database, store):
    for name in (store.slug, str(store.id)):
        address = await repository.find_address(database, name)
        assert (address.organization_id, address.store_id) == (store.organization_id, store.id)
    for name in ("", "nobody", str(new_id()), store.slug.upper(), f"{store.slug}%"):
        assert await repository.find_address(database, name) is None


async def test_the_address_goes_with_the_store(database, store):
    async with database.open_scope(Scope(store.organization_id, None)) as session:
        await repository.delete_store(session, store.id)
    assert await repository.find_address(database, store.slug) is None


async def test_a_store_of_another_organization_is_as_absent(database, store):
    async with database.open_scope(Scope(new_id(), None)) as session:
        with pytest.raises(StoreNotFound):
            await service.get_store(session, store.id)


@pytest.mark.parametrize(
    "wanted",
    [
        {"name": ""},
        {"name": " \t"},
        {"name": "n" * 201},
        {"name": "\x1b\x00"},
        {"currency": "gbp"},
        {"currency": "POUND"},
        {"language": "EN"},
        {"language": "xx"},
        {"site_url": "shop.example"},
        {"site_url": "javascript:alert(1)"},
        {"site_url": "https://me:secret@shop.example"},
    ],
    ids=str,
)
async def test_what_a_store_cannot_have_is_refused(new_store, wanted):
    with pytest.raises(InvalidInput):
        await new_store(**wanted)


async def test_a_name_is_kept_without_what_cannot_be_seen(new_store):
    assert (await new_store(name="  Pike\n&\x1b Söhne ")).name == "Pike & Söhne"


async def test_a_store_needs_an_organization(new_store):
    with pytest.raises(OrganizationNotFound):
        await new_store(organization_id=new_id())


async def test_a_store_and_its_organization_are_made_together_or_not_at_all(database, embedder, store, urls):
    wanted, jobs = NewStore(slug=store.slug, name=f"Twice {new_id()}"), JobQueue(b"key")
    with pytest.raises(SlugTaken):
        await open_store(database, None, wanted, Recipe.of(embedder), jobs)
    connection = await asyncpg.connect(urls.admin)
    left = await connection.fetchval("SELECT count(*) FROM aisle.organization WHERE name = $1", wanted.name)
    await connection.close()
    assert left == 0


async def test_first_content_that_fails_leaves_no_empty_store(database, embedder):
    async def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    wanted = NewStore(slug=f"half-{new_id().hex[-8:]}", name="Half")
    with pytest.raises(RuntimeError):
        await open_store(database, None, wanted, Recipe.of(embedder), JobQueue(b"key"), fail)
    assert await repository.find_address(database, wanted.slug) is None


@pytest.mark.parametrize(
    "data",
    [
        {"brand_color": "red"},
        {"brand_color": "#22606"},
        {"mark": "ABCDE"},
        {"suggestions": ["a", "b", "c", "d", "e"]},
        {"greeting": "g" * 501},
        {"chunking": {"size_tokens": 200}},
        {"contact": {"fax": "1"}},
        {"organization_id": "x"},
    ],
    ids=str,
)
def test_settings_of_a_store_take_explicit_fields_within_limits(data):
    with pytest.raises(ValidationError):
        settings_of(data)
