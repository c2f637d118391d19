"""Every route with an id, tried by every kind of caller with ids of other tenants: they answer as if absent.

The routes come from the OpenAPI document, so a new one cannot be forgotten: it fails here until it is placed.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from shopper_tokens import keeper, new_key
from web_linting import lint_things
from web_people import open_member
from web_photos import sent_photo
from web_shops import RETURNS_QUESTION, Caller, Json, Shop, Site
from web_sources import connect, open_fake_shop, source_things

from aisle.conversations.repository import conversations
from aisle.identity import policy

UUID_TEXT = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
ANYBODY = frozenset({"secret", "reader", "shopper", "other_shopper"})
# Who succeeds with an id of the own store. Conversations, turns and citations are those of `shopper`.
MAY: dict[tuple[str, str], frozenset[str]] = {
    ("get", "/chat/{conversation_id}/stream"): frozenset({"secret", "shopper"}),
    ("post", "/chat/{turn_id}/stop"): frozenset({"secret", "shopper"}),
    ("post", "/chat/{turn_id}/regenerate"): frozenset({"secret", "shopper"}),
    ("post", "/chat/{turn_id}/continue"): frozenset({"secret", "shopper"}),
    ("put", "/conversations/{conversation_id}/branch"): frozenset({"secret", "shopper"}),
    ("put", "/conversations/{conversation_id}/choices"): frozenset({"secret", "shopper"}),
    ("delete", "/conversations/{conversation_id}"): frozenset({"shopper"}),
    ("get", "/conversations/{conversation_id}/side"): frozenset({"secret", "reader"}),
    ("get", "/messages/{message_id}/trace"): frozenset({"secret", "reader"}),
    ("get", "/messages/{message_id}/basis"): frozenset({"secret", "reader"}),
    ("put", "/feedback/{message_id}/dealt"): frozenset({"secret"}),
    ("put", "/conversations/{conversation_id}/labels"): frozenset({"secret"}),
    ("put", "/conversations/{conversation_id}/archived"): frozenset({"secret"}),
    ("post", "/conversations/{conversation_id}/notes"): frozenset({"secret"}),
    ("put", "/conversations/{conversation_id}/notes/{note_id}"): frozenset({"secret"}),
    ("delete", "/conversations/{conversation_id}/notes/{note_id}"): frozenset({"secret"}),
    ("put", "/conversations/{conversation_id}/draft"): frozenset({"secret"}),
    ("put", "/conversations/{conversation_id}/presence"): frozenset({"secret"}),
    ("delete", "/conversations/{conversation_id}/presence"): frozenset({"secret"}),
    ("put", "/conversation-views/{view_id}"): frozenset({"secret"}),
    ("delete", "/conversation-views/{view_id}"): frozenset({"secret"}),
    ("get", "/messages/{message_id}/routing"): frozenset({"secret", "reader"}),
    ("get", "/messages/{message_id}/claims"): frozenset({"secret", "reader", "shopper"}),
    ("post", "/messages/{message_id}/feedback"): frozenset({"secret", "shopper"}),
    ("delete", "/messages/{message_id}/feedback"): frozenset({"secret", "shopper"}),
    ("get", "/conversations/{conversation_id}/messages"): frozenset({"secret", "reader", "shopper"}),
    ("get", "/photos/{photo_id}"): frozenset({"secret", "reader", "shopper"}),
    ("delete", "/photos/{photo_id}"): frozenset({"secret", "shopper"}),
    ("get", "/citations/{citation_id}"): frozenset({"secret", "reader", "shopper"}),
    ("get", "/products/{product_id}"): ANYBODY,
    ("get", "/products/{product_id}/related"): ANYBODY,
    ("get", "/products/{product_id}/complementary"): ANYBODY,
    ("get", "/documents/{document_id}"): frozenset({"secret", "reader"}),
    ("delete", "/documents/{document_id}"): frozenset({"secret"}),
    ("get", "/catalog/imports/{import_id}"): frozenset({"secret", "reader"}),
    ("get", "/articles/{article_id}"): frozenset({"secret", "reader"}),
    ("put", "/articles/{article_id}/draft"): frozenset({"secret"}),
    ("delete", "/articles/{article_id}"): frozenset(),
    ("post", "/articles/{article_id}/archive"): frozenset(),
    ("post", "/articles/{article_id}/restore"): frozenset(),
    ("get", "/articles/{article_id}/uses"): frozenset({"secret", "reader"}),
    ("get", "/articles/{article_id}/saves"): frozenset({"secret", "reader"}),
    ("get", "/articles/{article_id}/saves/{number}"): frozenset({"secret", "reader"}),
    ("get", "/articles/{article_id}/history"): frozenset({"secret", "reader"}),
    ("put", "/articles/{article_id}/review"): frozenset({"secret"}),
    ("post", "/articles/{article_id}/reviewed"): frozenset({"secret"}),
    ("get", "/articles/{article_id}/versions"): frozenset({"secret", "reader"}),
    ("post", "/articles/{article_id}/versions"): frozenset({"secret"}),
    ("get", "/articles/{article_id}/versions/{number}"): frozenset({"secret", "reader"}),
    ("post", "/articles/{article_id}/versions/{number}/approve"): frozenset(),
    ("post", "/articles/{article_id}/versions/{number}/effect"): frozenset({"secret"}),
    ("post", "/articles/{article_id}/versions/{number}/reject"): frozenset(),
    ("post", "/articles/{article_id}/versions/{number}/withdraw"): frozenset({"secret"}),
    ("post", "/articles/{article_id}/versions/{number}/schedule"): frozenset(),
    ("post", "/articles/{article_id}/rollback"): frozenset(),
    ("get", "/articles/{article_id}/diff"): frozenset({"secret", "reader"}),
    ("get", "/articles/{article_id}/versions/{number}/comments"): frozenset({"secret", "reader"}),
    ("post", "/articles/{article_id}/versions/{number}/comments"): frozenset({"secret"}),
    ("post", "/articles/{article_id}/comments/{comment_id}/resolve"): frozenset({"secret"}),
    ("put", "/article-categories/{category_id}"): frozenset({"secret"}),
    ("delete", "/article-categories/{category_id}"): frozenset({"secret"}),
    ("get", "/article-batches/{batch_id}"): frozenset({"secret", "reader"}),
    ("post", "/article-batches/{batch_id}/apply"): frozenset({"secret"}),
    ("post", "/article-batches/{batch_id}/undo"): frozenset({"secret"}),
    ("get", "/synonyms/{synonym_id}"): frozenset({"secret", "reader"}),
    ("put", "/synonyms/{synonym_id}"): frozenset({"secret"}),
    ("delete", "/synonyms/{synonym_id}"): frozenset({"secret"}),
    ("get", "/lint/runs/{lint_run_id}"): frozenset({"secret", "reader"}),
    ("get", "/lint/findings/{finding_id}"): frozenset({"secret", "reader"}),
    ("post", "/lint/findings/{finding_id}/ignore"): frozenset({"secret"}),
    ("post", "/lint/findings/{finding_id}/reopen"): frozenset({"secret"}),
    ("get", "/sources/{source_id}"): frozenset({"secret", "reader"}),
    ("get", "/sources/{source_id}/runs"): frozenset({"secret", "reader"}),
    ("get", "/sources/{source_id}/runs/{run_id}"): frozenset({"secret", "reader"}),
    ("get", "/sources/{source_id}/runs/{run_id}/events"): frozenset({"secret", "reader"}),
    ("get", "/sources/{source_id}/problems"): frozenset({"secret", "reader"}),
    ("get", "/sources/{source_id}/hooks"): frozenset({"secret", "reader"}),
    ("get", "/sources/{source_id}/deliveries"): frozenset({"secret", "reader"}),
    ("post", "/sources/{source_id}/hooks"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/hooks/rotate"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/deliveries/{delivery_id}/replay"): frozenset({"secret"}),
    ("patch", "/sources/{source_id}"): frozenset({"secret"}),
    ("delete", "/sources/{source_id}"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/test"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/oauth"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/oauth/finish"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/pause"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/resume"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/sync"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/runs/{run_id}/pause"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/runs/{run_id}/resume"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/runs/{run_id}/stop"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/runs/{run_id}/approve"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/runs/{run_id}/refuse"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/runs/{run_id}/rollback"): frozenset({"secret"}),
    ("get", "/products/{product_id}/origins"): frozenset({"secret", "reader"}),
    ("get", "/products/{product_id}/overrides"): frozenset({"secret", "reader"}),
    ("patch", "/products/{product_id}/overrides"): frozenset({"secret"}),
    ("get", "/product-edits/{edit_id}"): frozenset({"secret", "reader"}),
    ("post", "/product-edits/{edit_id}/apply"): frozenset({"secret"}),
    ("post", "/product-edits/{edit_id}/undo"): frozenset({"secret"}),
    ("post", "/products/{product_id}/records"): frozenset({"secret"}),
    ("get", "/documents/{document_id}/origins"): frozenset({"secret", "reader"}),
    ("post", "/source-conflicts/{conflict_id}/decide"): frozenset({"secret"}),
    ("get", "/sources/{source_id}/problems/{problem_id}"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/problems/{problem_id}/retry"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/problems/{problem_id}/dismiss"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/problems/retry"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/problems/dismiss"): frozenset({"secret"}),
    ("post", "/sources/{source_id}/rules/test"): frozenset({"secret"}),
    ("get", "/jobs/{job_id}"): frozenset({"secret", "reader"}),
    ("get", "/jobs/{job_id}/events"): frozenset({"secret", "reader"}),
    ("post", "/jobs/{job_id}/retry"): frozenset({"secret"}),
    ("post", "/jobs/{job_id}/discard"): frozenset({"secret"}),
    ("get", "/index/versions/{version_id}"): frozenset({"secret", "reader"}),
    ("post", "/index/versions/{version_id}/activate"): frozenset({"secret"}),
    ("post", "/index/versions/{version_id}/pause"): frozenset({"secret"}),
    ("post", "/index/versions/{version_id}/resume"): frozenset({"secret"}),
    ("delete", "/index/versions/{version_id}"): frozenset({"secret"}),
    ("delete", "/index/questions/{question_id}"): frozenset({"secret"}),
    ("post", "/widget/releases/{look_number}/rollback"): frozenset({"secret"}),
    ("get", "/assistant/releases/{number}"): frozenset({"secret", "reader"}),
    ("post", "/assistant/releases/{number}/rollback"): frozenset({"secret"}),
    ("get", "/keys/{key_id}"): frozenset({"keeper"}),
    ("delete", "/keys/{key_id}"): frozenset({"keeper"}),
    ("post", "/keys/{key_id}/rotate"): frozenset({"keeper"}),
    ("post", "/shopper-keys/{shopper_key_id}/rotate"): frozenset({"keeper"}),
    ("delete", "/shopper-keys/{shopper_key_id}"): frozenset({"keeper"}),
    # None of these callers has a right to these; who has, and meets foreign ones, is in the tests of each.
    ("get", "/stores/{store}"): frozenset({"secret", "reader"}),
    ("patch", "/stores/{store}"): frozenset(),
    ("delete", "/stores/{store}"): frozenset(),
    ("delete", "/visits/{visit_id}"): frozenset(),
    ("delete", "/budgets/{budget_id}"): frozenset(),
    ("post", "/platform/organizations/{organization_id}/suspend"): frozenset(),
    ("post", "/platform/organizations/{organization_id}/resume"): frozenset(),
    ("get", "/prompts/{prompt}"): frozenset({"secret", "reader"}),
    ("get", "/prompts/{prompt}/history"): frozenset({"secret", "reader"}),
    ("post", "/prompts/{prompt}/preview"): frozenset({"secret", "reader"}),
    ("post", "/prompts/{prompt}/rollback"): frozenset(),
    ("put", "/prompts/{prompt}"): frozenset(),
    ("get", "/schemas/{schema}"): frozenset({"secret", "reader"}),
    ("get", "/schemas/{schema}/versions"): frozenset({"secret", "reader"}),
    ("put", "/schemas/{schema}"): frozenset(),
    ("delete", "/schemas/{schema}"): frozenset(),
    ("get", "/models/{model_id}"): frozenset({"secret", "reader"}),
    ("get", "/v1/models/{model_name}"): frozenset({"secret", "reader"}),
    ("post", "/platform/models/{name}/{version}/load"): frozenset(),
    ("post", "/platform/models/{name}/{version}/unload"): frozenset(),
    ("get", "/providers/{provider_id}"): frozenset(),
    ("put", "/providers/{provider_id}"): frozenset(),
    ("put", "/providers/{provider_id}/key"): frozenset(),
    ("put", "/providers/{provider_id}/state"): frozenset(),
    ("post", "/providers/{provider_id}/test"): frozenset(),
    ("delete", "/providers/{provider_id}"): frozenset(),
    ("get", "/organization/exports/{export_id}/file"): frozenset(),
    ("delete", "/organization/exports/{export_id}"): frozenset(),
    ("get", "/members/{member_id}"): frozenset(),
    ("put", "/members/{member_id}/roles"): frozenset(),
    ("post", "/members/{member_id}/suspend"): frozenset(),
    ("post", "/members/{member_id}/resume"): frozenset(),
    ("delete", "/members/{member_id}"): frozenset(),
    ("get", "/members/{member_id}/logins"): frozenset(),
    ("delete", "/members/{member_id}/logins"): frozenset(),
    ("delete", "/members/{member_id}/logins/{member_login_id}"): frozenset(),
    ("patch", "/roles/{role_id}"): frozenset(),
    ("delete", "/roles/{role_id}"): frozenset(),
    ("post", "/invitations/{invitation_id}/resend"): frozenset(),
    ("delete", "/invitations/{invitation_id}"): frozenset(),
    ("put", "/sign-on/connections/{connection_id}"): frozenset(),
    ("put", "/sign-on/connections/{connection_id}/state"): frozenset(),
    ("post", "/sign-on/connections/{connection_id}/test"): frozenset(),
    ("delete", "/sign-on/connections/{connection_id}"): frozenset(),
    ("post", "/sign-on/connections/{connection_id}/domains"): frozenset(),
    ("post", "/sign-on/connections/{connection_id}/domains/{domain}/verify"): frozenset(),
    ("delete", "/sign-on/connections/{connection_id}/domains/{domain}"): frozenset(),
}
SUCCESS = {("delete", "/documents/{document_id}"): 202, ("post", "/jobs/{job_id}/retry"): 409}
SUCCESS |= {("post", "/jobs/{job_id}/discard"): 409}
# No body is sent where one is needed.
SUCCESS |= {
    (method, path): 422 for method, path in MAY if path.startswith("/article") and method in ("put", "post")
}
SUCCESS |= {("post", f"/article-batches/{{batch_id}}/{what}"): 200 for what in ("apply", "undo")}
SUCCESS |= {
    ("post", f"/articles/{{article_id}}/versions/{{number}}/{what}"): 200 for what in ("effect", "withdraw")
}
SUCCESS |= {("patch", "/products/{product_id}/overrides"): 422}
# What is carried out cannot be undone before it is.
SUCCESS |= {
    ("post", f"/product-edits/{{edit_id}}/{what}"): code for what, code in (("apply", 202), ("undo", 409))
}
SUCCESS |= {("post", "/articles/{article_id}/comments/{comment_id}/resolve"): 200}
SUCCESS |= {("delete", "/article-categories/{category_id}"): 204}
SUCCESS |= {("put", "/synonyms/{synonym_id}"): 422, ("delete", "/synonyms/{synonym_id}"): 204}
SUCCESS |= {("get", "/chat/{conversation_id}/stream"): 204, ("post", "/chat/{turn_id}/stop"): 204}
# The answer came to its end, and what is shown or thought of it has to be said in a body.
SUCCESS |= {("post", "/chat/{turn_id}/continue"): 409, ("delete", "/messages/{message_id}/feedback"): 204}
SUCCESS |= {("put", f"/conversations/{{conversation_id}}/{what}"): 422 for what in ("branch", "choices")}
SUCCESS |= {("delete", "/conversations/{conversation_id}"): 204}
# It was sent, so that it goes with its conversation alone.
SUCCESS |= {("delete", "/photos/{photo_id}"): 409}
SUCCESS |= {
    ("put", f"/conversations/{{conversation_id}}/{what}"): 422
    for what in ("labels", "archived", "draft", "presence", "notes/{note_id}")
}
SUCCESS |= {
    ("post", "/conversations/{conversation_id}/notes"): 422,
    ("put", "/conversation-views/{view_id}"): 422,
    ("put", "/feedback/{message_id}/dealt"): 422,
}
SUCCESS |= {
    ("delete", f"/conversations/{{conversation_id}}/{what}"): 204 for what in ("presence", "notes/{note_id}")
}
SUCCESS |= {("delete", "/conversation-views/{view_id}"): 204}
SUCCESS |= {("post", "/messages/{message_id}/feedback"): 422}
# The version that answers is no build, and cannot be retired.
SUCCESS |= {("post", f"/index/versions/{{version_id}}/{what}"): 409 for what in ("pause", "resume")}
SUCCESS |= {("delete", "/index/versions/{version_id}"): 409}
SUCCESS |= {("delete", "/index/questions/{question_id}"): 204}
# What is there is looked for before the body, and none is sent.
SUCCESS |= {("post", "/assistant/releases/{number}/rollback"): 422}
SUCCESS |= {("post", "/widget/releases/{look_number}/rollback"): 422}
SUCCESS |= {("post", "/shopper-keys/{shopper_key_id}/rotate"): 422}
SUCCESS |= {("delete", "/shopper-keys/{shopper_key_id}"): 204, ("delete", "/keys/{key_id}"): 204}
SUCCESS |= {("post", "/keys/{key_id}/rotate"): 422, ("post", "/prompts/{prompt}/preview"): 422}
SUCCESS |= {("post", "/articles/{article_id}/reviewed"): 200}
SUCCESS |= {("post", "/articles/{article_id}/versions"): 201}
SUCCESS |= {("post", "/articles/{article_id}/versions/{number}/withdraw"): 409}
# The run has ended, and the bodies that some of these need are not sent.
SUCCESS |= {
    ("post", f"/sources/{{source_id}}/runs/{{run_id}}/{what}"): 409
    for what in ("pause", "resume", "stop", "approve", "refuse")
}
SUCCESS |= {("post", "/sources/{source_id}/sync"): 202, ("patch", "/sources/{source_id}"): 422}
SUCCESS |= {("delete", "/sources/{source_id}"): 202}
SUCCESS |= {("post", f"/sources/{{source_id}}/{what}"): 202 for what in ("hooks", "hooks/rotate")}
SUCCESS |= {("post", "/sources/{source_id}/deliveries/{delivery_id}/replay"): 202}
SUCCESS |= {("post", "/sources/{source_id}/problems/{problem_id}/retry"): 422}
SUCCESS |= {
    ("post", f"/sources/{{source_id}}/{what}"): 422
    for what in ("problems/retry", "problems/dismiss", "rules/test", "oauth", "oauth/finish")
}
SUCCESS |= {("post", "/sources/{source_id}/runs/{run_id}/rollback"): 202}
SUCCESS |= {("post", "/products/{product_id}/records"): 422}
SUCCESS |= {("post", "/source-conflicts/{conflict_id}/decide"): 422}
SUCCESS |= {("post", "/lint/findings/{finding_id}/ignore"): 422}
# Names in bodies and queries that look like ids. The last two are the client's own words, not ids of ours.
# Those of other providers (client_id, entity_id) are the providers' own names. Those of the audit log only filter the own entries: test_audit_log tries foreign ones.
ID_FIELDS = {
    "client_id",
    "entity_id",
    "conversation_id",
    "customer_id",  # the shop's own, looked for in one store alone
    "turn_id",
    "source_id",
    "id",
    "client_message_id",
    "store_id",
    "object_id",
}
ID_FIELDS |= {"role_id", "category_id", "parent_id"}
# A model's own names of its calls; and what is refused, whatever stands in it.
ID_FIELDS |= {"call_id", "tool_call_id", "previous_response_id"}
# Those of calls and their sums only filter the own ones.
ID_FIELDS |= {"role_id", "assistant_id", "key_id"}
STRANGERS = {"none": 401, "garbage": 401, "revoked": 401, "expired": 401, "publishable": 403}


@dataclass
class Tenant:
    """A shop with one thing of every kind."""

    shop: Shop
    things: dict[str, str]
    callers: dict[str, Caller] = field(default_factory=dict)


@dataclass
class World:
    """The store that calls, another of its organization, and one of another organization."""

    mine: Tenant
    sibling: Tenant
    stranger: Tenant
    operations: list[tuple[str, str, Any]]


async def _tenant(shop: Shop, releases: int = 1) -> Tenant:
    imported = (await shop.secret.json("/catalog/imports"))["items"][0]
    document = next(
        one for one in (await shop.secret.json("/documents"))["items"] if one["title"] == "Returns"
    )
    job = await shop.secret.post("/documents", json={"title": "Job", "text": f"A job of {shop.canary}."})
    await shop.work()
    reply = await shop.shopper.ask(RETURNS_QUESTION)
    citation = next(part["data"] for part in reply["message"]["parts"] if part["type"] == "data-citation")
    synonym = await shop.secret.post("/synonyms", json={"words": [shop.canary, "canary"]})
    things = {
        "conversation_id": reply["conversation_id"],
        "turn_id": reply["turn_id"],
        "message_id": reply["message"]["id"],
        "citation_id": citation["id"],
        "photo_id": await sent_photo(shop.shopper),
        **await _desk(shop, reply["conversation_id"]),
        "product_id": (await shop.product("fell-28"))["id"],
        "edit_id": await _edit(shop),
        "document_id": document["id"],
        "import_id": imported["id"],
        "job_id": job.json()["job_id"],
        **await source_things(shop),
        **await lint_things(shop),
        "files_id": str((await shop.sql("SELECT id FROM source WHERE kind <> 'fake'"))[0]["id"]),
        "synonym_id": synonym.json()["id"],
        "question_id": await _question(shop),
        "number": str(await _newest_release(shop, releases)),
        "look_number": str(await _newest_look(shop, releases)),
        **await _newsroom(shop, releases),
        **await _team(shop),
        "store": str(shop.store.id),
        "organization_id": str(shop.store.organization_id),
        "visit_id": str(uuid4()),
        "model_id": str(uuid4()),
        "model_name": str(uuid4()),
        "prompt": str(uuid4()),  # shipped, and nobody's own
        "name": str(uuid4()),
        "version": str(uuid4()),
        "schema": str(uuid4()),  # the whole organization's: test_stored_schemas tries foreign ones
        "key_id": str((await shop.key(kind="secret"))[0]),
        "shopper_key_id": (await new_key(shop))["id"],
        "version_id": (await shop.secret.json("/index/versions"))["items"][-1]["id"],
    }
    return Tenant(shop, things)


async def _desk(shop: Shop, conversation_id: str) -> dict[str, str]:
    """A note on a conversation, a label, a draft, somebody who looks, and a saved view."""
    place = f"/conversations/{conversation_id}"
    note = await shop.secret.post(f"{place}/notes", json={"body": f"Note {shop.canary}"})
    view = {"name": f"View {shop.canary}"[:60], "filters": {"label": shop.canary[:40]}, "shared": True}
    made = await shop.secret.post("/conversation-views", json=view)
    assert (note.status_code, made.status_code) == (201, 201), note.text + made.text
    await shop.secret.call("PUT", f"{place}/labels", json={"labels": [shop.canary[:40]]})
    await shop.secret.call("PUT", f"{place}/draft", json={"body": f"Draft {shop.canary}"})
    return {"note_id": note.json()["id"], "view_id": made.json()["id"]}


async def _edit(shop: Shop) -> str:
    """An edit of many products that is shown."""
    made = await shop.secret.post("/product-edits", json={"listed": {}, "add_tags": [shop.canary]})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def _newsroom(shop: Shop, versions: int) -> dict[str, str]:
    """An article with so many versions, the newest in review, a comment on it, a category, and a change of many articles that is shown."""
    words = {"title": f"Article of {shop.canary}", "body": f"About {shop.canary}.", "language": "en"}
    article = (await shop.secret.post("/articles", json=words)).json()
    place = f"/articles/{article['id']}/versions"
    for number in range(versions):
        draft = {"title": f"{number} {shop.canary}", "body": f"About {shop.canary}.", "based_on": number + 1}
        await shop.secret.call("PUT", f"/articles/{article['id']}/draft", json=draft)
        await shop.secret.post(place, json={})
    said = await shop.secret.post(f"{place}/{versions}/comments", json={"body": f"Is it so, {shop.canary}?"})
    change = {"articles": [article["id"]], "add_tags": [shop.canary]}
    batch = await shop.secret.post("/article-batches", json=change)
    assert (said.status_code, batch.status_code) == (201, 201), said.text + batch.text
    ids = {
        "comment_id": said.json()["id"],
        "batch_id": batch.json()["id"],
        "category_id": await _category(shop),
    }
    return {"article_id": article["id"], **ids}


async def _category(shop: Shop) -> str:
    made = await shop.secret.post("/article-categories", json={"name": f"C{uuid4()}"})
    return str(made.json()["id"])


async def _team(shop: Shop) -> dict[str, str]:
    """A member, a role, an invitation and a single sign-on of the shop's organization."""
    owner = await open_member(shop.site, "owner", organization=shop.store.organization_id)
    role = await owner.post("/roles", json={"name": f"R{uuid4()}", "permissions": ["products.read"]})
    body = {"email": f"g{uuid4().hex}@guests.example", "roles": [{"role": "support"}]}
    invitation = await owner.post("/invitations", json=body)
    trust = {"issuer": "https://login.example", "client_id": "aisle", "client_secret": "secret"}
    made = await owner.post("/sign-on/connections", json={"kind": "oidc", "name": "Corp", **trust})
    domain = f"d{uuid4().hex}.example"
    added = await owner.post(f"/sign-on/connections/{made.json()['id']}/domains", json={"domain": domain})
    assert added.status_code == 201, added.text
    budget = await owner.call("PUT", "/budgets", json={"period": "month", "tokens": 10**12})
    ids = {"budget_id": budget.json()["id"]}
    ids |= {"role_id": role.json()["id"], "invitation_id": invitation.json()["id"]}
    ids |= {"export_id": (await owner.post("/organization/exports")).json()["id"]}
    brought = {"name": f"P{uuid4()}", "kind": "openai", "models": [{"name": f"m-{uuid4()}"}]}
    ids |= {"provider_id": (await owner.post("/providers", json=brought)).json()["id"]}
    ids |= {"connection_id": made.json()["id"], "domain": domain}
    return {"member_id": str(owner.person_id), "member_login_id": str(owner.login_id), **ids}


