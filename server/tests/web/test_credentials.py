"""Keys, tokens and origins: what opens, what does not, and for how long."""

import base64
import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from web_shops import ORIGIN, RETURNS_QUESTION, Caller, Shop, Site, check_forbidden, check_problem

from aisle.core.errors import InvalidInput
from aisle.identity import authenticator as authenticating
from aisle.identity.authenticator import REMEMBER_SECONDS
from aisle.identity.tokens import ShopperText, make_shopper_token
from aisle.web import following

INJECTIONS = [
    "' OR '1'='1",
    "'; DROP TABLE api_key; --",
    '" OR ""="',
    "$1",
    "%s%s%n",
    "{{7*7}}",
    "../../etc/passwd",
    "\\x00",
    "null",
    "undefined",
]


# Routes that need no credential, each for a reason.
OPEN: set[tuple[str, str]] = {
    ("POST", "/hooks/{address}"),
    ("POST", "/auth/invitations/preview"),  # whoever holds the link of a mail reads what it offers
    ("GET", "/widget/preview"),  # whoever has the signed link
    ("POST", "/auth/sign-up"),
    ("POST", "/auth/sign-in"),
    ("POST", "/auth/refresh"),
    ("POST", "/auth/password/forgot"),
    ("POST", "/auth/password/reset"),
    ("POST", "/auth/email/change"),
    ("POST", "/auth/email/undo"),
    ("POST", "/auth/email/confirm"),
    ("POST", "/auth/second-step"),
    ("POST", "/auth/second-step/passkey-options"),
    ("POST", "/auth/passkeys/sign-in"),
    ("POST", "/auth/passkeys/sign-in/options"),
    ("GET", "/auth/providers"),
    ("GET", "/auth/oidc/{provider}/start"),
    ("GET", "/auth/oidc/{provider}/callback"),
    ("POST", "/auth/firebase"),
    ("POST", "/auth/sign-on"),
    ("GET", "/auth/sign-on/{connection_id}/start"),
    ("GET", "/auth/sign-on/{connection_id}/callback"),
    ("POST", "/auth/sign-on/{connection_id}/acs"),
    ("GET", "/auth/sign-on/{connection_id}/metadata"),
}


