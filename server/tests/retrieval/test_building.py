"""A new version is built beside the one that answers: whole, resumable, and never at the expense of the live one."""

import asyncio
from uuid import UUID

import numpy as np
import pytest
from shelf import ITEM, CountingEmbedder, Shelf, product

from aisle.core.jobs import find_job
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.retrieval import building, indexing, settling, states
from aisle.retrieval.errors import (
    IndexInUse,
    IndexNotReady,
    NoIndexBefore,
    RecipeRefused,
    TooManyVersions,
)
from aisle.retrieval.estimating import estimate
from aisle.retrieval.indexing import IndexVersionsChanged
from aisle.retrieval.managing import VersionView, view
from aisle.retrieval.recipe import Recipe
from aisle.retrieval.wishes import RecipeWish, recipe_of

pytest_plugins = ["shelf_fixtures"]

SENTENCES = [
    f"Sentence {number} says that wool is warm and dries slowly in the shade." for number in range(30)
]
GUIDE = "# Wool\n\n" + " ".join(SENTENCES)


@pytest.fixture
async def filled(shelf: Shelf) -> Shelf:
    """A store with twelve products and two guides, and a second embedder at hand."""
    await shelf.sell(*(product(f"Wool sock {n}", handle=f"s{n}") for n in range(12)))
    await shelf.publish("wool.md", GUIDE)
    await shelf.publish("down.md", "# Down\n\nDown is light.")
    small = CountingEmbedder(64)
    shelf.more_embedders[small.name] = small
    return shelf


async def other(shelf: Shelf) -> CountingEmbedder:
    return next(iter(shelf.more_embedders.values()))


async def test_a_build_ends_ready_with_just_what_the_store_has(filled: Shelf) -> None:
    embedder = await other(filled)
    version = await filled.build(embedder=embedder.name, size_tokens=60)
    row = await filled.row(version)
    assert row["state"] == "ready"
    assert await filled.items(version) == await filled.wanted(version)
    assert row["items"] == len(await filled.items(version)) > 14
    assert row["work"]["embedded"] == row["items"]
    assert row["work"]["tokens"] > 0
    assert (await filled.live()).id != version, "nothing answers before it is told to"


async def test_the_new_version_answers_when_it_is_activated_and_the_old_after_going_back(
    filled: Shelf,
) -> None:
    first, embedder = (await filled.live()).id, await other(filled)
    second = await filled.build(embedder=embedder.name, size_tokens=60)
    await filled.activate(second)
    found = await filled.search("sentence 7 wool")
    assert found.index_version_id == second
    assert found.passages[0].similarity is not None
    async with filled.session() as session:
        before = await states.find_before(session)
        await states.activate(session, before)
    assert before == first
    assert (await filled.search("sentence 7 wool")).index_version_id == first
    async with filled.session() as session:
        assert await states.find_before(session) == second, "and forth again"


async def test_vectors_of_the_same_words_are_taken_from_the_other_version(filled: Shelf) -> None:
    filled.embedder.asked.clear()
    version = await filled.build(weights={"meaning": 0.5})
    assert filled.embedder.asked == []
    assert (await filled.row(version))["work"]["reused"] == 12 + 2 + len(SENTENCES) // 15 - 1
    await filled.activate(version)
    assert (await filled.search("wool sock 3")).products[0].product.title == "Wool sock 3"
    assert (await filled.live()).recipe.weights.meaning == 0.5


async def test_both_versions_score_the_same_words_alike(filled: Shelf) -> None:
    """What a build reads back from the catalogue and the guides is what imports and uploads had indexed."""
    first = await filled.search("warm wool sock 4", limit=20)
    await filled.activate(await filled.build())
    second = await filled.search("warm wool sock 4", limit=20)
    assert first.index_version_id != second.index_version_id
    scores = [{hit.product.id: hit.score for hit in found.products} for found in (first, second)]
    assert scores[0] == pytest.approx(scores[1])
    scores = [{hit.text: hit.score for hit in found.passages} for found in (first, second)]
    assert scores[0] == pytest.approx(scores[1])