async def _question(shop: Shop) -> str:
    words = {"question": f"What is {uuid4()}?", "products": ["fell-28"]}
    await shop.secret.post("/index/questions", json={"questions": [words]})
    listed = (await shop.secret.json("/index/questions?limit=100"))["items"]
    return str(next(one["id"] for one in listed if one["question"] == words["question"]))


async def _newest_release(shop: Shop, count: int) -> int:
    """Publish until there are so many releases."""
    for number in range(1, count):
        await shop.secret.call("PATCH", "/assistant", json={"words": f"Release {number}, {shop.canary}"})
        made = await shop.secret.post("/assistant/releases", json={"expected": number})
        assert made.status_code == 201, made.text
    return count


async def _newest_look(shop: Shop, count: int) -> int:
    """Publish the window so often."""
    for number in range(count):
        await shop.secret.call("PATCH", "/widget", json={"greeting": f"Look {number}, {shop.canary}"})
        made = await shop.secret.post("/widget/releases", json={"expected": number})
        assert made.status_code == 201, made.text
    return count


async def _callers(shop: Shop) -> dict[str, Caller]:
    revoked_id, revoked = await shop.key(kind="secret")
    await shop.revoke(revoked_id)
    return {
        "secret": shop.secret,
        "reader": shop.reader,
        "shopper": shop.shopper,
        "other_shopper": shop.other_shopper,
        "keeper": await keeper(shop),
        "publishable": shop.publishable,
        "none": shop.site.caller(None),
        "garbage": shop.site.caller("aisle_sk_garbage"),
        "revoked": revoked,
        "expired": await shop.expired_shopper(),
    }


