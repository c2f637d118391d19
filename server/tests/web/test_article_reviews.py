"""Review dates: who is told, when, and who is not told any more."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from web_articles import NOON, Newsroom, clock_of, made, open_newsroom
from web_shops import Json, Site, check_problem

from aisle.core.clock import FixedClock

TEXT = {"title": "Returns", "body": "Within 60 days.", "language": "en"}
DAY = datetime(2026, 12, 20, 8, tzinfo=UTC)


@pytest.fixture
async def room(site: Site) -> AsyncIterator[Newsroom]:
    clock = FixedClock(NOON)
    with clock_of(site, clock):
        yield await open_newsroom(await site.open_shop(), clock)


async def editor(room: Newsroom) -> Any:
    shop = room.shop
    return await shop.site.member("editor", organization=shop.store.organization_id, store=shop.store.id)


async def written_by(person: Any, room: Newsroom) -> Json:
    """An article by a person, to be looked at on a day and every 30 days after it."""
    place = f"/stores/{room.shop.store.slug}/articles"
    article = await made(person, place, TEXT, 201)
    body = {"on": DAY.date().isoformat(), "every_days": 30}
    answer = await person.call("PUT", f"{place}/{article['id']}/review", json=body)
    assert answer.status_code == 200, answer.text
    return article


def mails(room: Newsroom, person: Any) -> list[str]:
    return [
        one.subject
        for one in room.shop.site.mailer.sent
        if one.to == person.email and "reviewed" in one.subject
    ]


async def test_writer_is_told_a_week_before_and_on_the_day(room: Newsroom) -> None:
    person = await editor(room)
    await written_by(person, room)
    await room.at(DAY - timedelta(days=8))
    assert mails(room, person) == []
    await room.at(DAY - timedelta(days=6))
    assert mails(room, person) == ["“Returns” is to be reviewed on 2026-12-20"]
    await room.at(DAY)
    assert mails(room, person)[1:] == ["“Returns” is to be reviewed today"]


async def test_who_has_looked_is_not_told_and_the_next_date_follows(room: Newsroom) -> None:
    person = await editor(room)
    article = await written_by(person, room)
    room.clock.move_to(DAY - timedelta(days=10))
    done = await made(
        person, f"/stores/{room.shop.store.slug}/articles/{article['id']}/reviewed", {"note": "All true."}
    )
    assert done["review_on"] == (DAY - timedelta(days=10) + timedelta(days=30)).date().isoformat()
    await room.at(DAY)
    assert mails(room, person) == []
    listed = await room.writer.json(f"/articles?review_by={(DAY + timedelta(days=30)).date().isoformat()}")
    assert [one["id"] for one in listed["items"]] == [article["id"]]


async def test_owner_is_told_where_no_writer_is_a_member(room: Newsroom) -> None:
    owner = await room.shop.site.member("owner", organization=room.shop.store.organization_id)
    article = await room.begin("Returns", "Within 60 days.")
    body = {"on": DAY.date().isoformat()}
    await room.writer.call("PUT", f"/articles/{article['id']}/review", json=body)
    await room.at(DAY)
    assert "“Returns” is to be reviewed today" in mails(room, owner)


async def test_article_that_is_put_away_is_not_reviewed(room: Newsroom) -> None:
    person = await editor(room)
    article = await written_by(person, room)
    await made(room.chief, f"/articles/{article['id']}/archive", {})
    await room.at(DAY)
    assert mails(room, person) == []


async def test_days_without_a_first_date_are_refused(room: Newsroom) -> None:
    article = await room.begin("Returns", "Within 60 days.")
    answer = await room.writer.call(
        "PUT", f"/articles/{article['id']}/review", json={"on": None, "every_days": 3}
    )
    check_problem(answer, 422, "article_invalid")
