"""Pages of shops call the API from their own origin; nothing else of the server is open to them."""

from web_shops import Shop, Site

PAGE = {"origin": "https://pike.example"}


async def test_a_page_may_ask_before_it_calls(site: Site):
    asked = {
        **PAGE,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    answer = await site.caller(None).call("OPTIONS", "/chat", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "authorization" in answer.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in answer.headers


async def test_answers_and_refusals_can_be_read_by_the_page(site: Site, shop: Shop):
    for caller, status in ((shop.shopper, 200), (site.caller(None), 401)):
        answer = await caller.get("/products", headers=PAGE)
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (status, "*")
        assert "x-request-id" in answer.headers["access-control-expose-headers"].lower()


async def test_nothing_outside_the_api_is_shared(site: Site):
    for path in ("/metrics", "/ready", "/health", "/demo/", "/"):
        answer = await site.http.get(path, headers=PAGE)
        assert "access-control-allow-origin" not in answer.headers, path


async def test_the_bare_address_leads_somewhere(site: Site):
    answer = await site.http.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/s")


async def test_a_kept_token_reads_the_store_as_it_is_now(own_shop: Shop):
    before = await own_shop.shopper.json("/sessions/current")
    await own_shop.sql(
        'UPDATE store SET settings = settings || \'{"greeting": "New words"}\' WHERE organization_id = $1',
        own_shop.store.organization_id,
    )
    after = await own_shop.shopper.json("/sessions/current")
    assert before["store"]["greeting"] != after["store"]["greeting"] == "New words"
    assert after["session_id"] == before["session_id"]
    assert after["max_message_length"] == 4000


async def test_a_key_has_no_session_to_read(shop: Shop):
    assert (await shop.secret.get("/sessions/current")).status_code == 403