@pytest.fixture(scope="module")
async def world(site: Site) -> World:
    mine, stranger = await site.open_filled_shop(), await site.open_filled_shop()
    sibling = await site.open_filled_shop(mine.store.organization_id)
    # Numbers of releases count from 1 in every store: only the newest of the others are none of mine.
    tenants = [await _tenant(shop, count) for count, shop in enumerate((mine, sibling, stranger), 1)]
    tenants[0].things["model_name"] = next(iter(site.parts.models.names))
    tenants[0].things["model_id"] = "writer:quote"  # the installation's, which all can use
    tenants[0].things["prompt"] = "answer"
    tenants[0].things["schema"] = "intent"  # one that is shipped
    tenants[0].callers = await _callers(mine)
    document = (await site.http.get("/openapi.json")).json()
    # Below a store's name there are the same routes again; they are tried as a whole elsewhere.
    operations = [
        (method, path.removeprefix("/api/v1"), operation)
        for path, found in document["paths"].items()
        for method, operation in found.items()
        if path.startswith(("/api/v1/", "/v1/")) and not path.startswith("/api/v1/stores/{store}/")
    ]
    return World(*tenants, operations)


def told(answer: httpx2.Response) -> tuple[int, dict[str, str], str]:
    """All that an answer tells, with ids made equal."""
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name not in ("x-request-id", "content-length")
    }
    return answer.status_code, headers, UUID_TEXT.sub("ID", answer.text)


