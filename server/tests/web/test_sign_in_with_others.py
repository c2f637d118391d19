"""Signing in with providers of the installation: who gets which account, and what an attacker's answer comes to."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

import pytest
from web_accounts import BROWSER, sign_up
from web_federation import LOGIN, SETTINGS, FakeWeb, Stage, error_of, open_stage, somebody
from web_shops import check_problem, open_site

from aisle.core.db import Database, Scope
from aisle.core.db.migrate import Roles
from aisle.identity.federation import pending as pending_module
from aisle.identity.federation.openid import flow


@pytest.fixture(scope="module")
async def opened(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: Any,
) -> AsyncIterator[Stage]:
    home = tmp_path_factory.mktemp("others")
    parts = database, worker_database, dispatcher_database, roles.secrets, home
    async with open_stage(lambda **settings: open_site(*parts, **settings)) as made:
        yield made


@pytest.fixture
def stage(opened: Stage) -> Stage:
    return opened.reset()


async def test_buttons_are_listed_without_secrets(stage: Stage) -> None:
    answer = await stage.visitor().get("/auth/providers")
    shown = {one["name"]: one["title"] for one in answer.json()["providers"]}
    assert shown == {"acme": "Acme", "other": "Other", "github": "GitHub"}
    assert "secret" not in answer.text


async def test_somebody_new_gets_an_account_with_a_confirmed_address(stage: Stage) -> None:
    visitor, who = stage.visitor(), somebody()
    answer = await visitor.sign_in(**who)
    assert error_of(answer) is None
    page = await (await visitor.page()).json("/auth/session")
    assert page["person"]["email"] == who["email"]
    assert page["person"]["email_confirmed"] is True
    assert page["person"]["has_password"] is False
    assert page["login"]["methods"] == ["oidc"]


async def test_same_identity_is_the_same_person_though_its_address_changes(stage: Stage) -> None:
    first, second, who = stage.visitor(), stage.visitor(), somebody()
    await first.sign_in(**who)
    await second.sign_in(**{**who, "email": "moved@people.example"})
    ids = [(await (await one.page()).json("/auth/session"))["person"]["id"] for one in (first, second)]
    assert ids[0] == ids[1]


async def test_what_is_asked_of_the_provider_is_bound_to_this_sign_in(stage: Stage) -> None:
    visitor = stage.visitor()
    asked = parse_qs(urlsplit(await visitor.start()).query)
    assert asked["redirect_uri"] == ["http://api.test/api/v1/auth/oidc/acme/callback"]
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))
    (line,) = (await visitor.get("/auth/oidc/acme/start")).headers.get_list("set-cookie")
    assert line.startswith("__Host-aisle_pending=")
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= {
        part.strip().lower() for part in line.split(";")
    }
    assert asked["state"][0] not in line


# what the id token leaves out -------------------------------------------------------------------------------------


@pytest.fixture
def thin(stage: Stage) -> Iterator[Stage]:
    """A provider whose id tokens name the subject alone, as the standard allows."""
    stage.acme.thin = True
    yield stage
    stage.acme.thin, stage.acme.spoil_userinfo = False, None


async def test_address_that_is_not_in_the_id_token_is_asked_for(thin: Stage) -> None:
    visitor, who = thin.visitor(), somebody()
    assert error_of(await visitor.sign_in(**who)) is None
    said = await (await visitor.page()).json("/auth/session")
    assert (said["person"]["email"], said["person"]["name"]) == (who["email"], who["name"])
    assert thin.acme.asked[-1] == "https://login.example/me"


async def test_address_in_the_id_token_is_asked_for_nowhere_else(stage: Stage) -> None:
    assert error_of(await stage.visitor().sign_in(**somebody())) is None
    assert not [one for one in stage.acme.asked if one.endswith("/me")]


@pytest.mark.parametrize("subject", ["another", None, "", 7])
async def test_word_on_somebody_else_is_refused(thin: Stage, subject: Any) -> None:
    thin.acme.spoil_userinfo = lambda said: said.update(sub=subject)
    visitor = thin.visitor()
    assert error_of(await visitor.sign_in(**somebody())) == "sign_in_failed"
    assert not visitor.is_signed_in


async def test_unsigned_word_changes_nothing_that_is_signed(thin: Stage) -> None:
    """The subject, and whoever it names as issuer, stay those of the id token."""
    thin.acme.spoil_userinfo = lambda said: said.update(
        iss="https://evil.example", aud="x", email_verified=False
    )
    assert error_of(await thin.visitor().sign_in(**somebody())) == "provider_email_not_verified"


async def test_signed_word_on_another_address_verifies_none(thin: Stage) -> None:
    """The id token calls something verified, the userinfo endpoint names an address: nobody said that this one is."""
    thin.acme.spoil = lambda claims, header: claims.update(email_verified=True)
    thin.acme.spoil_userinfo = lambda said: said.pop("email_verified", None)
    try:
        assert error_of(await thin.visitor().sign_in(**somebody())) == "provider_email_not_verified"
    finally:
        thin.acme.spoil = None


# whose account it is ---------------------------------------------------------------------------------------------


async def test_confirmed_account_is_not_entered_by_an_address(stage: Stage) -> None:
    account = await sign_up(stage.site)
    await account.sql("UPDATE person SET email_confirmed_at = now() WHERE person_id = $1", account.person_id)
    visitor = stage.visitor()
    answer = await visitor.sign_in(**somebody(email=account.email))
    assert error_of(answer) == "account_exists"
    assert not visitor.is_signed_in


async def test_unconfirmed_account_loses_the_address_to_who_proves_it(stage: Stage) -> None:
    """Whoever signed up with a stranger's address does not find the stranger in their account later."""
    planted = await sign_up(stage.site)
    visitor = stage.visitor()
    assert error_of(await visitor.sign_in(**somebody(email=planted.email))) is None
    page = await (await visitor.page()).json("/auth/session")
    assert page["person"]["id"] != str(planted.person_id)
    assert page["person"]["email"] == planted.email
    assert "email.lost" in await planted.audit()
    assert (await planted.sign_in()).status_code == 401


