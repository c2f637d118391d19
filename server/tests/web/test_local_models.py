"""Models of the machine's registry: loaded by operators while processes run, used by indexes, and not taken from under them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from test_visits import open_operator
from web_people import open_member
from web_shops import Site, check_problem

from local_registry import embedder, put, reranker

MODELS = "/platform/models"


@pytest.fixture
async def kept(open_other_site: Any, tmp_path: Path) -> AsyncIterator[tuple[Site, Path]]:
    """A process with a registry of two models."""
    root = tmp_path / "models"
    put(root, "toy", "1.0", embedder())
    put(root, "cross", "2", reranker(), "reranker")
    async with open_other_site(models_dir=root) as site:
        yield site, root
        await site.parts.local_models.close()
        await site.worker.local_models.close()


async def test_operator_loads_lists_and_unloads(kept: tuple[Site, Path]) -> None:
    site, _ = kept
    operator, shop = await open_operator(site), await site.open_shop()
    listed = (await operator.json(MODELS))["items"]
    assert [(one["name"], one["state"], one["kind"]) for one in listed] == [
        ("cross", "available", "reranker"),
        ("toy", "available", "embedder"),
    ]
    check_problem(await shop.reader.get("/models/embedder:toy-1.0"), 404, "model_not_found")
    made = (await operator.post(f"{MODELS}/toy/1.0/load")).json()
    assert (made["state"], made["known_as"], made["wanted"]) == ("loaded", "toy-1.0", True)
    told = await shop.reader.json("/models/embedder:toy-1.0")
    assert (told["dimensions"], told["weights"]["version"]) == (8, "1.0")
    assert told["weights"]["sha256"] == made["sha256"]
    # The worker of the installation follows.
    await site.worker.local_models.look()
    assert "toy-1.0" in site.worker.embedders
    assert (await operator.post(f"{MODELS}/toy/1.0/unload")).status_code == 204
    await site.worker.local_models.look()
    assert "toy-1.0" not in {**site.parts.embedders, **site.worker.embedders}
    check_problem(await operator.post(f"{MODELS}/toy/1.0/unload"), 404, "local_model_not_found")
    entries = (await operator.json("/auth/audit"))["items"]
    actions = [one["action"] for one in entries if one["object_kind"] == "local_model"]
    assert actions == ["local_model.unloaded", "local_model.loaded"]


async def test_model_that_an_index_needs_is_not_unloaded(kept: tuple[Site, Path]) -> None:
    site, _ = kept
    operator, shop = await open_operator(site), await site.open_filled_shop()
    await operator.post(f"{MODELS}/toy/1.0/load")
    await site.worker.local_models.look()
    built = (await shop.secret.post("/index/versions", json={"embedder": "toy-1.0"})).json()
    check_problem(await operator.post(f"{MODELS}/toy/1.0/unload"), 409, "local_model_in_use")
    await shop.work()
    assert (await shop.secret.post(f"/index/versions/{built['id']}/activate")).status_code == 200
    found = await shop.secret.post("/search", json={"query": "waterproof boots", "explain": True})
    assert found.status_code == 200
    assert "toy-1.0" in str((await shop.secret.json("/index/versions"))["items"])
    check_problem(await operator.post(f"{MODELS}/toy/1.0/unload"), 409, "local_model_in_use")
    before = next(
        one for one in (await shop.secret.json("/index/versions"))["items"] if one["id"] != built["id"]
    )
    await shop.secret.post(f"/index/versions/{before['id']}/activate")
    await shop.secret.delete(f"/index/versions/{built['id']}")
    assert (await operator.post(f"{MODELS}/toy/1.0/unload")).status_code == 204


async def test_reranker_of_the_registry_can_be_chosen(kept: tuple[Site, Path]) -> None:
    site, _ = kept
    operator, shop = await open_operator(site), await site.open_shop()
    await operator.post(f"{MODELS}/cross/2/load")
    assert "cross-2" in site.parts.reranking.names
    assert (await shop.reader.json("/models/reranker:cross-2"))["weights"]["licence"] == "CC0-1.0"
    assert (await operator.post(f"{MODELS}/cross/2/unload")).status_code == 204
    assert "cross-2" not in site.parts.reranking.names


async def test_damaged_model_is_refused_and_told_of(kept: tuple[Site, Path]) -> None:
    site, root = kept
    operator = await open_operator(site)
    (root / "toy" / "1.0" / "model.onnx").write_bytes(b"something else")
    check_problem(await operator.post(f"{MODELS}/toy/1.0/load"), 422, "local_model_refused")
    assert site.parts.local_models.loaded == {}
    (root / "cross" / "2" / "manifest.toml").unlink()
    (cross, _) = (await operator.json(MODELS))["items"]
    assert cross["state"] == "damaged"
    assert "manifest" in cross["reason"]


async def test_other_bytes_of_the_same_name_are_not_loaded_elsewhere(kept: tuple[Site, Path]) -> None:
    """Two machines with folders of their own must not make different vectors for one index."""
    site, root = kept
    operator = await open_operator(site)
    await operator.post(f"{MODELS}/toy/1.0/load")
    manifest = root / "toy" / "1.0" / "manifest.toml"
    manifest.write_text(manifest.read_text() + "# another\n")
    await site.worker.local_models.look()
    assert "toy-1.0" not in site.worker.embedders
    assert "another" in site.worker.local_models.troubles["toy", "1.0"]
    assert (await operator.post(f"{MODELS}/toy/1.0/unload")).status_code == 204


async def test_room_is_bounded(open_other_site: Any, tmp_path: Path) -> None:
    put(tmp_path / "m", "large", "1", embedder())
    with (tmp_path / "m" / "large" / "1" / "model.onnx").open("ab") as stream:
        stream.truncate(2 * 2**20)
    async with open_other_site(models_dir=tmp_path / "m", models_max_bytes=2**20) as site:
        operator = await open_operator(site)
        check_problem(await operator.post(f"{MODELS}/large/1/load"), 409, "local_model_too_large")


async def test_registry_is_for_operators_alone(kept: tuple[Site, Path]) -> None:
    site, _ = kept
    owner, shop = await open_member(site, "owner"), await site.open_shop()
    for method, path in (
        ("GET", MODELS),
        ("POST", f"{MODELS}/toy/1.0/load"),
        ("POST", f"{MODELS}/toy/1.0/unload"),
    ):
        check_problem(await owner.call(method, path), 403, "operators_only")
        check_problem(await shop.secret.call(method, path), 403, "forbidden")
    assert site.parts.local_models.loaded == {}
