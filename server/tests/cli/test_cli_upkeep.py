"""Jobs, migrations, settings and the demo shop from the command line."""

import json
from uuid import UUID

import pytest
from test_cli_users import typed

from aisle.core.settings import Settings
from chat_servers import chunk
from embedding_servers import OpenAiScript
from scripted_http import Asked, Reply, scripted_server_beside
from streamed_http import sse

ABSENT = "0198c0de-0000-7000-8000-000000000000"


@pytest.fixture
async def dead_job(aisle, new_shop, goods, sql):
    """A job that failed for good, of a document that can be read."""
    slug = new_shop()["slug"]
    (goods / "late.md").write_text("# Late\n\nThis was read at the second try.\n")
    aisle("ingest", str(goods / "late.md"), "-s", slug).says()
    job = await sql.fetchval(
        "UPDATE aisle.job SET state = 'dead', finished_at = now(), error = 'the disk was full', attempts = 5"
        " WHERE kind = 'ingest_documents' AND state = 'queued'"
        " AND store_id = (SELECT store_id FROM aisle.store_address WHERE slug = $1) RETURNING id",
        slug,
    )
    return slug, str(job)


def test_dead_letters_are_listed_with_their_error(aisle, dead_job):
    slug, job = dead_job
    [row] = aisle("job", "dead", "--store", slug, "--json").gives()
    assert (row["id"], row["kind"], row["attempts"], row["error"]) == (
        job,
        "ingest_documents",
        5,
        "the disk was full",
    )
    assert row["finished_at"]
    assert aisle("job", "dead", "--store", slug).says() == f"{job}  ingest_documents  the disk was full\n"


def test_a_dead_job_gets_another_try(aisle, dead_job, goods):
    slug, job = dead_job
    assert aisle("job", "retry", job, "--store", slug, "--json").gives() == {"id": job, "state": "queued"}
    assert aisle("job", "dead", "--store", slug, "--json").gives() == []
    assert aisle("job", "dead", "--store", slug).says() == "Nothing is stuck.\n"
    (goods / "next.md").write_text("# Next\n\nAnother one.\n")
    aisle("ingest", str(goods / "next.md"), "-s", slug, "--wait").says()
    found = aisle("search", "second try", "-s", slug, "--mode", "keyword", "--json").gives()
    assert [item["title"] for item in found["items"]] == ["Late"]


def test_a_job_that_is_not_dead_is_not_found(aisle, dead_job):
    slug, job = dead_job
    aisle("job", "retry", job, "--store", slug).says()
    for name in (job, ABSENT):
        aisle("job", "retry", name, "--store", slug, "--json").refuses(3, "not_found")
    aisle("job", "retry", "seven", "--store", slug, "--json").refuses(2, "invalid_input")


def test_a_dead_job_of_another_store_is_not_found(aisle, dead_job, new_shop):
    aisle("job", "retry", dead_job[1], "--store", new_shop()["slug"], "--json").refuses(3, "not_found")


async def test_dead_work_of_no_store_is_listed_and_tried_again(aisle, new_shop, sql):
    slug = new_shop()["slug"]
    organization = str(
        await sql.fetchval("SELECT organization_id FROM aisle.store_address WHERE slug = $1", slug)
    )
    job = aisle("secrets", "rotate", "--organization", organization, "--json").gives()["job_id"]
    await sql.execute("UPDATE aisle.job SET state = 'dead', finished_at = now() WHERE id = $1", UUID(job))
    for whose in (("--store", slug), ("--organization", organization)):
        assert [row["id"] for row in aisle("job", "dead", *whose, "--json").gives()] == [job]
    aisle("job", "retry", job, "--store", slug).says()
    assert aisle("job", "dead", "--store", slug, "--json").gives() == []