async def test_changes_during_a_build_reach_the_version_that_is_built(filled: Shelf, monkeypatch) -> None:
    """Between any two pages something is published, replaced, deleted, sold, changed and withdrawn."""
    monkeypatch.setattr(building, "PAGE", 3)
    ids = await filled.sell(product("Felt hat"), product("Felt glove"))
    changes = []
    small = await other(filled)
    real = small.embed

    async def change() -> None:
        changes.append(1)
        number = len(changes)
        if number == 1:
            await filled.sell(product("Felt hat", description="Now with ear flaps."), product("Silk scarf"))
        elif number == 2:
            await filled.withdraw(ids["felt-glove"])
        elif number == 3:
            await filled.publish("down.md", "# Down\n\nDown is heavy.")
            await filled.publish("new.md", "# New\n\nLinen creases.")
        elif number == 4:
            await filled.publish("wool.md", GUIDE.replace("Sentence 9 says", "Sentence 9 denies"))

    async def embed_and_change(texts, kind):
        found = await real(texts, kind)
        if len(changes) < 4:
            small.embed = real  # what the change itself embeds changes nothing more
            await change()
            small.embed = embed_and_change
        return found

    version = await filled.start_build(embedder=small.name, size_tokens=60)
    small.embed = embed_and_change
    await filled.hurry()
    small.embed = real
    await filled.hurry()
    assert len(changes) == 4
    assert (await filled.row(version))["state"] == "ready"
    assert await filled.items(version) == await filled.wanted(version)
    texts = " ".join(await filled.texts(version))
    assert "heavy" in texts
    assert "9 denies" in texts
    assert "9 says" not in texts.replace("19 says", "").replace("29 says", "")


async def test_a_change_prepared_before_a_build_began_is_done_again_with_it(filled: Shelf) -> None:
    """The document is embedded for the versions of then; publishing notices the new one and starts over."""
    embed, started = filled.embedder.embed, []

    async def embed_and_build(texts, kind):
        if not started:
            started.append(await filled.start_build(size_tokens=60))
        return await embed(texts, kind)

    filled.embedder.embed = embed_and_build
    await filled.publish("late.md", "# Late\n\nHemp is strong. " + " ".join(SENTENCES[:9]))
    await filled.hurry()
    assert (await filled.row(started[0]))["state"] == "ready"
    assert await filled.items(started[0]) == await filled.wanted(started[0])
    assert any("Hemp" in text for text in await filled.texts(started[0]))


async def test_products_prepared_before_a_build_are_not_written_past_the_version_it_made(
    filled: Shelf,
) -> None:
    """The build is over before the import writes: only the import itself can still bring its product to it."""
    small, embed, built = await other(filled), filled.embedder.embed, []

    async def embed_and_build(texts, kind):
        if not built:
            built.append(await filled.build(embedder=small.name))
        return await embed(texts, kind)

    filled.embedder.embed = embed_and_build
    with pytest.raises(IndexVersionsChanged):
        await filled.sell(product("Late lamp"))
    filled.embedder.embed = embed
    await filled.sell(product("Late lamp"))
    assert (await filled.row(built[0]))["state"] == "ready"
    assert await filled.items(built[0]) == await filled.wanted(built[0])


async def test_what_is_withdrawn_while_its_page_is_embedded_is_not_written(
    filled: Shelf, monkeypatch
) -> None:
    """Nothing sweeps afterwards here: the write itself must notice."""

    async def nothing(*_) -> None:
        """No sweep."""

    monkeypatch.setattr(building.Builder, "_sweep", nothing)
    small = await other(filled)
    real, gone = small.embed, (await filled.sell(product("Felt hat")))["felt-hat"]

    async def embed_and_withdraw(texts, kind):
        small.embed = real
        await filled.withdraw(gone)
        return await real(texts, kind)

    version = await filled.start_build(embedder=small.name)
    small.embed = embed_and_withdraw
    await filled.work()
    assert (await filled.row(version))["state"] == "ready"
    assert gone not in await filled.items(version)
    assert await filled.items(version) == await filled.wanted(version)


