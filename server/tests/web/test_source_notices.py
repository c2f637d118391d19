"""Whoever may change a store's sources is told by mail what needs a person, once, and when it is over."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from web_people import Person, open_member
from web_shops import Shop, check_problem
from web_sources import body_of, connect, open_fake_shop, tent, waiting_run

from aisle.sources.errors import FixCredentials, RetryLater
from aisle.sources.notices.overdue import tell_overdue


@pytest.fixture
async def editor(own_shop: Shop) -> Person:
    return await own_shop.site.member(
        "editor", organization=own_shop.store.organization_id, store=own_shop.store.id
    )


def mails(shop: Shop, person: Any) -> list[str]:
    return [one.subject for one in shop.site.mailer.sent if one.to == person.email]


async def read(shop: Shop, source: str) -> None:
    await shop.sql("UPDATE source_connection SET rests_until = NULL")
    await shop.secret.post(f"/sources/{source}/sync", json={})
    await shop.sql("UPDATE job SET due_at = now() WHERE state = 'queued'")
    await shop.work()


async def look(shop: Shop, **later: float) -> None:
    """Make the round of upkeep at a later time, and send what it asks for."""
    parts = shop.site.worker
    now = datetime.now(UTC) + timedelta(**later)
    await tell_overdue(parts.database, parts.dispatcher.database, parts.jobs, now)
    await shop.work()


async def test_a_source_that_fails_too_long_is_told_of_once_and_of_its_recovery_too(
    own_shop: Shop, editor: Person
) -> None:
    analyst = await open_member(own_shop.site, "analyst", organization=own_shop.store.organization_id)
    elsewhere = await own_shop.site.member("editor")
    address, fake = open_fake_shop(own_shop, tent(1))
    source = (await connect(own_shop, address, settings={"notice_after": 7200}))["id"]
    fake.fail(RetryLater("The shop is being repaired."), RetryLater("The shop is being repaired."))
    await read(own_shop, source)
    await look(own_shop, minutes=119)
    assert mails(own_shop, editor) == []
    await look(own_shop, minutes=121)
    assert len(mails(own_shop, editor)) == 1
    assert "has failed since" in mails(own_shop, editor)[0]
    assert "The shop is being repaired" in own_shop.site.mailer.to(editor.email)[0].text
    await read(own_shop, source)  # it fails once more
    await look(own_shop, days=2)
    assert len(mails(own_shop, editor)) == 1
    await read(own_shop, source)
    assert len(mails(own_shop, editor)) == 2
    assert mails(own_shop, editor)[1].endswith("is read again")
    await read(own_shop, source)
    await look(own_shop, days=3)
    assert len(mails(own_shop, editor)) == 2
    assert [*mails(own_shop, analyst), *mails(own_shop, elsewhere)] == []


async def test_a_source_that_stumbles_is_not_told_of(own_shop: Shop, editor: Person) -> None:
    address, fake = open_fake_shop(own_shop, tent(1))
    source = (await connect(own_shop, address))["id"]
    fake.fail(RetryLater("Come back later."))
    await read(own_shop, source)
    await read(own_shop, source)
    await look(own_shop, days=2)
    assert mails(own_shop, editor) == []


async def test_refused_credentials_are_told_of_at_once_and_once(own_shop: Shop, editor: Person) -> None:
    address, fake = open_fake_shop(own_shop, tent(1))
    source = (await connect(own_shop, address))["id"]
    fake.fail(FixCredentials("The token was revoked."))
    await read(own_shop, source)
    check_problem(await own_shop.secret.post(f"/sources/{source}/sync", json={}), 409, "source_not_active")
    await look(own_shop, days=2)
    assert len(mails(own_shop, editor)) == 1
    assert mails(own_shop, editor)[0].endswith("refuses its credentials")
    await own_shop.secret.call("PATCH", f"/sources/{source}", json={"credentials": {"token": "right"}})
    await read(own_shop, source)
    assert mails(own_shop, editor)[1:] == [mails(own_shop, editor)[-1]]
    assert mails(own_shop, editor)[-1].endswith("is read again")


async def test_a_run_that_waits_for_a_person_is_told_of(own_shop: Shop, editor: Person) -> None:
    await waiting_run(own_shop)
    await own_shop.work()
    [mail] = [one for one in own_shop.site.mailer.sent if one.to == editor.email]
    assert mail.subject.startswith("Changes of")
    assert "Every run of this source waits for a person" in mail.text


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"notice_after": 1}, "settings.notice_after"),
        ({"valid_until": "soon"}, "settings.valid_until"),
        ({"valid_from": "2026-11-21T10:00:00"}, "settings.valid_from"),
    ],
)
async def test_settings_that_cannot_be_are_refused(
    own_shop: Shop, settings: dict[str, Any], field: str
) -> None:
    body = body_of(open_fake_shop(own_shop)[0], settings=settings)
    problem = check_problem(await own_shop.secret.post("/sources", json=body), 422, "invalid_source")
    assert list(problem["fields"]) == [field]