class Clock:
    """A clock for the authenticator's memory: it stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(site: Site) -> Iterator[Clock]:
    authenticator = site.parts.authenticator
    real, held = authenticator.clock, Clock()
    authenticator.clock = held
    authenticator._seen.clear()
    yield held
    authenticator.clock = real
    authenticator._seen.clear()


def flipped(token: str, place: int) -> str:
    """The token with one character changed."""
    other = "A" if token[place] != "A" else "B"
    return token[:place] + other + token[place + 1 :]


async def refused(caller: Caller) -> str:
    """Assert that a credential opens nothing, and return what was said."""
    answer = await caller.get("/products")
    problem = check_problem(answer, 401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"
    return str(problem["detail"])


# what opens nothing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Token x", "Bearer  "])
async def test_other_forms_of_the_header_open_nothing(site: Site, header: str) -> None:
    caller = site.caller(None, authorization=header)
    assert "Bearer" in await refused(caller) or "bearer" in await refused(caller)


async def test_tokens_beyond_ascii_open_nothing(site: Site) -> None:
    for header in ("é", "Bearer é", "Bearer aisle_sk_é", "Bearer aisle_st_\x80", "Bearer aisle_pk_ÿ"):
        asked = site.caller(None).listen("GET", "/products", authorization=header)
        await asked.finish()
        assert (asked.status, asked.answer_headers["content-type"]) == (401, "application/problem+json")


@pytest.mark.parametrize("prefix", ["", "aisle_sk_", "aisle_st_", "aisle_pk_", "AISLE_SK_", "aisle_xx_"])
@pytest.mark.parametrize("injection", [*INJECTIONS, "x", "A" * 86, "A" * 118, "A" * 20_000])
async def test_made_up_tokens_open_nothing(site: Site, prefix: str, injection: str) -> None:
    await refused(site.caller(prefix + injection))


@pytest.mark.parametrize("kind", ["secret", "publishable", "shopper"])
async def test_token_cut_off_changed_or_lengthened_anywhere_opens_nothing(shop: Shop, kind: str) -> None:
    caller: Caller = getattr(shop, kind)
    token = caller.token or ""
    last = token[-1]
    changed = [token[:length] for length in range(9, len(token), 7)]
    changed += [flipped(token, place) for place in range(9, len(token), 5)]
    # The last character holds spare bits; no other may stand for it.
    changed += [token[:-1] + other for other in "ABCDEFGHQgw048_-" if other != last]
    changed += [token + tail for tail in ("A", "=", "==", " x", "'", ".")]
    changed += [token.upper(), token[::-1], token.replace("aisle_", "")]
    for text in changed:
        answer = await shop.site.caller(text, **caller.headers).post("/sessions")
        assert answer.status_code == 401, text
        check_problem(answer, 401, "unauthorized")


async def test_kinds_of_tokens_cannot_stand_for_each_other(shop: Shop) -> None:
    bodies = {kind: (getattr(shop, kind).token or "")[9:] for kind in ("secret", "publishable", "shopper")}
    prefixes = {"secret": "aisle_sk_", "publishable": "aisle_pk_", "shopper": "aisle_st_"}
    for (kind, prefix), (other, body) in itertools.product(prefixes.items(), bodies.items()):
        if kind != other:
            answer = await shop.site.caller(prefix + body, origin=ORIGIN).get("/products")
            check_problem(answer, 401, "unauthorized")


async def test_remembered_token_opens_nothing_for_one_that_begins_alike(shop: Shop) -> None:
    """The secret is the last part: ids of tenant and key are equal in all of these."""
    for caller in (shop.secret, shop.shopper):
        assert (await caller.get("/products")).status_code == 200
        token = caller.token or ""
        for place in (len(token) - 2, len(token) - 20, len(token) - 40):
            await refused(shop.site.caller(flipped(token, place)))
        assert (await caller.get("/products")).status_code == 200


async def test_key_of_one_tenant_does_not_open_another_that_is_written_into_it(
    shop: Shop, site: Site
) -> None:
    other = await site.open_shop()
    raw = base64.urlsafe_b64decode((shop.secret.token or "")[9:] + "==")
    for organization, key in ((other.store.organization_id.bytes, raw[16:32]), (raw[:16], uuid4().bytes)):
        forged = base64.urlsafe_b64encode(organization + key + raw[32:]).decode().rstrip("=")
        await refused(site.caller("aisle_sk_" + forged))


async def test_shopper_token_signed_with_another_key_opens_nothing(shop: Shop, site: Site) -> None:
    begun = (await shop.publishable.post("/sessions")).json()
    ends = datetime.now(UTC) + timedelta(days=1)
    text = ShopperText(shop.store.organization_id, shop.store.id, UUID(begun["session_id"]), ends)
    for key in (b"", b"guess", site.parts.secrets.key("jobs")):
        await refused(site.caller(make_shopper_token(key, text)))
    right = make_shopper_token(site.parts.secrets.key("shopper tokens"), text)
    assert (await site.caller(right).get("/products")).status_code == 200


async def test_refusals_tell_nothing_apart(shop: Shop) -> None:
    """Unknown tenant, unknown key and wrong secret are one answer."""
    raw = base64.urlsafe_b64decode((shop.secret.token or "")[9:] + "==")
    tokens = [uuid4().bytes + raw[16:], raw[:16] + uuid4().bytes + raw[32:], raw[:32] + bytes(32)]
    said = {
        await refused(shop.site.caller("aisle_sk_" + base64.urlsafe_b64encode(one).decode().rstrip("=")))
        for one in tokens
    }
    assert len(said) == 1


# for how long -------------------------------------------------------------------------------------------------


async def test_revoked_key_is_dead_within_thirty_seconds_though_it_was_remembered(
    shop: Shop, clock: Clock
) -> None:
    key_id, caller = await shop.key(kind="secret")
    assert (await caller.get("/products")).status_code == 200
    await shop.revoke(key_id)
    clock.now += REMEMBER_SECONDS
    await refused(caller)
    assert REMEMBER_SECONDS <= 30


async def test_key_that_was_not_used_before_is_dead_at_once(shop: Shop, clock: Clock) -> None:
    key_id, caller = await shop.key(kind="secret")
    await shop.revoke(key_id)
    await refused(caller)


async def test_expired_key_is_dead(shop: Shop, clock: Clock) -> None:
    key_id, caller = await shop.key(kind="secret")
    assert (await caller.get("/products")).status_code == 200
    await shop.sql(
        "UPDATE api_key SET expires_at = now() - interval '1 second' WHERE organization_id = $1 AND id = $2",
        shop.store.organization_id,
        key_id,
    )
    clock.now += REMEMBER_SECONDS
    await refused(caller)


async def test_sessions_of_a_revoked_publishable_key_die_with_it(shop: Shop, clock: Clock) -> None:
    key_id, key = await shop.key(kind="publishable", origins=[ORIGIN])
    key.headers["origin"] = ORIGIN
    shopper = await shop.start_shopper(key)
    assert (await shopper.get("/products")).status_code == 200
    await shop.revoke(key_id)
    clock.now += REMEMBER_SECONDS
    check_problem(await key.post("/sessions"), 401, "unauthorized")
    await refused(shopper)


async def test_revoked_session_is_dead_and_others_live_on(shop: Shop, clock: Clock) -> None:
    one, other = await shop.start_shopper(), await shop.start_shopper()
    ended = (await one.post("/chat", json={"message": RETURNS_QUESTION})).json()["conversation_id"]
    await shop.sql(
        "UPDATE shopper_session SET revoked_at = now() WHERE id = (SELECT shopper_session_id FROM conversation WHERE id = $1)",
        ended,
    )
    clock.now += REMEMBER_SECONDS
    await refused(one)
    assert (await other.get("/products")).status_code == 200


async def test_revoked_key_reads_no_further_through_an_open_stream(
    shop: Shop, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "POLL_SECONDS", 0.002)
    waiting = await shop.secret.post("/documents", json={"title": f"W{uuid4()}", "text": f"waits {uuid4()}"})
    job_id = waiting.json()["job_id"]
    key_id, caller = await shop.key(kind="secret")
    follower = caller.listen("GET", f"/jobs/{job_id}/events")
    await follower.until_text('"state":"queued"')
    await shop.revoke(key_id)
    clock.now += REMEMBER_SECONDS
    await follower.finish()
    await shop.work()
    assert '"state":"done"' not in follower.text


async def test_ended_session_is_told_to_start_a_new_one(shop: Shop) -> None:
    assert "start a new session" in await refused(await shop.expired_shopper())


async def test_memory_of_callers_is_bounded_and_holds_no_refusals(
    shop: Shop, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authenticating, "REMEMBER_MOST", 3)
    seen = shop.site.parts.authenticator._seen
    for n in range(5):
        await refused(shop.site.caller(f"aisle_sk_{n}"))
    assert not seen
    for _ in range(5):
        _, caller = await shop.key(kind="secret")
        assert (await caller.get("/products")).status_code == 200
        assert len(seen) <= 3


# origins ------------------------------------------------------------------------------------------------------

FOREIGN_ORIGINS = [
    None,
    "",
    "null",
    "*",
    "https://evil.example",
    "http://shop.example",
    "https://shop.example.evil.example",
    "https://shop.example@evil.example",
    "https://evilshop.example",
    "https://www.shop.example",
    "https://shop.example:8443",
    "https://shop.example/",
    "https://shop.example.",
    "https://shop.example https://evil.example",
    "https://shop.exampl",
    "//shop.example",
    "shop.example",
    "self",
    "http://api.test",
    "https://xn--shop-.example",
]


async def check_origins(shop: Shop) -> None:
    """The key works on its own origin, and nowhere else."""
    for origin in FOREIGN_ORIGINS:
        headers = {} if origin is None else {"origin": origin}
        answer = await shop.site.caller(shop.publishable.token, **headers).post("/sessions")
        check_problem(answer, 403, "forbidden")
    for origin in (ORIGIN, ORIGIN.upper()):
        assert (
            await shop.site.caller(shop.publishable.token, origin=origin).post("/sessions")
        ).status_code == 201


async def test_publishable_key_works_on_its_own_origins_alone(shop: Shop) -> None:
    before = (await shop.sql("SELECT count(*) AS n FROM shopper_session"))[0]["n"]
    await check_origins(shop)
    assert (await shop.sql("SELECT count(*) AS n FROM shopper_session"))[0]["n"] == before + 2


async def test_check_of_origins_goes_red_without_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authenticating, "check_origin", lambda *asked: None)
    with pytest.raises(AssertionError):
        await check_origins(shop)


async def test_hosted_pages_key_works_on_this_servers_own_origin_alone(
    shop: Shop, open_other_site: Any
) -> None:
    token = (
        await shop.sql(
            "SELECT public_token FROM api_key WHERE 'self' = ANY(origins) AND store_id = $1", shop.store.id
        )
    )[0]["public_token"]
    assert (await shop.site.caller(token, origin="http://api.test").post("/sessions")).status_code == 201
    for origin in ("https://api.test", "http://api.test.evil.example", "null", "self"):
        check_problem(await shop.site.caller(token, origin=origin).post("/sessions"), 403, "forbidden")
    async with open_other_site(public_url="https://chat.shop.example/") as public:
        good = public.caller(token, origin="https://chat.shop.example")
        assert (await good.post("/sessions")).status_code == 201
        for name in ("api.test", "localhost"):
            spoofed = public.caller(token, origin=f"http://{name}", host=name)
            check_problem(await spoofed.post("/sessions"), 403, "forbidden")


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "null",
        "shop.example",
        "https://",
        "ftp://shop.example",
        "https://a.example/x",
        "https://u@a.example",
        "https://a.example?x",
        "",
    ],
)
async def test_key_is_not_made_for_what_is_no_origin(shop: Shop, origin: str) -> None:
    with pytest.raises(InvalidInput):
        await shop.key(kind="publishable", origins=[origin])


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://Shop.Example/", "https://shop.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("http://shop.example:80", "http://shop.example"),
        ("http://localhost:5173", "http://localhost:5173"),
    ],
)
async def test_origin_is_kept_as_browsers_send_it(shop: Shop, written: str, sent: str) -> None:
    _, key = await shop.key(kind="publishable", origins=[written])
    key.headers["origin"] = sent
    assert (await key.post("/sessions")).status_code == 201


# scopes -------------------------------------------------------------------------------------------------------

# What each right opens, written down apart from the policy that is tested.
NEEDS: dict[tuple[str, str], str] = {
    ("GET", "/auth/organizations"): "account.read",
    ("POST", "/auth/organizations"): "account.write",
    ("POST", "/auth/organizations/{organization_id}/enter"): "account.write",
    ("POST", "/auth/organizations/{organization_id}/leave"): "account.write",
    ("POST", "/auth/organizations/{organization_id}/restore"): "account.write",
    ("GET", "/organization"): "organization.read",
    ("PATCH", "/organization"): "organization.write",
    ("GET", "/organization/rate-limits"): "organization.read",
    ("PUT", "/organization/rate-limits"): "organization.write",
    ("DELETE", "/organization"): "organization.delete",
    ("GET", "/organization/exports"): "organization.delete",
    ("POST", "/organization/exports"): "organization.delete",
    ("GET", "/organization/exports/{export_id}/file"): "organization.delete",
    ("DELETE", "/organization/exports/{export_id}"): "organization.delete",
    ("GET", "/stores"): "read",
    ("POST", "/stores"): "stores.write",
    ("GET", "/stores/{store}"): "read",
    ("PATCH", "/stores/{store}"): "stores.write",
    ("DELETE", "/stores/{store}"): "stores.write",
    ("GET", "/visits"): "organization.read",
    ("DELETE", "/visits/{visit_id}"): "organization.write",
    ("POST", "/platform/visits"): "account.write",
    ("GET", "/platform/organizations"): "account.read",
    ("POST", "/platform/organizations/{organization_id}/suspend"): "account.write",
    ("POST", "/platform/organizations/{organization_id}/resume"): "account.write",
    ("GET", "/members"): "members.read",
    ("GET", "/members/{member_id}"): "members.read",
    ("PUT", "/members/{member_id}/roles"): "members.write",
    ("POST", "/members/{member_id}/suspend"): "members.write",
    ("POST", "/members/{member_id}/resume"): "members.write",
    ("DELETE", "/members/{member_id}"): "members.write",
    ("GET", "/members/{member_id}/logins"): "members.write",
    ("DELETE", "/members/{member_id}/logins"): "members.write",
    ("DELETE", "/members/{member_id}/logins/{member_login_id}"): "members.write",
    ("GET", "/permissions"): "members.read",
    ("GET", "/model-routes"): "models.read",
    ("PUT", "/model-routes"): "models.write",
    ("GET", "/usage"): "usage.read",
    ("GET", "/usage/export"): "usage.read",
    ("GET", "/usage/calls"): "usage.read",
    ("GET", "/usage/calls/export"): "usage.read",
    ("GET", "/budgets"): "usage.read",
    ("PUT", "/budgets"): "budgets.write",
    ("DELETE", "/budgets/{budget_id}"): "budgets.write",
    ("GET", "/roles"): "members.read",
    ("POST", "/roles"): "roles.write",
    ("PATCH", "/roles/{role_id}"): "roles.write",
    ("DELETE", "/roles/{role_id}"): "roles.write",
    ("GET", "/invitations"): "members.read",
    ("POST", "/invitations"): "members.write",
    ("POST", "/invitations/{invitation_id}/resend"): "members.write",
    ("DELETE", "/invitations/{invitation_id}"): "members.write",
    ("POST", "/auth/invitations/accept"): "account.write",
    ("GET", "/keys"): "keys.read",
    ("POST", "/keys"): "keys.write",
    ("GET", "/keys/{key_id}"): "keys.read",
    ("DELETE", "/keys/{key_id}"): "keys.write",
    ("POST", "/keys/{key_id}/rotate"): "keys.write",
    ("POST", "/auth/sign-out"): "account.write",
    ("GET", "/auth/session"): "account.read",
    ("POST", "/auth/verify"): "account.write",
    ("PATCH", "/auth/account"): "account.write",
    ("GET", "/auth/logins"): "account.read",
    ("DELETE", "/auth/logins"): "account.write",
    ("DELETE", "/auth/logins/{login_id}"): "account.write",
    ("POST", "/auth/password"): "account.write",
    ("POST", "/auth/email"): "account.write",
    ("POST", "/auth/email/resend"): "account.write",
    ("POST", "/sessions"): "nobody",
    ("GET", "/sessions/current"): "nobody",
    ("POST", "/chat"): "chat",
    ("GET", "/chat/{conversation_id}/stream"): "chat",
    ("POST", "/chat/{turn_id}/stop"): "chat",
    ("POST", "/chat/{turn_id}/regenerate"): "chat",
    ("POST", "/chat/{turn_id}/continue"): "chat",
    ("POST", "/photos"): "chat",
    ("GET", "/photos/{photo_id}"): "read",
    ("DELETE", "/photos/{photo_id}"): "chat",
    ("PUT", "/conversations/{conversation_id}/branch"): "chat",
    ("PUT", "/conversations/{conversation_id}/choices"): "chat",
    ("DELETE", "/conversations/{conversation_id}"): "nobody",
    ("GET", "/messages/{message_id}/claims"): "read",
    ("GET", "/messages/{message_id}/routing"): "read",
    ("POST", "/messages/{message_id}/feedback"): "chat",
    ("DELETE", "/messages/{message_id}/feedback"): "chat",
    ("GET", "/conversations/{conversation_id}/messages"): "read",
    ("GET", "/citations/{citation_id}"): "read",
    ("POST", "/search"): "read",
    ("GET", "/faq"): "read",
    ("GET", "/categories"): "read",
    ("POST", "/products/search"): "read",
    ("GET", "/products/compare"): "read",
    ("GET", "/products/{product_id}/related"): "read",
    ("GET", "/products/{product_id}/complementary"): "read",
    ("GET", "/products"): "read",
    ("GET", "/products/{product_id}"): "read",
    ("POST", "/documents"): "write",
    ("GET", "/documents"): "read",
    ("POST", "/documents/preview"): "write",
    ("GET", "/documents/{document_id}"): "read",
    ("DELETE", "/documents/{document_id}"): "write",
    ("POST", "/catalog/imports"): "write",
    ("GET", "/catalog/imports"): "read",
    ("GET", "/catalog/imports/{import_id}"): "read",
    ("GET", "/jobs/{job_id}"): "read",
    ("GET", "/jobs/{job_id}/events"): "read",
    ("POST", "/jobs/{job_id}/retry"): "write",
    ("POST", "/search/federated"): "read",
    ("GET", "/lint/runs"): "read",
    ("GET", "/lint/runs/{lint_run_id}"): "read",
    ("GET", "/lint/findings"): "read",
    ("GET", "/lint/findings/{finding_id}"): "read",
    ("POST", "/lint/runs"): "write",
    ("POST", "/lint/findings/{finding_id}/ignore"): "write",
    ("POST", "/lint/findings/{finding_id}/reopen"): "write",
    ("GET", "/source-kinds"): "read",
    ("GET", "/sources"): "read",
    ("GET", "/sources/{source_id}"): "read",
    ("GET", "/sources/{source_id}/runs"): "read",
    ("GET", "/sources/{source_id}/runs/{run_id}"): "read",
    ("GET", "/sources/{source_id}/runs/{run_id}/events"): "read",
    ("GET", "/sources/{source_id}/problems"): "read",
    ("GET", "/sources/{source_id}/hooks"): "read",
    ("GET", "/sources/{source_id}/deliveries"): "read",
    ("POST", "/sources/{source_id}/hooks"): "write",
    ("POST", "/sources/{source_id}/hooks/rotate"): "write",
    ("POST", "/sources/{source_id}/deliveries/{delivery_id}/replay"): "write",
    ("POST", "/sources"): "write",
    ("POST", "/sources/detect"): "write",
    ("POST", "/sources/test"): "write",
    ("PATCH", "/sources/{source_id}"): "write",
    ("DELETE", "/sources/{source_id}"): "write",
    ("POST", "/sources/{source_id}/test"): "write",
    ("POST", "/sources/{source_id}/oauth"): "write",
    ("POST", "/sources/{source_id}/oauth/finish"): "write",
    ("POST", "/sources/{source_id}/pause"): "write",
    ("POST", "/sources/{source_id}/resume"): "write",
    ("POST", "/sources/{source_id}/sync"): "write",
    ("POST", "/sources/{source_id}/runs/{run_id}/pause"): "write",
    ("POST", "/sources/{source_id}/runs/{run_id}/resume"): "write",
    ("POST", "/sources/{source_id}/runs/{run_id}/stop"): "write",
    ("POST", "/sources/{source_id}/runs/{run_id}/approve"): "write",
    ("POST", "/sources/{source_id}/runs/{run_id}/refuse"): "write",
    ("POST", "/sources/{source_id}/runs/{run_id}/rollback"): "write",
    ("GET", "/products/{product_id}/origins"): "read",
    ("POST", "/products/{product_id}/records"): "write",
    ("GET", "/documents/{document_id}/origins"): "read",
    ("GET", "/source-conflicts"): "read",
    ("POST", "/source-conflicts/{conflict_id}/decide"): "write",
    ("GET", "/source-rules"): "read",
    ("PUT", "/source-rules"): "write",
    ("GET", "/sources/{source_id}/problems/{problem_id}"): "write",
    ("POST", "/sources/{source_id}/problems/{problem_id}/retry"): "write",
    ("POST", "/sources/{source_id}/problems/{problem_id}/dismiss"): "write",
    ("POST", "/sources/{source_id}/problems/retry"): "write",
    ("POST", "/sources/{source_id}/problems/dismiss"): "write",
    ("POST", "/sources/{source_id}/rules/test"): "write",
    ("GET", "/articles"): "read",
    ("POST", "/articles"): "write",
    ("GET", "/articles/{article_id}"): "read",
    ("PUT", "/articles/{article_id}/draft"): "write",
    ("DELETE", "/articles/{article_id}"): "articles.approve",
    ("POST", "/articles/{article_id}/archive"): "articles.approve",
    ("POST", "/articles/{article_id}/restore"): "articles.approve",
    ("GET", "/articles/{article_id}/saves"): "read",
    ("GET", "/articles/{article_id}/saves/{number}"): "read",
    ("GET", "/articles/{article_id}/history"): "read",
    ("PUT", "/articles/{article_id}/review"): "write",
    ("POST", "/articles/{article_id}/reviewed"): "write",
    ("GET", "/article-references"): "read",
    ("GET", "/article-counts"): "read",
    ("GET", "/articles/{article_id}/uses"): "read",
    ("GET", "/articles/{article_id}/versions"): "read",
    ("POST", "/articles/{article_id}/versions"): "write",
    ("GET", "/articles/{article_id}/versions/{number}"): "read",
    ("POST", "/articles/{article_id}/versions/{number}/approve"): "articles.approve",
    ("POST", "/articles/{article_id}/versions/{number}/effect"): "write",
    ("POST", "/articles/{article_id}/versions/{number}/reject"): "articles.approve",
    ("POST", "/articles/{article_id}/versions/{number}/withdraw"): "write",
    ("POST", "/articles/{article_id}/versions/{number}/schedule"): "articles.approve",
    ("POST", "/articles/{article_id}/rollback"): "articles.approve",
    ("GET", "/articles/{article_id}/diff"): "read",
    ("GET", "/articles/{article_id}/versions/{number}/comments"): "read",
    ("POST", "/articles/{article_id}/versions/{number}/comments"): "write",
    ("POST", "/articles/{article_id}/comments/{comment_id}/resolve"): "write",
    ("GET", "/article-categories"): "read",
    ("POST", "/article-categories"): "write",
    ("PUT", "/article-categories/{category_id}"): "write",
    ("DELETE", "/article-categories/{category_id}"): "write",
    ("GET", "/article-batches"): "read",
    ("POST", "/article-batches"): "write",
    ("POST", "/article-batches/upload"): "write",
    ("GET", "/article-batches/{batch_id}"): "read",
    ("POST", "/article-batches/{batch_id}/apply"): "write",
    ("POST", "/article-batches/{batch_id}/undo"): "write",
    ("GET", "/synonyms"): "read",
    ("POST", "/synonyms"): "write",
    ("GET", "/synonyms/export"): "read",
    ("POST", "/synonyms/import"): "write",
    ("GET", "/synonyms/suggestions"): "read",
    ("GET", "/synonyms/{synonym_id}"): "read",
    ("PUT", "/synonyms/{synonym_id}"): "write",
    ("DELETE", "/synonyms/{synonym_id}"): "write",
    ("GET", "/cache"): "read",
    ("DELETE", "/cache"): "write",
    ("GET", "/assistant"): "read",
    ("PATCH", "/assistant"): "write",
    ("GET", "/conversations"): "inbox or read",
    ("GET", "/conversations/events"): "inbox or read",
    ("GET", "/conversations/{conversation_id}/side"): "inbox or read",
    ("GET", "/feedback"): "inbox or read",
    ("PUT", "/feedback/{message_id}/dealt"): "inbox",
    ("GET", "/messages/{message_id}/basis"): "inbox or read",
    ("GET", "/messages/{message_id}/trace"): "inbox or read",
    ("GET", "/conversation-labels"): "inbox or read",
    ("GET", "/conversation-views"): "inbox or read",
    ("PUT", "/conversations/{conversation_id}/labels"): "inbox",
    ("PUT", "/conversations/{conversation_id}/archived"): "inbox",
    ("POST", "/conversations/{conversation_id}/notes"): "inbox",
    ("PUT", "/conversations/{conversation_id}/notes/{note_id}"): "inbox",
    ("DELETE", "/conversations/{conversation_id}/notes/{note_id}"): "inbox",
    ("PUT", "/conversations/{conversation_id}/draft"): "inbox",
    ("PUT", "/conversations/{conversation_id}/presence"): "inbox",
    ("DELETE", "/conversations/{conversation_id}/presence"): "inbox",
    ("POST", "/conversation-views"): "inbox",
    ("PUT", "/conversation-views/{view_id}"): "inbox",
    ("DELETE", "/conversation-views/{view_id}"): "inbox",
    ("GET", "/notices"): "read",
    ("GET", "/notices/events"): "read",
    ("PUT", "/notices/read"): "read",
    ("GET", "/jobs"): "read",
    ("GET", "/dead-letters"): "read",
    ("POST", "/dead-letters/retry"): "write",
    ("POST", "/dead-letters/discard"): "write",
    ("POST", "/jobs/{job_id}/discard"): "write",
    ("POST", "/shoppers/export"): "nobody",
    ("POST", "/shoppers/erase"): "nobody",
    ("GET", "/product-quality"): "read",
    ("GET", "/products/{product_id}/overrides"): "read",
    ("PATCH", "/products/{product_id}/overrides"): "write",
    ("GET", "/product-edits"): "read",
    ("POST", "/product-edits"): "write",
    ("GET", "/product-edits/{edit_id}"): "read",
    ("POST", "/product-edits/{edit_id}/apply"): "write",
    ("POST", "/product-edits/{edit_id}/undo"): "write",
    ("GET", "/job-pauses"): "read",
    ("PUT", "/job-pauses"): "write",
    ("GET", "/home"): "read",
    ("GET", "/retention"): "read",
    ("PUT", "/retention"): "stores.write",
    ("GET", "/widget"): "read",
    ("PATCH", "/widget"): "write",
    ("GET", "/widget/releases"): "read",
    ("POST", "/widget/releases"): "write",
    ("POST", "/widget/releases/{look_number}/rollback"): "write",
    ("GET", "/widget/install"): "read",
    ("POST", "/widget/previews"): "write",
    ("GET", "/widget/config"): "nobody",
    ("GET", "/assistant/diff"): "read",
    ("POST", "/assistant/preview"): "write",
    ("GET", "/assistant/releases/{number}"): "read",
    ("GET", "/assistant/models"): "read",
    ("GET", "/assistant/tones"): "read",
    ("GET", "/assistant/variables"): "read",
    ("GET", "/assistant/releases"): "read",
    ("POST", "/assistant/releases"): "write",
    ("POST", "/assistant/releases/{number}/rollback"): "write",
    ("GET", "/index/questions"): "read",
    ("POST", "/index/questions"): "write",
    ("DELETE", "/index/questions/{question_id}"): "write",
    ("GET", "/index/versions"): "read",
    ("POST", "/index/versions"): "write",
    ("POST", "/index/versions/compare"): "read",
    ("POST", "/index/versions/rollback"): "write",
    ("GET", "/index/versions/{version_id}"): "read",
    ("POST", "/index/versions/{version_id}/activate"): "write",
    ("POST", "/index/versions/{version_id}/pause"): "write",
    ("POST", "/index/versions/{version_id}/resume"): "write",
    ("DELETE", "/index/versions/{version_id}"): "write",
    ("POST", "/shopper-keys"): "keys.write",
    ("GET", "/shopper-keys"): "keys.read",
    ("POST", "/shopper-keys/{shopper_key_id}/rotate"): "keys.write",
    ("DELETE", "/shopper-keys/{shopper_key_id}"): "keys.write",
    ("POST", "/sessions/identify"): "nobody",
    ("POST", "/sessions/code"): "nobody",
    ("POST", "/sessions/code/verify"): "nobody",
    ("DELETE", "/sessions/current"): "nobody",
    ("GET", "/audit"): "audit.read",
    ("GET", "/audit/export"): "audit.read",
    ("GET", "/audit/verify"): "audit.read",
    ("GET", "/auth/audit"): "account.read",
    ("GET", "/auth/factors"): "account.read",
    ("POST", "/auth/verify/factor"): "account.write",
    ("POST", "/auth/verify/passkey-options"): "account.write",
    ("POST", "/auth/factors/authenticator"): "account.write",
    ("POST", "/auth/factors/recovery-codes"): "account.write",
    ("POST", "/auth/factors/{factor_id}/confirm"): "account.write",
    ("PATCH", "/auth/factors/{factor_id}"): "account.write",
    ("DELETE", "/auth/factors/{factor_id}"): "account.write",
    ("POST", "/auth/passkeys"): "account.write",
    ("POST", "/auth/passkeys/options"): "account.write",
    ("GET", "/auth/identities"): "account.read",
    ("POST", "/auth/identities/{provider}/link"): "account.write",
    ("POST", "/auth/identities/sign-on/{connection_id}/link"): "account.write",
    ("DELETE", "/auth/identities/{identity_id}"): "account.write",
    ("POST", "/v1/chat/completions"): "models",
    ("POST", "/v1/responses"): "models",
    ("POST", "/v1/embeddings"): "models",
    ("GET", "/v1/models"): "read",
    ("GET", "/v1/models/{model_name}"): "read",
    ("GET", "/platform/models"): "account.read",
    ("POST", "/platform/models/{name}/{version}/load"): "account.write",
    ("POST", "/platform/models/{name}/{version}/unload"): "account.write",
    ("GET", "/models"): "read",
    ("POST", "/analyze"): "analyze",
    ("GET", "/prompts"): "read",
    ("GET", "/prompts/{prompt}"): "read",
    ("PUT", "/prompts/{prompt}"): "prompts.write",
    ("GET", "/prompts/{prompt}/history"): "read",
    ("POST", "/prompts/{prompt}/rollback"): "prompts.write",
    ("POST", "/prompts/{prompt}/preview"): "read",
    ("GET", "/schemas"): "read",
    ("POST", "/schemas"): "schemas.write",
    ("GET", "/schemas/{schema}"): "read",
    ("PUT", "/schemas/{schema}"): "schemas.write",
    ("DELETE", "/schemas/{schema}"): "schemas.write",
    ("GET", "/schemas/{schema}/versions"): "read",
    ("GET", "/models/{model_id}"): "read",
    ("GET", "/providers"): "models.write",
    ("POST", "/providers"): "models.write",
    ("GET", "/providers/{provider_id}"): "models.write",
    ("PUT", "/providers/{provider_id}"): "models.write",
    ("PUT", "/providers/{provider_id}/key"): "models.write",
    ("PUT", "/providers/{provider_id}/state"): "models.write",
    ("POST", "/providers/{provider_id}/test"): "models.write",
    ("DELETE", "/providers/{provider_id}"): "models.write",
    ("GET", "/sign-on/connections"): "sign_on.write",
    ("POST", "/sign-on/connections"): "sign_on.write",
    ("PUT", "/sign-on/connections/{connection_id}"): "sign_on.write",
    ("PUT", "/sign-on/connections/{connection_id}/state"): "sign_on.write",
    ("POST", "/sign-on/connections/{connection_id}/test"): "sign_on.write",
    ("DELETE", "/sign-on/connections/{connection_id}"): "sign_on.write",
    ("POST", "/sign-on/connections/{connection_id}/domains"): "sign_on.write",
    ("POST", "/sign-on/connections/{connection_id}/domains/{domain}/verify"): "sign_on.write",
    ("DELETE", "/sign-on/connections/{connection_id}/domains/{domain}"): "sign_on.write",
}
SHOPPERS = {
    "/chat",
    "/chat/{conversation_id}/stream",
    "/chat/{turn_id}/stop",
    "/chat/{turn_id}/regenerate",
    "/chat/{turn_id}/continue",
    "/conversations/{conversation_id}/branch",
    "/messages/{message_id}/claims",
    "/messages/{message_id}/feedback",
    "/categories",
    "/products",
    "/products/compare",
    "/products/search",
    "/products/{product_id}",
    "/products/{product_id}/complementary",
    "/products/{product_id}/related",
    "/sessions/current",
    "/sessions/identify",
    "/sessions/code",
    "/sessions/code/verify",
}
SHOPPERS |= {"/conversations/{conversation_id}", "/conversations/{conversation_id}/choices"}
SHOPPERS |= {"/photos", "/photos/{photo_id}"}
SHOPPERS |= {"/conversations/{conversation_id}/messages", "/citations/{citation_id}"}


async def forbidden(caller: Caller, method: str, path: str) -> bool:
    """Whether the right is missing; what is asked for does not exist, so nothing is changed."""
    absent = re.sub(r"\{\w+\}", lambda _: str(uuid4()), path)
    answer = await caller.call(method, absent)
    assert answer.status_code != 401
    if answer.status_code == 403:
        check_forbidden(answer)
    return answer.status_code == 403


@pytest.mark.parametrize(
    "scopes",
    [list(some) for n in range(5) for some in itertools.combinations(("chat", "inbox", "read", "write"), n)],
)
async def test_key_may_do_what_its_scopes_name_and_nothing_more(shop: Shop, scopes: list[str]) -> None:
    _, caller = await shop.key(kind="secret", scopes=scopes)
    for (method, path), scope in NEEDS.items():
        assert await forbidden(caller, method, path) == {*scope.split(" or ")}.isdisjoint(scopes), (
            method,
            path,
        )


async def test_publishable_key_and_shopper_may_do_only_their_own_part(shop: Shop) -> None:
    for (method, path), _ in NEEDS.items():
        opens = path in ("/sessions", "/widget/config")
        assert await forbidden(shop.publishable, method, path) != opens, (method, path)
        shopper = await shop.start_shopper()  # one of the routes ends the session
        assert await forbidden(shopper, method, path) == (path not in SHOPPERS), (method, path)


async def test_scopes_of_every_operation_are_written_down_here(site: Site) -> None:
    document = (await site.http.get("/openapi.json")).json()
    operations = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, found in document["paths"].items()
        for method in found
        if path.startswith(("/api/v1/", "/v1/"))
    }
    assert {one for one in operations if not one[1].startswith("/stores/{store}/")} == set(NEEDS) | OPEN


async def test_key_is_not_made_with_unknown_scopes_or_for_no_store(shop: Shop) -> None:
    with pytest.raises(InvalidInput, match="Unknown scopes"):
        await shop.key(kind="secret", scopes=["admin"])
    with pytest.raises(InvalidInput, match="at least one origin"):
        await shop.key(kind="publishable")