async def test_a_killed_build_goes_on_and_embeds_at_most_one_page_again(filled: Shelf, monkeypatch) -> None:
    monkeypatch.setattr(building, "PAGE", 2)
    small = await other(filled)
    real, calls = small.embed, 0

    class Killed(BaseException):
        pass

    async def die(texts, kind):
        nonlocal calls
        calls += 1
        if calls == 4:
            raise Killed
        return await real(texts, kind)

    version = await filled.start_build(embedder=small.name)
    small.embed = die
    with pytest.raises(Killed):
        await filled.work()
    done = len(await filled.items(version))
    assert done == 6
    small.embed, small.asked = real, []
    await filled.hurry()
    assert (await filled.row(version))["state"] == "ready"
    wanted = await filled.wanted(version)
    assert await filled.items(version) == wanted
    assert len(small.asked) == len(wanted) - done
    assert (await filled.row(version))["work"]["embedded"] == len(wanted)


async def test_a_paused_build_rests_and_catches_up_when_it_goes_on(filled: Shelf) -> None:
    version = await filled.start_build(size_tokens=60)
    async with filled.session() as session:
        await states.pause_build(session, version)
    await filled.work()
    assert await filled.items(version) == {}
    gone = await filled.publish("gone.md", "# Gone\n\nIt will not stay.")
    async with filled.session() as session:
        await states.resume_build(session, filled.jobs, version)
    await filled.unpublish(gone)
    await filled.hurry()
    assert (await filled.row(version))["state"] == "ready"
    assert await filled.items(version) == await filled.wanted(version)


async def test_a_version_that_missed_changes_forgets_what_is_gone_when_it_goes_on(filled: Shelf) -> None:
    """Its embedder was away while content came and went."""
    small = await other(filled)
    version = await filled.build(embedder=small.name)
    real = small.embed

    async def away(texts, kind):
        raise EmbedderUnavailable("The line is dead.")

    small.embed = away
    await filled.publish("down.md", "# Down\n\nDown is heavy.")
    row = await filled.row(version)
    assert (row["state"], row["reason"]) == ("failed", "The line is dead.")
    await filled.withdraw(*list((await filled.sell(product("Wool sock 0", handle="s0"))).values()))
    assert any("heavy" in hit.text for hit in (await filled.search("down heavy")).passages)
    small.embed = real
    async with filled.session() as session:
        await states.resume_build(session, filled.jobs, version)
    await filled.hurry()
    assert (await filled.row(version))["state"] == "ready"
    assert await filled.items(version) == await filled.wanted(version)


async def test_a_version_whose_embedder_was_away_catches_up_by_itself(filled: Shelf) -> None:
    """Nobody has to know that going back would need it."""
    small = await other(filled)
    version = await filled.build(embedder=small.name)
    real = small.embed

    async def away(texts, kind):
        raise EmbedderUnavailable("The line is dead.")

    small.embed = away
    await filled.publish("down.md", "# Down\n\nDown is heavy.")
    seen = await _seen(filled, version)
    assert (seen.state, seen.reason, seen.goes_on) == ("failed", "The line is dead.", True)
    for _ in range(25):  # more often than a job has attempts
        await filled.hurry()
    await filled.publish("eider.md", "# Eider\n\nEider is light.")
    assert (await filled.row(version))["state"] in ("failed", "building")
    small.embed = real
    await filled.hurry()
    back = await _seen(filled, version)
    assert (back.state, back.reason, back.goes_on) == ("ready", None, False)
    assert await filled.items(version) == await filled.wanted(version)