async def test_dead_work_of_a_person_is_listed_and_tried_again(aisle, sql):
    made = typed(aisle, "user", "create", "lost.mail@people.example", "--name", "Ada", "--json").gives()
    person = made["id"]
    job = aisle("secrets", "rotate", "--person", person, "--json").gives()["job_id"]
    await sql.execute("UPDATE aisle.job SET state = 'dead', finished_at = now() WHERE id = $1", UUID(job))
    assert [row["id"] for row in aisle("job", "dead", "--person", person, "--json").gives()] == [job]
    aisle("job", "retry", job, "--person", person).says()
    assert aisle("job", "dead", "--person", person, "--json").gives() == []


def test_whose_dead_jobs_are_meant_has_to_be_said_once(aisle):
    aisle("job", "dead", "--json").refuses(2, "invalid_input")
    aisle("job", "dead", "--person", ABSENT, "--organization", ABSENT, "--json").refuses(2, "invalid_input")
    aisle("job", "dead", "--store", "x", "--person", ABSENT, "--json").refuses(2, "invalid_input")


def test_migrating_again_does_nothing(aisle):
    assert aisle("migrate", "--json").gives() == {"applied": []}
    assert "up to date" in aisle("migrate").says()


def test_settings_are_shown_without_any_secret(aisle):
    canary = "canary-of-a-secret"
    secret = {
        "DATABASE_URL": f"postgresql://app:{canary}@127.0.0.1/shop",
        "DATABASE_ADMIN_URL": f"postgresql://admin:{canary}@127.0.0.1/shop",
        "AISLE_WORKER_DATABASE_URL": f"postgresql://worker:{canary}@127.0.0.1/shop",
        "AISLE_DISPATCHER_DATABASE_URL": f"postgresql://dispatcher:{canary}@127.0.0.1/shop",
        "AISLE_METRICS_TOKEN": canary,
    }
    shown = aisle("settings", "show", "--json", **secret).gives()
    assert len(shown) == len(Settings.model_fields)
    assert canary not in json.dumps(shown)
    assert [shown[name]["value"] for name in secret] == ["(set, hidden)"] * len(secret)
    assert shown["AISLE_PORT"]["value"] == 8080
    assert all(row["description"] for row in shown.values())
    said = aisle("settings", "show", **secret).says()
    assert canary not in said
    assert f"AISLE_HOME = {aisle.home}\n" in said


def test_usable_settings_are_said_to_be(aisle):
    told = aisle("settings", "check", "--json").gives()
    assert (told["usable"], told["embedders"]) == (True, {})
    assert told["text_recognition"]["available"] in (True, False)
    assert aisle("settings", "check").says().startswith("The settings are usable.\nScanned documents: ")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"AISLE_PROT": "80"}, "did you mean AISLE_PORT?"),
        ({"AISLE_PORT": "many"}, "AISLE_PORT"),
        ({"AISLE_MODE": "production"}, "DATABASE_URL"),
        ({"AISLE_EMBEDDER": "magic"}, "minilm or hashed"),
        ({"DATABASE_URL": "mysql://app:canary@host/shop"}, "postgresql://"),
    ],
)
def test_settings_that_cannot_be_used_end_every_command(aisle, wrong, said):
    for command in (["settings", "check"], ["search", "tent"]):
        detail = aisle(*command, "--json", **wrong).refuses(5, "settings_refused")
        assert said in detail
        assert "canary" not in detail
    stopped = (
        aisle("serve", **wrong) if "AISLE_EMBEDDER" not in wrong else aisle("settings", "check", **wrong)
    )
    assert stopped.says(5) == ""
    assert said in stopped.err


ANSWER = sse(chunk("Yes."), chunk(finish="stop"), "[DONE]")
EVENTS = {"Content-Type": "text/event-stream"}


def described(url: str, **more: object) -> dict[str, str]:
    own = {"kind": "openai", "model": "bge-m3", "base_url": url, "key": "canary", **more}
    return {"AISLE_EMBEDDERS": json.dumps({"mine": own})}


