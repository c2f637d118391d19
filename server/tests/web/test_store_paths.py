"""Callers who are bound to no single store name it in the path, and reach there what they may and nothing else."""

from uuid import uuid4

from web_shops import Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.identity.keys import service as keys


async def organization_key(site: Site, shop: Shop) -> str:
    async with site.parts.database.open_scope(Scope(shop.store.organization_id, None)) as session:
        return (await keys.create_key(session, kind="secret", store_id=None, scopes=["read"])).token


async def test_a_key_of_the_organization_reads_the_store_that_the_path_names(shop: Shop, site: Site) -> None:
    caller = site.caller(await organization_key(site, shop))
    by_slug = await caller.json(f"/stores/{shop.store.slug}/products")
    assert (
        by_slug
        == await caller.json(f"/stores/{shop.store.id}/products")
        == await shop.secret.json("/products")
    )


async def test_a_store_key_reaches_its_own_store_by_name_and_no_other(shop: Shop, site: Site) -> None:
    sibling = await site.open_shop(organization_id=shop.store.organization_id)
    assert (await shop.secret.get(f"/stores/{shop.store.slug}/products")).status_code == 200
    check_problem(await shop.secret.get(f"/stores/{sibling.store.slug}/products"), 404, "store_not_found")


async def test_stores_of_others_answer_like_unknown_ones(shop: Shop, site: Site) -> None:
    caller, other = site.caller(await organization_key(site, shop)), await site.open_shop()
    said = {
        check_problem(await caller.get(f"/stores/{name}/products"), 404, "store_not_found")["detail"].replace(
            name, "X"
        )
        for name in (other.store.slug, str(other.store.id), "no-such-store", str(uuid4()))
    }
    assert len(said) == 1
    # A zero byte, which no text of the database can hold.
    check_problem(await caller.get("/stores/%00/products"), 404, "store_not_found")


async def test_rights_hold_below_a_stores_name_too(shop: Shop, site: Site) -> None:
    caller = site.caller(await organization_key(site, shop))
    body = {"title": "T", "text": "words"}
    check_problem(await caller.post(f"/stores/{shop.store.slug}/documents", json=body), 403, "forbidden")