async def test_a_version_that_was_refused_waits_for_nobody(filled: Shelf) -> None:
    """What trying again cannot mend is not tried again."""
    small = await other(filled)
    version = await filled.build(embedder=small.name)

    async def refused(texts, kind):
        raise EmbedderRefused("The key is not valid.")

    small.embed = refused
    await filled.publish("down.md", "# Down\n\nDown is heavy.")
    seen = await _seen(filled, version)
    assert (seen.state, seen.goes_on) == ("failed", False)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda rows: np.full_like(rows, np.nan), "not numbers"),
        (lambda rows: rows[:, :32], "64 dimensions"),
        (lambda rows: rows[:-1], "shape"),
    ],
    ids=["nan", "dimensions", "too few"],
)
async def test_vectors_that_cannot_be_used_end_a_build_with_a_reason(filled: Shelf, damage, said) -> None:
    small, live = await other(filled), await filled.items()
    real = small.embed

    async def embed(texts, kind):
        return damage(await real(texts, kind))

    small.embed = embed
    version = await filled.build(embedder=small.name)
    row = await filled.row(version)
    assert row["state"] == "failed"
    assert said in row["reason"]
    async with filled.session() as session:
        job = await find_job(session, row["job_id"])
    assert job is not None
    assert (job.state, said in (job.error or "")) == ("dead", True)
    assert await filled.items() == live
    assert (await filled.search("wool sock 3")).products


async def test_an_unfinished_version_cannot_answer_and_the_live_one_cannot_go(filled: Shelf) -> None:
    version = await filled.start_build(size_tokens=60)
    with pytest.raises(IndexNotReady, match="building"):
        await filled.activate(version)
    async with filled.session() as session:
        with pytest.raises(NoIndexBefore):
            await states.find_before(session)
    live = (await filled.live()).id
    with pytest.raises(IndexInUse):
        async with filled.session() as session:
            await states.retire(session, filled.jobs, live)


async def test_a_store_has_so_many_builds_at_once_and_no_more(filled: Shelf) -> None:
    for size in (60, 70):
        await filled.start_build(size_tokens=size)
    with pytest.raises(TooManyVersions, match="2 of them unfinished"):
        await filled.start_build(size_tokens=80)


async def test_a_retired_version_frees_rows_and_cuts_that_only_it_needed(filled: Shelf) -> None:
    before = await _counts(filled)
    version = await filled.build(size_tokens=60)
    assert await _counts(filled) != before
    async with filled.session() as session:
        await states.retire(session, filled.jobs, version)
    assert await filled.work() == 0, "readers that saw it answering are given time"
    await filled.hurry()
    assert await _counts(filled) == before
    assert (await filled.row(version))["state"] == "retired"


async def test_the_partition_of_a_retired_version_is_dropped(filled: Shelf, monkeypatch) -> None:
    monkeypatch.setattr(settling, "OWN_PARTITION_FROM", 5)
    monkeypatch.setattr(indexing, "OWN_PARTITION_FROM", 5)
    version = await filled.build(size_tokens=60)
    assert (await filled.version(version)).home == str(version)
    assert await _partitions(filled, version) == 1
    async with filled.session() as session:
        await states.retire(session, filled.jobs, version)
    await filled.hurry()
    assert await _partitions(filled, version) == 0
    assert (await filled.search("wool sock 3")).products


async def test_only_a_retired_version_of_the_caller_can_be_dropped(filled: Shelf, new_shelf) -> None:
    live, foreign = await filled.live(), await new_shelf()
    for shelf in (filled, foreign):
        with pytest.raises(Exception, match="no such index version to drop"):
            async with shelf.session() as session:
                await session.execute(
                    "CALL aisle.drop_index_home($1, $2, $3)",
                    filled.store.organization_id,
                    filled.store.id,
                    live.id,
                )