@pytest.mark.parametrize("verified", [False, None, "true", 1, "yes"])
async def test_address_that_the_provider_did_not_verify_is_used_for_nothing(
    stage: Stage, verified: Any
) -> None:
    planted, visitor = await sign_up(stage.site), stage.visitor()
    answer = await visitor.sign_in(**somebody(email=planted.email, email_verified=verified))
    assert error_of(answer) == "provider_email_not_verified"
    assert (await planted.sign_in()).status_code == 200


@pytest.mark.parametrize(
    "email",
    [
        None,
        "",
        "nobody",
        "a@b",
        "Ada <ada@people.example>",
        "a@people.example, b@people.example",
        "a@b@c.example",
        "a\n@c.example",
        "x" * 300 + "@c.example",
        {"a": 1},
    ],
)
async def test_what_is_no_address_makes_no_account(stage: Stage, email: Any) -> None:
    assert error_of(await stage.visitor().sign_in(**somebody(email=email))) == "provider_email_not_verified"


async def test_person_with_a_second_factor_is_asked_for_it(stage: Stage) -> None:
    visitor, who = stage.visitor(), somebody()
    await visitor.sign_in(**who)
    person_id = UUID((await (await visitor.page()).json("/auth/session"))["person"]["id"])
    async with stage.site.parts.database.open_scope(Scope.of_person(person_id)) as session:
        await session.execute(
            "INSERT INTO factor (person_id, id, kind, secret_sealed, confirmed_at) VALUES ($1, gen_random_uuid(), 'totp', 'x', now())",
            person_id,
        )
    again = stage.visitor()
    answer = await again.sign_in(**who)
    assert answer.headers["location"].startswith("/account/second-step#challenge=")
    assert not again.is_signed_in


async def test_suspended_person_stays_out(stage: Stage) -> None:
    visitor, who = stage.visitor(), somebody()
    await visitor.sign_in(**who)
    person_id = UUID((await (await visitor.page()).json("/auth/session"))["person"]["id"])
    async with stage.site.parts.database.open_scope(Scope.of_person(person_id)) as session:
        await session.execute("UPDATE tenant SET suspended_at = now() WHERE organization_id = $1", person_id)
    assert error_of(await stage.visitor().sign_in(**who)) == "person_suspended"