def with_ids(world: World) -> list[tuple[str, str, list[str]]]:
    """Operations with ids in their path. People's own, and shops' messages, have no callers here; their own tests try them."""
    found = [
        (method, path, re.findall(r"{(\w+)}", path))
        for method, path, _ in world.operations
        if not path.startswith(("/auth/", "/hooks/"))
    ]
    return [(method, path, names) for method, path, names in found if names]


async def own_ids(world: World, method: str, path: str, names: list[str]) -> dict[str, str]:
    """What is there once more for each call that takes it away."""
    if path.endswith(("/dismiss", "/replay")):
        return await source_things(world.mine.shop)
    return {name: await own_id(world, method, path, name) for name in names}


async def own_id(world: World, method: str, path: str, name: str) -> str:
    if method != "delete" or not MAY[method, path] or name in ("version_id", "message_id", "photo_id"):
        return world.mine.things[name]
    if name in ("note_id", "view_id"):
        return (await _desk(world.mine.shop, world.mine.things["conversation_id"]))[name]
    if name == "conversation_id" and path != "/conversations/{conversation_id}":
        return world.mine.things[name]
    if name == "conversation_id":
        return str((await world.mine.shop.shopper.ask("hello"))["conversation_id"])
    if name == "question_id":
        return await _question(world.mine.shop)
    if name == "key_id":
        return str((await world.mine.shop.key(kind="secret"))[0])
    if name == "shopper_key_id":
        return str((await new_key(world.mine.shop))["id"])
    if name == "source_id":
        return str((await connect(world.mine.shop, open_fake_shop(world.mine.shop)[0]))["id"])
    if name == "category_id":
        return await _category(world.mine.shop)
    if name == "synonym_id":
        words = {"words": [f"w{uuid4().hex}", "canary"]}
        return str((await world.mine.shop.secret.post("/synonyms", json=words)).json()["id"])
    made = await world.mine.shop.secret.post(
        "/documents", json={"title": f"D{uuid4()}", "text": f"words {uuid4()}"}
    )
    return str(made.json()["documents"][0]["id"])


