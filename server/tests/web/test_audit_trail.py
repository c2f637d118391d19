"""Every route that changes something leaves an entry: it is done here and looked for, or its own tests look for it.

A new route that writes turns this red until it is written into one of the three lists.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
from web_consents import open_consents
from web_linting import lint_things
from web_shops import Json, Shop, Site
from web_sources import connect, live_run, open_conflict, open_fake_shop, source_things, tent, waiting_run

Deed = Callable[[Shop], Awaitable[Any]]

# Routes that change nothing that is kept, or what is no change of a tenant's affairs, each for a reason.
LEAVE_NOTHING = {
    ("POST", "/v1/chat/completions"): "the ledger has what it took",
    ("POST", "/analyze"): "stores nothing; what it costs is the ledger's",
    ("POST", "/v1/responses"): "as completions",
    ("POST", "/v1/embeddings"): "as completions",
    ("POST", "/assistant/preview"): "as chat, and no shopper's",
    ("POST", "/chat"): "a conversation is its own record",
    ("POST", "/chat/{turn_id}/continue"): "as chat",
    ("POST", "/chat/{turn_id}/regenerate"): "as chat",
    ("POST", "/chat/{turn_id}/stop"): "as chat",
    ("POST", "/photos"): "as chat",
    ("DELETE", "/photos/{photo_id}"): "as chat",
    ("PUT", "/conversations/{conversation_id}/choices"): "a shopper's own; the conversation says it",
    (
        "DELETE",
        "/conversations/{conversation_id}",
    ): "the shopper's own: test_shoppers_choices looks for the entry",
    ("PUT", "/conversations/{conversation_id}/draft"): "its author's alone, until it is a note",
    ("POST", "/shoppers/export"): "test_privacy looks for it: a key with read and write may not",
    ("POST", "/shoppers/erase"): "as above",
    ("PUT", "/notices/read"): "what somebody has read is theirs",
    ("PUT", "/conversations/{conversation_id}/presence"): "over in half a minute",
    ("DELETE", "/conversations/{conversation_id}/presence"): "as above",
    ("PUT", "/conversations/{conversation_id}/branch"): "which of the own answers is shown",
    ("POST", "/messages/{message_id}/feedback"): "feedback is its own record",
    ("DELETE", "/messages/{message_id}/feedback"): "as feedback",
    ("POST", "/documents/preview"): "stores nothing",
    ("POST", "/index/versions/compare"): "only measures",
    ("POST", "/products/search"): "only reads",
    ("POST", "/search"): "only reads",
    ("POST", "/search/federated"): "only reads",
    ("POST", "/sources/detect"): "stores nothing",
    ("POST", "/hooks/{address}"): "a shop's message; what it leads to is a run",
    ("POST", "/sources/test"): "stores nothing",
    ("POST", "/sources/{source_id}/test"): "stores nothing",
    ("POST", "/sources/{source_id}/rules/test"): "stores nothing",
    ("POST", "/sessions"): "anonymous, and as many as visitors",
}
# What other areas leave is looked at by their own tests; here stands the beginning of their paths.
ELSEWHERE = (
    "/article",
    "/auth/",
    "/budgets",
    "/invitations",
    "/keys",
    "/members",
    "/model-routes",
    "/organization",
    "/organizations",
    "/platform",
    "/prompts",
    "/providers",
    "/retention",
    "/roles",
    "/schemas",
    "/sessions/",
    "/shopper-keys",
    "/sign-on",
    "/sso",
    "/stores",
    "/visits",
)


async def upload(shop: Shop) -> Json:
    text = {"title": f"T{uuid4()}", "text": f"Something about tents {uuid4()}."}
    return (await shop.secret.post("/documents", json=text)).json()  # type: ignore[no-any-return]


async def delete_document(shop: Shop) -> Any:
    made = await upload(shop)
    return await shop.secret.delete(f"/documents/{made['documents'][0]['id']}")


async def start_import(shop: Shop) -> Any:
    file = {"file": ("x.csv", b"Handle,Title,Price\nx,X,1.00\n")}
    return await shop.secret.post("/catalog/imports", files=file)


async def override(shop: Shop) -> Any:
    path = f"/products/{(await made_product(shop))['id']}/overrides"
    return await shop.secret.call("PATCH", path, json={"set": {"title": "Ours"}})


async def made_product(shop: Shop) -> Json:
    await shop.import_products([{"handle": "x", "title": "X", "price": "1.00"}])
    return await shop.product("x")


async def show_edit(shop: Shop) -> str:
    await made_product(shop)
    edit = await shop.secret.post("/product-edits", json={"listed": {}, "set": {"brand": "Ours"}})
    return str(edit.json()["id"])


async def apply_edit(shop: Shop) -> str:
    edit_id = await show_edit(shop)
    await shop.secret.post(f"/product-edits/{edit_id}/apply")
    return edit_id


async def undo_edit(shop: Shop) -> Any:
    edit_id = await apply_edit(shop)
    await shop.work()
    return await shop.secret.post(f"/product-edits/{edit_id}/undo")


async def clear_cache(shop: Shop) -> Any:
    return await shop.secret.delete("/cache")


async def add_synonym(shop: Shop) -> Json:
    words = {"words": [f"w{uuid4().hex[:9]}", f"v{uuid4().hex[:9]}"]}
    return (await shop.secret.post("/synonyms", json=words)).json()  # type: ignore[no-any-return]


async def change_synonym(shop: Shop) -> Any:
    made = await add_synonym(shop)
    return await shop.secret.call("PUT", f"/synonyms/{made['id']}", json={"words": ["bivvy", "bivouac"]})


async def remove_synonym(shop: Shop) -> Any:
    return await shop.secret.delete(f"/synonyms/{(await add_synonym(shop))['id']}")


async def import_synonyms(shop: Shop) -> Any:
    csv = "words,becomes,language\nhat|cap,,\n"
    return await shop.secret.post("/synonyms/import", content=csv, headers={"content-type": "text/csv"})


async def start_lint(shop: Shop) -> Any:
    return await shop.secret.post("/lint/runs")


def of_finding(what: str) -> Deed:
    async def do(shop: Shop) -> Any:
        finding = (await lint_things(shop))["finding_id"]
        return await shop.secret.post(f"/lint/findings/{finding}/{what}", json={"reason": "An archive."})

    return do


async def add_source(shop: Shop) -> str:
    return str((await connect(shop, open_fake_shop(shop, tent(1))[0]))["id"])


def of_source(method: str, rest: str, **body: Any) -> Deed:
    async def do(shop: Shop) -> Any:
        return await shop.secret.call(method, f"/sources/{await add_source(shop)}{rest}", json=body)

    return do


async def resume_source(shop: Shop) -> Any:
    source = await add_source(shop)
    await shop.secret.post(f"/sources/{source}/pause")
    return await shop.secret.post(f"/sources/{source}/resume")


def of_run(*what: str) -> Deed:
    async def do(shop: Shop) -> None:
        source = await add_source(shop)
        run = (await shop.secret.post(f"/sources/{source}/sync", json={})).json()["id"]
        for one in what:
            await shop.secret.post(f"/sources/{source}/runs/{run}/{one}")

    return do


def of_problem(what: str) -> Deed:
    async def do(shop: Shop) -> Any:
        ids = await source_things(shop)
        path = f"/sources/{ids['source_id']}/problems/{ids['problem_id']}/{what}"
        return await shop.secret.post(path, json={})

    return do


def of_cause(what: str) -> Deed:
    async def do(shop: Shop) -> Any:
        ids = await source_things(shop)
        cause = {"resource": "products", "code": "unreadable", "field": "price"}
        return await shop.secret.post(f"/sources/{ids['source_id']}/problems/{what}", json=cause)

    return do


def of_waiting(what: str) -> Deed:
    async def do(shop: Shop) -> Any:
        source, run = await waiting_run(shop)
        return await shop.secret.post(f"/sources/{source}/runs/{run}/{what}")

    return do


async def roll_back_run(shop: Shop) -> Any:
    source, run = await live_run(shop)
    return await shop.secret.post(f"/sources/{source}/runs/{run}/rollback")


async def link_record(shop: Shop) -> Any:
    source, _ = await live_run(shop, 7)
    found = await shop.sql("SELECT id FROM product WHERE handle = 'tent-7'")
    body = {"source_id": source, "record": "t7"}
    return await shop.secret.post(f"/products/{found[0]['id']}/records", json=body)


async def decide_conflict(shop: Shop) -> Any:
    source = await add_source(shop)
    conflict = await open_conflict(shop, source)
    return await shop.secret.post(f"/source-conflicts/{conflict}/decide", json={"source_id": source})


async def change_source_rules(shop: Shop) -> Any:
    return await shop.secret.call("PUT", "/source-rules", json={"fields": {"price": {"rule": "newest"}}})


async def replay_delivery(shop: Shop) -> Any:
    ids = await source_things(shop)
    return await shop.secret.post(f"/sources/{ids['source_id']}/deliveries/{ids['delivery_id']}/replay")


async def change_draft(shop: Shop) -> Any:
    return await shop.secret.call("PATCH", "/assistant", json={"words": f"Be brief {uuid4()}."})


async def publish(shop: Shop) -> Any:
    await change_draft(shop)
    return await shop.secret.post("/assistant/releases", json={"expected": 1})


async def roll_back(shop: Shop) -> Any:
    await publish(shop)
    return await shop.secret.post("/assistant/releases/1/rollback", json={"expected": 2})


async def change_look(shop: Shop) -> Any:
    return await shop.secret.call("PATCH", "/widget", json={"greeting": f"Hello {uuid4()}."})


async def publish_look(shop: Shop) -> Any:
    await change_look(shop)
    return await shop.secret.post("/widget/releases", json={"expected": 0})


async def roll_look_back(shop: Shop) -> Any:
    await publish_look(shop)
    await change_look(shop)
    await shop.secret.post("/widget/releases", json={"expected": 1})
    return await shop.secret.post("/widget/releases/1/rollback", json={"expected": 2})


async def make_preview(shop: Shop) -> Any:
    return await shop.secret.post("/widget/previews")


def of_chat(method: str, path: str, body: Json | None = None) -> Deed:
    async def do(shop: Shop) -> Any:
        chat = (await shop.shopper.ask("hello"))["conversation_id"]
        note = await shop.secret.post(f"/conversations/{chat}/notes", json={"body": "Asked."})
        place = path.format(chat=chat, note=note.json()["id"])
        return await shop.secret.call(method, place, **({"json": body} if body else {}))

    return do


async def deal_with_feedback(shop: Shop) -> Any:
    message = (await shop.shopper.ask("hello"))["message"]["id"]
    await shop.shopper.post(f"/messages/{message}/feedback", json={"rating": "down"})
    return await shop.secret.call("PUT", f"/feedback/{message}/dealt", json={"dealt": True})


def of_view(method: str) -> Deed:
    async def do(shop: Shop) -> Any:
        body = {"name": "Unhappy", "filters": {"rating": "down"}}
        made = await shop.secret.post("/conversation-views", json=body)
        return await shop.secret.call(method, f"/conversation-views/{made.json()['id']}", json=body)

    return do


async def save_view(shop: Shop) -> Any:
    return await shop.secret.post("/conversation-views", json={"name": "All", "filters": {}})


async def save_question(shop: Shop) -> Any:
    asked = {"question": f"What is {uuid4()}?", "products": ["fell-28"]}
    return await shop.secret.post("/index/questions", json={"questions": [asked]})


async def remove_question(shop: Shop) -> Any:
    await save_question(shop)
    (one, *_) = (await shop.secret.json("/index/questions"))["items"]
    return await shop.secret.delete(f"/index/questions/{one['id']}")


async def build(shop: Shop) -> str:
    return str((await shop.secret.post("/index/versions", json={})).json()["id"])


async def pause(shop: Shop) -> str:
    version = await build(shop)
    await shop.secret.post(f"/index/versions/{version}/pause")
    return version


async def resume(shop: Shop) -> Any:
    return await shop.secret.post(f"/index/versions/{await pause(shop)}/resume")


async def retire(shop: Shop) -> Any:
    return await shop.secret.delete(f"/index/versions/{await build(shop)}")


async def activate(shop: Shop) -> str:
    version = await build(shop)
    await shop.work()
    await shop.secret.post(f"/index/versions/{version}/activate")
    return version


async def activate_the_one_before(shop: Shop) -> Any:
    await activate(shop)
    return await shop.secret.post("/index/versions/rollback")


async def retry_job(shop: Shop) -> Any:
    job_id = (await upload(shop))["job_id"]
    await shop.sql(
        "UPDATE job SET state = 'dead', finished_at = now() WHERE organization_id = $1 AND id::text = $2",
        shop.store.organization_id,
        job_id,
    )
    return await shop.secret.post(f"/jobs/{job_id}/retry")


async def begin_consent(shop: Shop) -> Any:
    async with open_consents(shop) as consents:
        return await consents.begin()


async def finish_consent(shop: Shop) -> Any:
    async with open_consents(shop) as consents:
        return await consents.finish(await consents.begin())


async def kill_job(shop: Shop) -> str:
    job_id = str((await upload(shop))["job_id"])
    await shop.sql(
        "UPDATE job SET state = 'dead', finished_at = now(), error = 'Lost.' WHERE organization_id = $1 AND id::text = $2",
        shop.store.organization_id,
        job_id,
    )
    return job_id


async def discard_job(shop: Shop) -> Any:
    return await shop.secret.post(f"/jobs/{await kill_job(shop)}/discard")


async def pause_kinds(shop: Shop) -> Any:
    return await shop.secret.call("PUT", "/job-pauses", json={"kinds": ["ingest_documents"]})


def of_dead(what: str) -> Deed:
    async def do(shop: Shop) -> Any:
        await kill_job(shop)
        return await shop.secret.post(
            f"/dead-letters/{what}", json={"kind": "ingest_documents", "cause": "Lost."}
        )

    return do


DEEDS: dict[tuple[str, str], tuple[Deed, str]] = {
    ("POST", "/documents"): (upload, "documents.uploaded"),
    ("DELETE", "/documents/{document_id}"): (delete_document, "document.deleted"),
    ("POST", "/catalog/imports"): (start_import, "import.started"),
    ("POST", "/synonyms"): (add_synonym, "synonym.added"),
    ("PUT", "/synonyms/{synonym_id}"): (change_synonym, "synonym.changed"),
    ("DELETE", "/synonyms/{synonym_id}"): (remove_synonym, "synonym.removed"),
    ("POST", "/synonyms/import"): (import_synonyms, "synonyms.imported"),
    ("DELETE", "/cache"): (clear_cache, "kept_answers.cleared"),
    ("PATCH", "/assistant"): (change_draft, "assistant.draft_changed"),
    ("POST", "/assistant/releases"): (publish, "assistant.published"),
    ("POST", "/assistant/releases/{number}/rollback"): (roll_back, "assistant.rolled_back"),
    ("PUT", "/conversations/{conversation_id}/labels"): (
        of_chat("PUT", "/conversations/{chat}/labels", {"labels": ["returns"]}),
        "conversation.labelled",
    ),
    ("PUT", "/conversations/{conversation_id}/archived"): (
        of_chat("PUT", "/conversations/{chat}/archived", {"archived": True}),
        "conversation.archived",
    ),
    ("POST", "/conversations/{conversation_id}/notes"): (
        of_chat("POST", "/conversations/{chat}/notes", {"body": "Again."}),
        "conversation.noted",
    ),
    ("PUT", "/conversations/{conversation_id}/notes/{note_id}"): (
        of_chat("PUT", "/conversations/{chat}/notes/{note}", {"body": "Other."}),
        "conversation.note_edited",
    ),
    ("DELETE", "/conversations/{conversation_id}/notes/{note_id}"): (
        of_chat("DELETE", "/conversations/{chat}/notes/{note}"),
        "conversation.note_removed",
    ),
    ("PUT", "/feedback/{message_id}/dealt"): (deal_with_feedback, "feedback.dealt_with"),
    ("POST", "/conversation-views"): (save_view, "view.saved"),
    ("PUT", "/conversation-views/{view_id}"): (of_view("PUT"), "view.saved"),
    ("DELETE", "/conversation-views/{view_id}"): (of_view("DELETE"), "view.deleted"),
    ("PATCH", "/widget"): (change_look, "widget.draft_changed"),
    ("POST", "/widget/releases"): (publish_look, "widget.published"),
    ("POST", "/widget/releases/{look_number}/rollback"): (roll_look_back, "widget.rolled_back"),
    ("POST", "/widget/previews"): (make_preview, "widget.preview_made"),
    ("POST", "/index/questions"): (save_question, "test_questions.saved"),
    ("DELETE", "/index/questions/{question_id}"): (remove_question, "test_question.removed"),
    ("POST", "/index/versions"): (build, "index.build_started"),
    ("POST", "/index/versions/{version_id}/pause"): (pause, "index.build_paused"),
    ("POST", "/index/versions/{version_id}/resume"): (resume, "index.build_resumed"),
    ("POST", "/index/versions/{version_id}/activate"): (activate, "index.activated"),
    ("POST", "/index/versions/rollback"): (activate_the_one_before, "index.activated"),
    ("DELETE", "/index/versions/{version_id}"): (retire, "index.retired"),
    ("POST", "/lint/runs"): (start_lint, "linter.run_started"),
    ("POST", "/lint/findings/{finding_id}/ignore"): (of_finding("ignore"), "linter.finding_ignored"),
    ("POST", "/lint/findings/{finding_id}/reopen"): (of_finding("reopen"), "linter.finding_reopened"),
    ("POST", "/sources"): (add_source, "source.created"),
    ("PATCH", "/sources/{source_id}"): (of_source("PATCH", "", priority=7), "source.changed"),
    ("DELETE", "/sources/{source_id}"): (of_source("DELETE", ""), "source.removed"),
    ("POST", "/sources/{source_id}/oauth"): (begin_consent, "source.consent_begun"),
    ("POST", "/sources/{source_id}/oauth/finish"): (finish_consent, "source.consent_given"),
    ("POST", "/sources/{source_id}/pause"): (of_source("POST", "/pause"), "source.paused"),
    ("POST", "/sources/{source_id}/resume"): (resume_source, "source.resumed"),
    ("POST", "/sources/{source_id}/sync"): (of_source("POST", "/sync"), "source.sync_started"),
    ("POST", "/sources/{source_id}/runs/{run_id}/pause"): (of_run("pause"), "source.sync_paused"),
    ("POST", "/sources/{source_id}/runs/{run_id}/resume"): (of_run("pause", "resume"), "source.sync_resumed"),
    ("POST", "/sources/{source_id}/runs/{run_id}/stop"): (of_run("stop"), "source.sync_stopped"),
    ("POST", "/sources/{source_id}/runs/{run_id}/approve"): (of_waiting("approve"), "source.run_approved"),
    ("POST", "/sources/{source_id}/runs/{run_id}/refuse"): (of_waiting("refuse"), "source.run_refused"),
    ("POST", "/sources/{source_id}/runs/{run_id}/rollback"): (roll_back_run, "source.run_taken_back"),
    ("PATCH", "/products/{product_id}/overrides"): (override, "product.overridden"),
    ("POST", "/product-edits"): (show_edit, "product_edit.shown"),
    ("POST", "/product-edits/{edit_id}/apply"): (apply_edit, "product_edit.started"),
    ("POST", "/product-edits/{edit_id}/undo"): (undo_edit, "product_edit.undo_started"),
    ("POST", "/products/{product_id}/records"): (link_record, "source.record_linked"),
    ("POST", "/source-conflicts/{conflict_id}/decide"): (decide_conflict, "source.conflict_decided"),
    ("PUT", "/source-rules"): (change_source_rules, "source.rules_changed"),
    ("POST", "/sources/{source_id}/hooks"): (of_source("POST", "/hooks"), "source.hooks_checked"),
    ("POST", "/sources/{source_id}/hooks/rotate"): (
        of_source("POST", "/hooks/rotate"),
        "source.hooks_rotated",
    ),
    ("POST", "/sources/{source_id}/deliveries/{delivery_id}/replay"): (
        replay_delivery,
        "source.delivery_replayed",
    ),
    ("POST", "/sources/{source_id}/problems/{problem_id}/retry"): (
        of_problem("retry"),
        "source.record_retried",
    ),
    ("POST", "/sources/{source_id}/problems/{problem_id}/dismiss"): (
        of_problem("dismiss"),
        "source.problem_dismissed",
    ),
    ("POST", "/sources/{source_id}/problems/retry"): (of_cause("retry"), "source.cause_retried"),
    ("POST", "/sources/{source_id}/problems/dismiss"): (of_cause("dismiss"), "source.cause_dismissed"),
    ("POST", "/jobs/{job_id}/retry"): (retry_job, "job.retried"),
    ("POST", "/jobs/{job_id}/discard"): (discard_job, "job.discarded"),
    ("PUT", "/job-pauses"): (pause_kinds, "jobs.paused"),
    ("POST", "/dead-letters/retry"): (of_dead("retry"), "jobs.retried"),
    ("POST", "/dead-letters/discard"): (of_dead("discard"), "jobs.discarded"),
}


async def test_every_route_that_writes_is_in_a_list(site: Site) -> None:
    document = (await site.http.get("/openapi.json")).json()
    writing = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, found in document["paths"].items()
        for method in found
        if method in ("post", "put", "patch", "delete") and not path.startswith("/api/v1/stores/{store}/")
    }
    unlisted = (
        {one for one in writing if not one[1].startswith(ELSEWHERE)} - DEEDS.keys() - LEAVE_NOTHING.keys()
    )
    assert unlisted == set()
    assert DEEDS.keys() | LEAVE_NOTHING.keys() <= writing


@pytest.mark.parametrize("route", DEEDS, ids=" ".join)
async def test_deed_leaves_an_entry(site: Site, route: tuple[str, str]) -> None:
    deed, action = DEEDS[route]
    shop = await site.open_shop()
    await deed(shop)
    rows = await shop.sql(
        "SELECT action, actor, store_id, request_id, personal FROM audit_entry WHERE organization_id = $1 ORDER BY number",
        shop.store.organization_id,
    )
    assert rows[-1]["action"] == action, [row["action"] for row in rows]
    assert rows[-1]["actor"].startswith("secret:")
    assert rows[-1]["store_id"] == shop.store.id
    assert rows[-1]["request_id"]
    assert rows[-1]["personal"]["address"] == "127.0.0.1"


async def test_upload_of_many_files_is_one_entry(site: Site) -> None:
    shop = await site.open_shop()
    files = [("files", (f"{n}.md", f"# Guide {n}\n\nAbout tents {n}.\n".encode())) for n in range(30)]
    assert (await shop.secret.post("/documents", files=files)).status_code == 202
    rows = await shop.sql(
        "SELECT after FROM audit_entry WHERE organization_id = $1 AND action = 'documents.uploaded'",
        shop.store.organization_id,
    )
    (row,) = rows
    assert row["after"]["count"] == 30
    assert len(row["after"]["first"]) == 20


async def test_what_was_and_what_is_is_told(site: Site) -> None:
    shop = await site.open_shop()
    made = await add_synonym(shop)
    await shop.secret.call("PUT", f"/synonyms/{made['id']}", json={"words": ["bivvy", "bivouac"]})
    (row,) = await shop.sql(
        "SELECT before, after FROM audit_entry WHERE organization_id = $1 AND action = 'synonym.changed'",
        shop.store.organization_id,
    )
    assert (row["before"]["words"], row["after"]["words"]) == (made["words"], ["bivvy", "bivouac"])


async def test_end_of_an_import_is_told_with_its_counts(site: Site) -> None:
    shop = await site.open_shop()
    await start_import(shop)
    await shop.work()
    (row,) = await shop.sql(
        "SELECT actor, after FROM audit_entry WHERE organization_id = $1 AND action = 'import.ended'",
        shop.store.organization_id,
    )
    assert row["actor"] == "job:import_catalog"
    assert (row["after"]["state"], row["after"]["created"]) == ("done", 1)


async def test_deed_that_is_refused_leaves_nothing(site: Site) -> None:
    shop = await site.open_shop()
    words = {"words": ["bivvy", "bivouac"]}
    await shop.secret.post("/synonyms", json=words)
    assert (await shop.secret.post("/synonyms", json=words)).status_code >= 400
    rows = await shop.sql(
        "SELECT 1 FROM audit_entry WHERE organization_id = $1 AND action LIKE 'synonym%'",
        shop.store.organization_id,
    )
    assert len(rows) == 1