async def test_two_tabs_of_somebody_new_make_one_person(stage: Stage) -> None:
    who, visitors = somebody(), [stage.visitor() for _ in range(4)]
    answers = await asyncio.gather(*(one.sign_in(**who) for one in visitors))
    assert {error_of(one) for one in answers} == {None}
    ids = {(await (await one.page()).json("/auth/session"))["person"]["id"] for one in visitors}
    assert len(ids) == 1


# where people go afterwards --------------------------------------------------------------------------------------

FOREIGN = [
    "https://evil.example",
    "http://evil.example/",
    "//evil.example",
    "///evil.example",
    "////evil.example/x",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/%09/evil.example",
    "/%2f/evil.example",
    "/%2Fevil.example",
    "/%5cevil.example",
    "/%255cevil.example",
    "/%252fevil.example",
    "https:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "http://api.test.evil.example",
    "http://api.test@evil.example",
    "@evil.example",
    ".evil.example",
    "evil.example",
    "?next=//evil.example//",
    "/ok//evil.example",
    "/x/..//evil.example",
    "/\x00/evil",
    " //evil.example",
    "/" + "a" * 600,
    "/ä.example",
    "",
]


@pytest.mark.parametrize("wanted", FOREIGN)
async def test_nobody_is_sent_elsewhere_after_signing_in(stage: Stage, wanted: str) -> None:
    visitor = stage.visitor()
    answer = await visitor.back(stage.acme.approve(await visitor.start(next=wanted), **somebody()))
    assert answer.headers["location"] == "/account"
    assert visitor.is_signed_in


@pytest.mark.parametrize("wanted", ["/account/keys", "/c/shop?x=1&y=2", "/a#b", "/"])
async def test_own_paths_are_kept(stage: Stage, wanted: str) -> None:
    visitor = stage.visitor()
    answer = await visitor.back(stage.acme.approve(await visitor.start(next=wanted), **somebody()))
    assert answer.headers["location"] == wanted


@pytest.mark.parametrize(
    "host", ["evil.example", "api.test.evil.example", "api.test:81", "[::1]:80", "api.test@evil.example"]
)
async def test_redirect_address_does_not_follow_the_host_header(stage: Stage, host: str) -> None:
    answer = await stage.visitor().get("/auth/oidc/acme/start", host=host, **{"x-forwarded-host": host})
    if answer.status_code == 303:
        asked = parse_qs(urlsplit(answer.headers["location"]).query)
        assert asked["redirect_uri"] == ["http://api.test/api/v1/auth/oidc/acme/callback"]
    else:
        assert answer.status_code in (400, 421)


# forged answers --------------------------------------------------------------------------------------------------


async def refused(stage: Stage, visitor: Any, answer: Any, code: str) -> None:
    assert error_of(answer) == code
    assert not visitor.is_signed_in


@pytest.mark.parametrize("change", ["missing", "foreign", "empty", "twice", "cut"])
async def test_answer_with_another_state_is_not_taken(stage: Stage, change: str) -> None:
    visitor, stranger = stage.visitor(), stage.visitor()
    params = stage.acme.approve(await visitor.start(), **somebody())
    foreign = stage.acme.approve(await stranger.start(), **somebody())["state"]
    pairs = [(name, value) for name, value in params.items() if name != "state"]
    state = params["state"]
    pairs += {
        "missing": [],
        "foreign": [("state", foreign)],
        "empty": [("state", "")],
        "twice": [("state", state), ("state", state)],
        "cut": [("state", state[:-1])],
    }[change]
    answer = await visitor.get(f"/auth/oidc/acme/callback?{urlencode(pairs)}")
    await refused(stage, visitor, answer, "sign_in_not_begun")


async def test_answer_counts_in_the_browser_that_began_alone(stage: Stage) -> None:
    """Neither is a victim signed in as the attacker, nor an attacker as the victim."""
    attacker, victim, nobody = stage.visitor(), stage.visitor(), stage.visitor()
    params = stage.acme.approve(await attacker.start(), **somebody())
    await victim.start()
    for visitor in (victim, nobody):
        await refused(stage, visitor, await visitor.back(params), "sign_in_not_begun")