async def check_matrix(world: World) -> int:
    """Call every operation with an id, as everybody, with own, foreign and random ids. Returns how many calls."""
    calls = 0
    for method, path, names in with_ids(world):
        for who, caller in world.mine.callers.items():
            ids = {
                "own": await own_ids(world, method, path, names),
                "sibling": world.sibling.things,
                "stranger": world.stranger.things,
                "random": {name: str(uuid4()) for name in names},
            }
            answers = {
                whose: await caller.call(method.upper(), path.format(**things))
                for whose, things in ids.items()
            }
            calls += len(answers)
            place = (method, path, who)
            absent = told(answers["random"])
            assert told(answers["sibling"]) == absent, place
            assert told(answers["stranger"]) == absent, place
            if who in MAY[method, path]:
                assert absent[0] == 404, place
                assert answers["own"].status_code == SUCCESS.get((method, path), 200), (
                    place,
                    answers["own"].text,
                )
            else:
                assert absent[0] == STRANGERS.get(who, 404 if _rightful(method, path, who) else 403), place
                assert told(answers["own"]) == absent, place
    check_heard(world)
    return calls


def check_heard(world: World) -> None:
    """No answer to my callers, and none of its headers, ever held a word of another store; of the own one they do."""
    heard = [answer for caller in world.mine.callers.values() for answer in caller.heard]
    assert any(world.mine.shop.canary in answer for answer in heard)
    for foreign in (world.sibling, world.stranger):
        assert not any(foreign.shop.canary in answer for answer in heard)


