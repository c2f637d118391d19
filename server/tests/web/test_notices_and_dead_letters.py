"""The bell, and what failed for good: told to who may see it, by cause, tried again or given up."""

from typing import Any
from uuid import UUID

import pytest
from web_people import open_member
from web_shops import Json, Shop, Site, check_problem

from aisle.web import notices


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_shop()


async def upload(shop: Shop, word: str) -> str:
    made = await shop.secret.post("/documents", json={"title": word, "text": f"About {word} and more."})
    return str(made.json()["job_id"])


async def kill(shop: Shop, job_id: str, error: str) -> None:
    await shop.sql(
        "UPDATE job SET state = 'dead', finished_at = now(), error = $2 WHERE id = $1", UUID(job_id), error
    )


async def told(caller: Any, path: str = "/notices") -> Json:
    return await caller.json(path)  # type: ignore[no-any-return]


async def test_people_are_told_of_what_others_did_and_of_failures_they_may_see(shop: Shop) -> None:
    organization, place = shop.store.organization_id, f"/stores/{shop.store.slug}"
    owner = await open_member(shop.site, "owner", organization=organization)
    support = await open_member(shop.site, "support", store=shop, organization=organization)
    await owner.call("PATCH", f"{place}/assistant", json={"tone": "plain"})
    await owner.post(f"{place}/assistant/releases", json={"expected": 1})
    await kill(shop, await upload(shop, "tents"), "The parser ended.")
    mine = await told(owner, f"{place}/notices")
    assert [one["kind"] for one in mine["items"]] == ["job.dead"]
    theirs = await told(support, f"{place}/notices")
    assert [one["kind"] for one in theirs["items"]] == ["job.dead", "assistant.published"]
    assert theirs["unread"] == 2
    assert theirs["items"][0]["what"] == {"kind": "ingest_documents", "error": "The parser ended."}
    _, narrow = await shop.key(kind="secret", scopes=["stores.read"])
    assert (await told(narrow))["items"] == []


async def test_what_was_read_is_read_for_that_person_alone(shop: Shop) -> None:
    for word in ("tents", "stoves", "ropes"):
        await kill(shop, await upload(shop, word), "Lost.")
    first, second, third = (await told(shop.secret))["items"]
    assert (await shop.secret.call("PUT", "/notices/read", json={"ids": [second["id"]]})).status_code == 204
    unread = await told(shop.secret, "/notices?unread=true")
    assert [one["id"] for one in unread["items"]] == [first["id"], third["id"]]
    assert ((await told(shop.reader))["unread"], unread["unread"]) == (3, 2)
    await shop.secret.call("PUT", "/notices/read", json={"up_to": third["at"]})
    assert (await told(shop.secret))["unread"] == 1
    await shop.secret.call("PUT", "/notices/read", json={"up_to": "2199-01-01T00:00:00Z"})
    await kill(shop, await upload(shop, "maps"), "Lost.")
    assert (await told(shop.secret))["unread"] == 1
    page = await told(shop.secret, "/notices?limit=3")
    rest = await told(shop.secret, f"/notices?limit=3&cursor={page['next_cursor']}")
    assert len({one["id"] for one in (*page["items"], *rest["items"])}) == 4
    check_problem(
        await shop.secret.call("PUT", "/notices/read", json={"up_to": "2026-01-01"}), 422, "invalid_input"
    )


async def test_the_bell_rings_for_who_follows(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "EVERY", 0.02)
    assert await told(shop.reader, "/notices/events") == {"unread": 0, "newest": []}
    stream = shop.reader.listen("GET", "/notices/events", accept="text/event-stream")
    await stream.until_text('"unread":0')
    await kill(shop, await upload(shop, "tents"), "Lost.")
    await stream.until_text('"unread":1')
    stream.hang_up()