@pytest.mark.parametrize("cookie", ["", "x", "AAAA", "\x7f", "a" * 5000, "null"])
async def test_cookie_that_is_not_ours_is_refused(stage: Stage, cookie: str) -> None:
    visitor = stage.visitor()
    params = stage.acme.approve(await visitor.start(), **somebody())
    visitor.cookies["__Host-aisle_pending"] = cookie
    await refused(stage, visitor, await visitor.back(params), "sign_in_not_begun")


async def test_answer_is_taken_once_also_of_fifty_at_the_same_moment(stage: Stage) -> None:
    visitor = stage.visitor()
    params = stage.acme.approve(await visitor.start(), **somebody())
    cookie = visitor.cookies["__Host-aisle_pending"]
    copies = [stage.visitor() for _ in range(50)]
    for one in copies:
        one.cookies["__Host-aisle_pending"] = cookie
    answers = await asyncio.gather(*(one.back(params) for one in copies))
    codes = [error_of(one) for one in answers]
    assert codes.count(None) == 1
    assert set(codes) == {None, "sign_in_not_begun"}


async def test_answer_that_comes_too_late_is_refused(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = stage.visitor()
    monkeypatch.setattr(pending_module, "LIFETIME", -pending_module.LIFETIME)
    params = stage.acme.approve(await visitor.start(), **somebody())
    await refused(stage, visitor, await visitor.back(params), "sign_in_not_begun")


async def test_another_providers_answer_is_refused_at_either_address(stage: Stage) -> None:
    """Mix-up: a bad provider has the browser deliver its own code, or another's, to us (RFC 9207, RFC 9700 4.4)."""
    for path in ("acme", "other"):
        visitor = stage.visitor()
        await visitor.start("acme")
        other = stage.visitor()
        params = stage.other.approve(await other.start("other"), **somebody())
        visitor_state = parse_qs(urlsplit(await visitor.start("acme")).query)["state"][0]
        answer = await visitor.back({**params, "state": visitor_state}, path)
        await refused(stage, visitor, answer, "sign_in_failed" if path == "acme" else "sign_in_not_begun")
    assert not any(url.startswith("https://login.example/token") for url in stage.acme.asked)


@pytest.mark.parametrize(
    "issuer",
    [None, "", "https://other.example", "https://login.example/", "https://login.example.evil.example"],
)
async def test_provider_that_names_itself_must_do_so_rightly(stage: Stage, issuer: str | None) -> None:
    visitor = stage.visitor()
    params = stage.acme.approve(await visitor.start(), **somebody())
    params = {name: value for name, value in params.items() if name != "iss"}
    answer = await visitor.back(params if issuer is None else {**params, "iss": issuer})
    await refused(stage, visitor, answer, "sign_in_failed")


async def test_code_of_another_sign_in_lacks_its_verifier(stage: Stage) -> None:
    """A stolen code, put into the attacker's own sign-in, fails at the provider: PKCE."""
    victim, attacker = stage.visitor(), stage.visitor()
    stolen = stage.acme.approve(await victim.start(), **somebody())["code"]
    params = stage.acme.approve(await attacker.start(), **somebody())
    await refused(stage, attacker, await attacker.back({**params, "code": stolen}), "sign_in_failed")


async def test_code_is_good_once(stage: Stage) -> None:
    first, second = stage.visitor(), stage.visitor()
    params = stage.acme.approve(await first.start(), **somebody())
    assert error_of(await first.back(params)) is None
    again = stage.acme.approve(await second.start(), **somebody())
    await refused(stage, second, await second.back({**again, "code": params["code"]}), "sign_in_failed")


@pytest.mark.parametrize("code", [None, "", "x" * 5000])
async def test_answer_without_a_code_is_refused(stage: Stage, code: str | None) -> None:
    visitor = stage.visitor()
    params = stage.acme.approve(await visitor.start(), **somebody())
    changed = {name: value for name, value in {**params, "code": code}.items() if value is not None}
    await refused(stage, visitor, await visitor.back(changed), "sign_in_failed")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("access_denied", "sign_in_cancelled"),
        ("server_error", "sign_in_failed"),
        ("<script>alert(1)</script>", "sign_in_failed"),
    ],
)
async def test_providers_own_words_are_shown_nowhere(stage: Stage, error: str, code: str) -> None:
    visitor = stage.visitor()
    state = parse_qs(urlsplit(await visitor.start()).query)["state"][0]
    answer = await visitor.back(
        {"error": error, "error_description": "<b>canary</b>", "state": state, "iss": LOGIN}
    )
    await refused(stage, visitor, answer, code)
    assert "canary" not in answer.headers["location"] + answer.text
    assert "script" not in answer.headers["location"]