def _rightful(method: str, path: str, who: str) -> bool:
    """Whether this caller has the right as such, and only not to this conversation."""
    return who == "other_shopper" and "shopper" in MAY[method, path]


def test_every_operation_with_an_id_is_in_the_matrix(world: World) -> None:
    found = with_ids(world)
    assert {(method, path) for method, path, _ in found} == set(MAY)
    assert all(set(names) <= world.mine.things.keys() for _, _, names in found)


@pytest.mark.timeout(400)
async def test_foreign_ids_answer_like_absent_ones_for_every_caller_on_every_route(world: World) -> None:
    assert await check_matrix(world) == len(MAY) * 10 * 4


async def test_matrix_goes_red_when_everybody_may_do_everything(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "allow", lambda caller, action, place: True)
    with pytest.raises(AssertionError):
        await check_matrix(world)


async def test_matrix_goes_red_when_conversations_belong_to_everybody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def yes(*_: Any) -> bool:
        return True

    monkeypatch.setattr(conversations, "is_own_conversation", yes)
    with pytest.raises(AssertionError):
        await check_matrix(world)


# ids in bodies and queries ------------------------------------------------------------------------------------


def _names_in(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*(_names_in(one) for one in schema))
    if not isinstance(schema, dict):
        return set()
    here = {name for name in schema.get("properties", {}) if name == "id" or name.endswith(("_id", "_ids"))}
    return here.union(*(_names_in(value) for value in schema.values()))