def test_embedders_behind_an_address_are_asked(aisle):
    with scripted_server_beside(OpenAiScript(1024)) as server:
        said = aisle("settings", "check", "--json", **described(server.url)).gives()
        shown = aisle("settings", "show", **described(server.url)).says()
    assert (said["usable"], said["embedders"]) == (True, {"mine": "bge-m3-1024"})
    assert len(server.asked) == 1
    assert "canary" not in shown
    assert server.url in shown


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply(401, {"error": {"code": "invalid_api_key"}}), "answered 401 (invalid_api_key)"),
        (Reply(200, {"data": [{"embedding": [0.5] * 768}]}), "have 768 columns, and 1024 are set"),
        (Reply(307, {}, {"Location": "/elsewhere"}), "redirects are not followed"),
    ],
)
def test_an_embedder_that_does_not_work_is_named(aisle, reply, fault):
    with scripted_server_beside(lambda asked: reply) as server:
        detail = aisle("settings", "check", "--json", **described(server.url)).refuses(5, "settings_refused")
    assert detail.startswith("AISLE_EMBEDDERS.mine: ")
    assert fault in detail
    assert "canary" not in detail


def with_models(url: str) -> dict[str, str]:
    own = {"other": {"model": "big", "base_url": url, "key": "canary"}}
    return {
        "OPENAI_BASE_URL": url,
        "AISLE_CHAT_MODEL": "small",
        "AISLE_CHAT_MODELS": json.dumps(own),
        "AISLE_JUDGE_MODEL": "judge",
    }


def test_models_that_write_are_asked(aisle):
    with scripted_server_beside(lambda asked: Reply(200, ANSWER, EVENTS)) as server:
        said = aisle("settings", "check", "--json", **with_models(server.url)).gives()
        shown = aisle("settings", "show", **with_models(server.url)).says()
    assert said["chat_models"] == ["other", "small", "judge"]
    assert [asked.body["model"] for asked in server.asked] == ["big", "small", "judge"]
    assert [asked.headers.get("authorization") for asked in server.asked] == ["Bearer canary", None, None]
    assert "canary" not in shown


def test_a_model_that_does_not_work_is_named(aisle):
    def serve(asked: Asked) -> Reply:
        known = asked.body["model"] != "small"
        return Reply(200, ANSWER, EVENTS) if known else Reply(404, {"error": {"code": "model_not_found"}})

    with scripted_server_beside(serve) as server:
        detail = aisle("settings", "check", "--json", **with_models(server.url)).refuses(
            5, "settings_refused"
        )
    assert detail.startswith("The model “small”: ")
    assert "answered 404 (model_not_found). Look at its key" in detail
    assert detail.count("The model “") == 1


@pytest.mark.slow
def test_the_demo_shop_is_loaded_once_and_made_anew(aisle):
    loaded = aisle("demo", "load", "--wait", "--json").gives()
    assert loaded == {"loaded": True, "chat_page": "http://localhost:8080/c/demo"}
    assert aisle("demo", "load").says() == "The demo shop is there already.\n"
    before = aisle("ask", "A tent for two under £300", "--json").gives()
    assert before["products"]
    assert aisle("demo", "reset", "--wait", "--json").gives() == {"loaded": True}
    after = aisle("ask", "A tent for two under £300", "--json").gives()
    assert after["answer"] == before["answer"]
    assert UUID(after["products"][0]["id"]) != UUID(before["products"][0]["id"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"AISLE_RERANK": "rules,model"},
        {"AISLE_RERANK": "nope"},
        {"AISLE_VECTOR_STORE": "qdrant"},
        {"AISLE_CHAT_MODEL": "gpt-4.1-mini"},
        {"AISLE_CHAT_MODELS": "quote"},
    ],
)
def test_settings_that_no_process_would_start_with_are_not_called_usable(aisle, wrong):
    aisle("settings", "check", "--json", **wrong).refuses(5, "settings_refused")