async def test_dead_letters_are_grouped_by_what_went_wrong(shop: Shop) -> None:
    jobs = [await upload(shop, word) for word in ("tents", "stoves", "ropes")]
    await kill(shop, jobs[0], f"Document {jobs[0]} has 12 pages too many.")
    await kill(shop, jobs[1], f"Document {jobs[1]} has 7 pages too many.")
    await kill(shop, jobs[2], "The parser ended.")
    groups = (await told(shop.reader, "/dead-letters"))["items"]
    assert [(one["cause"], one["count"], one["done_since"]) for one in groups] == [
        ("The parser ended.", 1, 0),
        ("Document … has … pages too many.", 2, 0),
    ]
    assert "About" not in str(groups[0]["sample"])
    cause = {"kind": "ingest_documents", "cause": groups[1]["cause"]}
    assert (await shop.secret.post("/dead-letters/retry", json=cause)).json() == {"jobs": 2}
    await shop.work()
    assert {(await shop.reader.json(f"/jobs/{one}"))["state"] for one in jobs[:2]} == {"done"}
    (left,) = (await told(shop.reader, "/dead-letters"))["items"]
    assert (left["cause"], left["done_since"]) == ("The parser ended.", 2)
    given_up = await shop.secret.post(f"/jobs/{jobs[2]}/discard")
    assert given_up.json()["state"] == "cancelled"
    check_problem(await shop.secret.post(f"/jobs/{jobs[2]}/discard"), 409, "conflict")
    assert (await told(shop.reader, "/dead-letters"))["items"] == []


async def test_jobs_are_listed_with_their_states_and_next_try(shop: Shop) -> None:
    first, second = await upload(shop, "tents"), await upload(shop, "stoves")
    await kill(shop, first, "Lost.")
    found = await told(shop.reader, "/jobs?kind=ingest_documents")
    assert [(one["id"], one["state"], bool(one["next_try_at"])) for one in found["items"]] == [
        (second, "queued", True),
        (first, "dead", False),
    ]
    assert found["counts"]["dead"] == 1
    assert [one["id"] for one in (await told(shop.reader, "/jobs?state=dead"))["items"]] == [first]
    page = await told(shop.reader, "/jobs?kind=ingest_documents&limit=1")
    rest = await told(shop.reader, f"/jobs?kind=ingest_documents&limit=1&cursor={page['next_cursor']}")
    assert [one["id"] for one in rest["items"]] == [first]


async def test_a_kind_that_rests_waits_without_losing_an_attempt_and_goes_on_at_once(shop: Shop) -> None:
    paused = await shop.secret.call("PUT", "/job-pauses", json={"kinds": ["ingest_documents"]})
    assert [one["kind"] for one in paused.json()["items"]] == ["ingest_documents"]
    job = await upload(shop, "tents")
    await shop.work()
    waiting = await told(shop.reader, f"/jobs/{job}")
    assert (waiting["state"], waiting["attempt"]) == ("queued", 0)
    csv = b"Handle,Title,Price\nx,X,1.00\n"
    await shop.secret.post("/catalog/imports", files={"file": ("x.csv", csv)})
    await shop.work()
    assert (await told(shop.reader, "/jobs?kind=import_catalog"))["items"][0]["state"] == "done"
    await shop.secret.call("PUT", "/job-pauses", json={"kinds": []})
    await shop.work()
    assert (await told(shop.reader, f"/jobs/{job}"))["state"] == "done"
    kept = await shop.secret.call("PUT", "/job-pauses", json={"kinds": ["apply_retention"]})
    check_problem(kept, 422, "invalid_input")
    assert (await told(shop.reader, "/job-pauses"))["items"] == []
    document = (await told(shop.reader, "/documents"))["items"][0]["id"]
    await shop.secret.delete(f"/documents/{document}")
    jobs = (await told(shop.reader, "/jobs"))["items"]
    may_rest = {one["kind"]: one["may_rest"] for one in jobs}
    assert (may_rest["erase_document"], may_rest["ingest_documents"]) == (False, True)