def test_every_id_in_a_body_or_query_is_known_here(world: World) -> None:
    found: set[str] = set()
    for _, _, operation in world.operations:
        for media in operation.get("requestBody", {}).get("content", {}).values():
            found |= _names_in(media["schema"])
        found |= {
            one["name"]
            for one in operation.get("parameters", [])
            if one.get("in") == "query" and "id" in one["name"].split("_")
        }
    assert found == ID_FIELDS


@pytest.mark.parametrize("who", ["secret", "shopper", "other_shopper"])
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
async def test_foreign_conversation_in_a_message_answers_like_an_absent_one(
    world: World, who: str, accept: str
) -> None:
    async def say(conversation_id: str) -> Any:
        body = {"message": RETURNS_QUESTION, "conversation_id": conversation_id}
        return await world.mine.callers[who].post("/chat", json=body, headers={"accept": accept})

    absent = told(await say(str(uuid4())))
    assert absent[0] == 404
    for foreign in (world.sibling, world.stranger):
        assert told(await say(foreign.things["conversation_id"])) == absent
    own = await say(world.mine.things["conversation_id"])
    assert own.status_code == (404 if who == "other_shopper" else 200)


@pytest.mark.parametrize("who", ["secret", "shopper", "other_shopper"])
async def test_foreign_turn_in_a_body_answers_like_an_absent_one(world: World, who: str) -> None:
    caller, mine = world.mine.callers[who], world.mine.things
    branch = f"/conversations/{mine['conversation_id']}/branch"

    async def edit(turn_id: str) -> Any:
        return await caller.post("/chat", json={"message": RETURNS_QUESTION, "edits": turn_id})

    async def show(turn_id: str) -> Any:
        return await caller.call("PUT", branch, json={"turn_id": turn_id})

    for say in (edit, show):
        absent = told(await say(str(uuid4())))
        assert absent[0] == 404
        for foreign in (world.sibling, world.stranger):
            assert told(await say(foreign.things["turn_id"])) == absent
        own = await say(mine["turn_id"])
        assert own.status_code == (404 if who == "other_shopper" else 200 if say is edit else 204)


async def test_foreign_conversation_as_use_chats_name_is_only_a_name(world: World) -> None:
    async def say(name: str) -> Json:
        said = {"id": str(uuid4()), "role": "user", "parts": [{"type": "text", "text": "rucksack"}]}
        answer = await world.mine.shop.shopper.post(
            "/chat", json={"id": name, "messages": [said]}, headers={"accept": "application/json"}
        )
        assert answer.status_code == 200
        return answer.json()  # type: ignore[no-any-return]

    for name in (
        world.sibling.things["conversation_id"],
        world.stranger.things["conversation_id"],
        str(uuid4()),
    ):
        first = await say(name)
        assert first["conversation_id"] != name
        page = await world.mine.shop.shopper.json(f"/conversations/{first['conversation_id']}/messages")
        assert [one["role"] for one in page["items"]] == ["user", "assistant"]
        assert (await say(name))["conversation_id"] == first["conversation_id"]