async def test_a_build_that_is_given_up_while_it_runs_leaves_nothing(filled: Shelf) -> None:
    small, before = await other(filled), await _counts(filled)
    real = small.embed

    async def embed(texts, kind):
        async with filled.session() as session:
            await states.retire(session, filled.jobs, version)
        small.embed = real
        return await real(texts, kind)

    version = await filled.start_build(embedder=small.name, size_tokens=60)
    small.embed = embed
    await filled.work()
    await filled.hurry()
    assert (await filled.row(version))["state"] == "retired"
    assert await _counts(filled) == before


async def test_a_store_deleted_during_a_build_leaves_nothing(filled: Shelf, monkeypatch) -> None:
    from aisle.core.db import Scope
    from aisle.tenants import repository as tenants

    small = await other(filled)
    real = small.embed

    async def embed(texts, kind):
        async with filled.worker.open_scope(Scope(filled.store.organization_id, None)) as session:
            await tenants.delete_store(session, filled.store.id)
        small.embed = real
        return await real(texts, kind)

    await filled.start_build(embedder=small.name, size_tokens=60)
    small.embed = embed
    await filled.work()
    assert set((await _counts(filled)).values()) == {0}


async def test_an_estimate_counts_what_must_be_embedded_and_a_build_then_takes_just_that(
    filled: Shelf,
) -> None:
    small = await other(filled)
    for wish in (
        {"embedder": small.name},
        {"embedder": small.name, "size_tokens": 60},
        {"weights": {"meaning": 0.4}},
    ):
        recipe = recipe_of(RecipeWish(**wish), (await filled.live()).recipe, filled.embedders)
        said = await estimate(filled.session, filled.indexer, recipe, 2.0)
        version = await filled.build(**wish)
        work = (await filled.row(version))["work"]
        assert said.to_embed == work["embedded"]
        assert said.items == (await filled.row(version))["items"]
        assert said.tokens == pytest.approx(work["tokens"], rel=0.1)
        assert said.price == pytest.approx(said.tokens * 2 / 1_000_000, abs=1e-6)
        async with filled.session() as session:
            await states.retire(session, filled.jobs, version)
        await filled.hurry()


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"embedder": "unheard-of"}, "no embedder"),
        ({"size_tokens": 10}, "from 50 to 1000"),
        ({"overlap_tokens": 100}, "half the size"),
        ({"tokens_of": "nobody"}, "no embedder"),
        ({"vector_store": "nowhere"}, "no vector store"),
        ({"weights": {"heavy": 1.0}}, "no weight"),
        ({"weights": {"meaning": 2.0}}, "0 to 1"),
        ({"weights": {"meaning": float("nan")}}, "0 to 1"),
    ],
)
def test_a_recipe_that_cannot_be_built_is_refused_in_words(wish, said) -> None:
    embedder = CountingEmbedder()
    with pytest.raises(RecipeRefused, match=said):
        recipe_of(RecipeWish(**wish), Recipe.of(embedder), {embedder.name: embedder})


async def test_builds_of_two_stores_do_not_meet(filled: Shelf, new_shelf) -> None:
    second = await new_shelf()
    await second.sell(product("Felt hat"))
    ids = [await filled.start_build(size_tokens=60), await second.start_build(size_tokens=60)]
    await asyncio.gather(filled.work(), second.work())
    for shelf, version in zip((filled, second), ids, strict=True):
        assert (await shelf.row(version))["state"] == "ready"
        assert await shelf.items(version) == await shelf.wanted(version)


async def _seen(shelf: Shelf, version: UUID) -> VersionView:
    """The version as people are shown it."""
    async with shelf.session() as session:
        return await view(session, version)


async def _counts(shelf: Shelf) -> dict[str, int]:
    tables = ("index_item", "index_posting", "index_segment", "chunk", "passage")
    async with shelf.session() as session:
        return {
            table: await session.fetchval(f"SELECT count(*) FROM {table} WHERE {ITEM}", *session.tenant)
            for table in tables
        }


async def _partitions(shelf: Shelf, version) -> int:
    async with shelf.session() as session:
        return await session.fetchval(
            "SELECT count(*) FROM pg_class WHERE relname = $1", f"index_item_v_{version.hex}"
        )