async def test_nonce_of_another_sign_in_is_refused(stage: Stage) -> None:
    visitor = stage.visitor()
    for nonce in ("another", None, "", 7):
        stage.acme.spoil = lambda claims, _, nonce=nonce: claims.update(nonce=nonce)  # type: ignore[misc]
        await refused(stage, visitor, await visitor.sign_in(**somebody()), "sign_in_failed")


async def test_provider_that_is_away_is_told_apart_from_a_forgery(stage: Stage) -> None:
    stage.acme.is_away = True
    answer = await stage.visitor().get("/auth/oidc/acme/start")
    assert error_of(answer) == "provider_unavailable"


async def test_unknown_provider_leads_to_a_page_that_says_so(stage: Stage) -> None:
    assert error_of(await stage.visitor().get("/auth/oidc/nobody/start")) == "provider_not_found"


# the defences, taken away ----------------------------------------------------------------------------------------


async def test_replay_is_seen_by_the_single_use_alone(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def always(*_: Any) -> bool:
        return True

    monkeypatch.setattr(pending_module, "first_use", always)
    with pytest.raises(AssertionError):
        await test_answer_is_taken_once_also_of_fifty_at_the_same_moment(stage)


async def test_mix_up_is_seen_by_the_issuer_alone(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "_check_issuer", lambda *_: None)
    with pytest.raises(AssertionError):
        await test_provider_that_names_itself_must_do_so_rightly(stage, OTHER_ISSUER)


OTHER_ISSUER = "https://other.example"


# linking ---------------------------------------------------------------------------------------------------------


async def linked(stage: Stage, visitor: Any, **claims: Any) -> Any:
    """Link an identity of acme to whoever is signed in."""
    page = await visitor.page()
    begun = await page.post("/auth/identities/acme/link", json={"next": "/account/ways"})
    assert begun.status_code == 200, begun.text
    name, _, value = begun.headers["set-cookie"].partition(";")[0].partition("=")
    visitor.cookies[name] = value
    return await visitor.back(stage.acme.approve(begun.json()["location"], **claims))


async def signed_in(stage: Stage) -> tuple[Any, Any]:
    account, visitor = await sign_up(stage.site), stage.visitor()
    visitor.cookies["__Host-aisle_session"] = (await account.browser()).cookie
    return account, visitor


async def test_identity_that_was_linked_signs_in(stage: Stage) -> None:
    account, visitor = await signed_in(stage)
    who = somebody()
    assert (await linked(stage, visitor, **who)).headers["location"] == "/account/ways"
    (shown,) = (await (await visitor.page()).json("/auth/identities"))["identities"]
    assert shown["provider"] == "acme"
    assert "subject" not in shown
    again = stage.visitor()
    await again.sign_in(**who)
    assert (await (await again.page()).json("/auth/session"))["person"]["id"] == str(account.person_id)
    assert "identity.linked" in await account.audit()


async def test_identity_of_another_person_is_not_linked(stage: Stage) -> None:
    owner, who = stage.visitor(), somebody()
    await owner.sign_in(**who)
    _, visitor = await signed_in(stage)
    assert error_of(await linked(stage, visitor, **who)) == "identity_taken"


async def test_linking_needs_a_sign_in_that_was_verified_just_now(stage: Stage) -> None:
    account, visitor = await signed_in(stage)
    page = await visitor.page()
    begun = await page.post("/auth/identities/acme/link", json={})
    await account.sql(
        "UPDATE login SET verified_at = now() - interval '11 minutes' WHERE person_id = $1", account.person_id
    )
    check_problem(await page.post("/auth/identities/acme/link", json={}), 403, "verification_needed")
    visitor.cookies["__Host-aisle_pending"] = begun.headers["set-cookie"].partition(";")[0].partition("=")[2]
    answer = await visitor.back(stage.acme.approve(begun.json()["location"], **somebody()))
    assert error_of(answer) == "sign_in_not_begun"


async def test_last_way_of_signing_in_stays(stage: Stage) -> None:
    visitor = stage.visitor()
    await visitor.sign_in(**somebody())
    page = await visitor.page()
    (shown,) = (await page.json("/auth/identities"))["identities"]
    check_problem(await page.delete(f"/auth/identities/{shown['id']}"), 409, "last_way_to_sign_in")


async def test_unlinked_identity_signs_in_no_more_and_may_belong_to_somebody_else(stage: Stage) -> None:
    _, visitor = await signed_in(stage)
    who = somebody()
    await linked(stage, visitor, **who)
    page = await visitor.page()
    (shown,) = (await page.json("/auth/identities"))["identities"]
    other = await signed_in(stage)
    check_problem(
        await (await other[1].page()).delete(f"/auth/identities/{shown['id']}"), 404, "identity_not_found"
    )
    assert (await page.delete(f"/auth/identities/{shown['id']}")).status_code == 204
    again = stage.visitor()
    await again.sign_in(**who)
    mine = (await page.json("/auth/session"))["person"]["id"]
    assert (await (await again.page()).json("/auth/session"))["person"]["id"] != mine


# GitHub ----------------------------------------------------------------------------------------------------------


def github(web: FakeWeb, emails: Any, number: Any = 4711) -> None:
    web.forms["https://github.com/login/oauth/access_token"] = lambda form: (
        {"access_token": "gho_token"} if form["code"] == "good" else {"error": "bad_verification_code"}
    )
    web.documents["https://api.github.com/user"] = {"id": number, "login": "ada", "name": None}
    web.documents["https://api.github.com/user/emails"] = emails


async def through_github(stage: Stage, code: str = "good") -> tuple[Any, Any]:
    visitor = stage.visitor()
    state = parse_qs(urlsplit(await visitor.start("github")).query)["state"][0]
    return visitor, await visitor.back({"code": code, "state": state}, "github")


async def test_github_signs_in_with_the_address_that_is_primary_and_verified(stage: Stage) -> None:
    who = somebody()["email"]
    spare = {"email": "spare@people.example", "primary": False, "verified": True}
    github(stage.web, [spare, {"email": who, "primary": True, "verified": True}])
    visitor, answer = await through_github(stage)
    assert error_of(answer) is None
    assert (await (await visitor.page()).json("/auth/session"))["person"]["email"] == who
    form = next(sent for url, sent in stage.web.asked if url.endswith("access_token"))
    assert len(form["code_verifier"]) >= 43


@pytest.mark.parametrize(
    ("emails", "number", "code", "error"),
    [
        (
            [{"email": "a@people.example", "primary": True, "verified": False}],
            4712,
            "good",
            "provider_email_not_verified",
        ),
        (
            [{"email": "a@people.example", "primary": False, "verified": True}],
            4713,
            "good",
            "provider_email_not_verified",
        ),
        ({"message": "no"}, 4714, "good", "provider_email_not_verified"),
        ([], "4715", "good", "sign_in_failed"),
        ([], True, "good", "sign_in_failed"),
        ([], 4716, "bad", "sign_in_failed"),
    ],
)
async def test_github_answers_that_prove_nothing_are_refused(
    stage: Stage, emails: Any, number: Any, code: str, error: str
) -> None:
    github(stage.web, emails, number)
    visitor, answer = await through_github(stage, code)
    await refused(stage, visitor, answer, error)


async def test_settings_hide_secrets(stage: Stage) -> None:
    assert "gh secret" not in repr(stage.site.parts.settings)
    assert set(SETTINGS) == set(stage.site.parts.settings.sign_in_providers)
    assert BROWSER