async def test_foreign_source_lists_and_finds_what_an_absent_one_does(world: World) -> None:
    reader = world.mine.shop.reader

    async def listed(source_id: str) -> Any:
        return told(await reader.get("/documents", params={"source_id": source_id}))

    async def found(source_id: str) -> Any:
        filters = [{"field": "source", "op": "eq", "value": source_id, "text": "there"}]
        answer = await reader.post(
            "/search", json={"query": "goods back", "filters": filters, "kinds": ["passage"]}
        )
        return told(answer)

    for look in (listed, found):
        absent = await look(str(uuid4()))
        assert await look(world.sibling.things["files_id"]) == absent
        assert await look(world.stranger.things["files_id"]) == absent
        assert (await look(world.mine.things["files_id"]))[2] != absent[2]


async def test_cursor_of_another_store_is_only_a_place_in_the_own_list(world: World) -> None:
    lists = {"/products": "shopper", "/documents": "reader", "/catalog/imports": "secret"}
    for shop in (world.sibling.shop, world.stranger.shop):
        await shop.secret.post("/catalog/imports", files={"file": ("x.csv", b"Handle,Title\nx,X\n")})
    for path, who in lists.items():
        own = {one["id"] for one in (await getattr(world.mine.shop, who).json(f"{path}?limit=100"))["items"]}
        for foreign in (world.sibling.shop, world.stranger.shop):
            cursor = (await getattr(foreign, who).json(f"{path}?limit=1"))["next_cursor"]
            assert cursor
            page = await getattr(world.mine.shop, who).json(f"{path}?limit=100&cursor={cursor}")
            assert {one["id"] for one in page["items"]} <= own


# planted fields -----------------------------------------------------------------------------------------------


def _planted(foreign: Shop) -> tuple[dict[str, str], dict[str, str]]:
    organization, store = str(foreign.store.organization_id), str(foreign.store.id)
    fields = {
        "organization_id": organization,
        "store_id": store,
        "tenant": organization,
        "tenant_id": organization,
        "organization": organization,
        "store": foreign.store.slug,
        "slug": foreign.store.slug,
        "shopper_session_id": organization,
        "session_id": organization,
        "scopes": "read,write,chat",
        "kind": "operator",
        "is_admin": "true",
    }
    headers = {f"x-{name.replace('_', '-')}": value for name, value in fields.items()}
    headers |= {
        "cookie": f"organization_id={organization}; store_id={store}",
        "forwarded": f"host={foreign.store.slug}",
    }
    return fields, headers


@pytest.mark.parametrize("whose", ["sibling", "stranger"])
async def test_planted_tenant_in_queries_headers_and_cookies_changes_nothing(
    world: World, whose: str
) -> None:
    fields, headers = _planted(getattr(world, whose).shop)
    mine = world.mine
    paths = ["/products", "/documents", "/catalog/imports"]
    paths += [
        path.format(**mine.things)
        for method, path, _ in with_ids(world)
        if method == "get" and "stream" not in path and "secret" in MAY[method, path]
    ]
    for path in paths:
        plain = await mine.shop.secret.get(path)
        planted = await mine.shop.secret.get(path, params=fields, headers=headers)
        assert plain.status_code == 200, path
        assert (planted.status_code, planted.text) == (200, plain.text), path


@pytest.mark.parametrize("whose", ["sibling", "stranger"])
async def test_planted_tenant_in_bodies_writes_into_the_own_store_alone(world: World, whose: str) -> None:
    mine, foreign = world.mine.shop, getattr(world, whose).shop
    fields, headers = _planted(foreign)

    async def rows(shop: Shop) -> Any:
        tables = (
            "document",
            "import_run",
            "conversation",
            "turn",
            "message",
            "shopper_session",
            "job",
            "product",
        )
        counts = ", ".join(f"(SELECT count(*) FROM {table}) AS {table}" for table in tables)
        return dict((await shop.sql(f"SELECT {counts}"))[0])

    before = await rows(foreign)
    text = {"title": f"P{uuid4()}", "text": "planted", **fields}
    sent = await mine.secret.post("/documents", json=text, headers=headers)
    assert sent.status_code == 202
    assert (await mine.secret.get(f"/documents/{sent.json()['documents'][0]['id']}")).status_code == 200
    form = await mine.secret.post(
        "/catalog/imports", files={"file": ("p.csv", b"Handle,Title\np,P\n")}, data=fields, headers=headers
    )
    assert (await mine.secret.get(f"/catalog/imports/{form.json()['import_id']}")).status_code == 200
    said = await mine.shopper.ask(RETURNS_QUESTION, **fields)
    assert (await mine.shopper.get(f"/conversations/{said['conversation_id']}/messages")).status_code == 200
    begun = await mine.publishable.post("/sessions", json=fields, headers=headers)
    assert begun.json()["store"]["slug"] == mine.store.slug
    plain = await mine.reader.post("/search", json={"query": "goods back"})
    planted = await mine.reader.post("/search", json={"query": "goods back", **fields}, headers=headers)
    # The cursor holds the second in which it ends.
    assert {**planted.json(), "next_cursor": None} == {**plain.json(), "next_cursor": None}
    assert await rows(foreign) == before


# canaries -----------------------------------------------------------------------------------------------------


async def test_words_of_other_stores_are_found_by_nobody_else(world: World) -> None:
    for foreign in (world.sibling.shop, world.stranger.shop):
        words = f"Returns: ask for {foreign.canary} at the desk"
        assert foreign.canary in (await foreign.reader.post("/search", json={"query": words})).text
        for caller in (world.mine.shop.secret, world.mine.shop.reader):
            found = await caller.post("/search", json={"query": words, "limit": 50, "explain": True})
            assert found.status_code == 200
            assert foreign.canary not in found.text
    await world.mine.shop.shopper.ask("At which desk do I ask about returns, and for what?")
    check_heard(world)
