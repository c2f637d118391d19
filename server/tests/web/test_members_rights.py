"""What members reach by their roles: in one store, in all of them, and not elsewhere."""

from web_shops import Shop, Site, check_problem


async def test_a_member_reads_the_stores_of_their_organization_by_name(shop: Shop, site: Site) -> None:
    owner = await site.member("owner", organization=shop.store.organization_id)
    assert await owner.json(f"/stores/{shop.store.slug}/products") == await shop.secret.json("/products")


async def test_a_role_for_one_store_reaches_that_store_alone(shop: Shop, site: Site) -> None:
    sibling = await site.open_shop(organization_id=shop.store.organization_id)
    editor = await site.member("editor", store=shop)
    assert (await editor.get(f"/stores/{shop.store.slug}/products")).status_code == 200
    check_problem(await editor.get(f"/stores/{sibling.store.slug}/products"), 404, "store_not_found")


async def test_an_analyst_changes_nothing(shop: Shop, site: Site) -> None:
    analyst = await site.member("analyst", organization=shop.store.organization_id)
    body = {"title": "T", "text": "words"}
    check_problem(await analyst.post(f"/stores/{shop.store.slug}/documents", json=body), 403, "forbidden")
