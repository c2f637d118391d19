"""What merchants say stays when their sources are read again, and what the sources say stays known beneath it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from merchants_words import edit, said_of, say, undo
from staging import CountingEmbedder, World, product

from aisle.catalog.edits.types import ProductEdit
from aisle.llm.ports import EmbeddingKind, Vectors
from aisle.sources.going_live import deciding
from aisle.sources.records import VariantRecord


async def test_an_override_stays_and_taking_it_back_shows_what_the_source_says_by_then(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", "Blue lamp", brand="Lux"), product("2", "Red lamp"))
    id_ = (await world.products())["thing-1"].id
    await say(world, id_, title="Azure lantern", **{"attributes.Power": "9 W"})
    assert (await world.find("azure"), await world.find("blue")) == (["Azure lantern"], [])
    await world.live(source, product("1", "Navy lamp", brand="Lumen"))
    shown = (await world.products())["thing-1"]
    assert (shown.title, shown.brand, shown.attributes) == ("Azure lantern", "Lumen", {"Power": "9 W"})
    told = (await said_of(world, id_)).by_field["title"]
    assert (told.own_then, told.own, told.own_changed_at is None) == ("Blue lamp", "Navy lamp", False)
    await say(world, id_, "title", "attributes.Power")
    back = (await world.products())["thing-1"]
    assert (back.title, back.attributes, back.overridden) == ("Navy lamp", {}, ())
    assert (await world.find("navy"), await world.find("azure")) == (["Navy lamp"], [])
    assert await world.live(source, product("1", "Navy lamp", brand="Lumen")) is not None


async def test_a_variant_keeps_its_override_and_its_stock_is_the_shops(world: World) -> None:
    source = await world.add_source()
    sizes = [VariantRecord(f"v{n}", "1", sku=f"S{n}", title=f"Size {n}", stock=n) for n in (1, 2)]
    await world.live(source, product("1", variants=tuple(sizes)))
    one = (await world.products())["thing-1"]
    await say(world, one.id, **{f"variants.{one.variants[1].id}.title": "The large one"})
    fuller = [VariantRecord(f"v{n}", "1", sku=f"S{n}", title=f"Size {n}!", stock=9) for n in (1, 2)]
    await world.live(source, product("1", variants=tuple(fuller)))
    now = (await world.products())["thing-1"]
    assert [(variant.title, variant.stock) for variant in now.variants] == [
        ("Size 1!", 9),
        ("The large one", 9),
    ]
    await say(world, one.id, f"variants.{one.variants[1].id}.title")
    assert [variant.title for variant in (await world.products())["thing-1"].variants] == [
        "Size 1!",
        "Size 2!",
    ]


async def test_a_run_that_is_refused_does_not_show_by_taking_an_override_back(world: World) -> None:
    source = await world.add_source(gate={"always": True})
    first = await world.live(source, product("0", "Thing 0"))
    async with world.session() as session:
        await deciding.approve(session, world.jobs, source, first)
    await world.work()
    id_ = (await world.products())["thing-0"].id
    await say(world, id_, title="Mine")
    world.later(hours=1)
    run_id = await world.live(source, product("0", "Secret"))
    assert await world.state(run_id) == "waiting"
    async with world.session() as session:
        await deciding.refuse(session, world.jobs, source, run_id)
    await world.work()
    assert (await said_of(world, id_)).own == {"title": "Thing 0"}
    await say(world, id_, "title")
    assert (await world.products())["thing-0"].title == "Thing 0"


async def test_a_hidden_product_is_found_by_nobody_until_it_is_shown_again(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", "Blue lamp"), product("2", "Blue chair"))
    id_ = (await world.products())["thing-1"].id
    await say(world, id_, hidden=True)
    await world.live(source, product("1", "Blue lamp, new"), product("3", "Blue bed"))
    assert sorted(await world.find("blue")) == ["Blue bed", "Blue chair"]
    assert id_ not in await world.indexed()
    await say(world, id_, "hidden")
    assert "Blue lamp, new" in await world.find("blue")


class Meddling(CountingEmbedder):
    """Does something once, while a run waits for its vectors: between plan and write."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, self.deed = world, None  # type: ignore[var-annotated]

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        deed, self.deed = self.deed, None
        if deed is not None:
            await deed()
        return await super().embed(texts, kind)


@pytest.mark.parametrize("was_said", [False, True])
async def test_what_is_said_or_taken_back_while_a_run_is_prepared_counts(
    world: World, was_said: bool
) -> None:
    meddling = world.embedder = Meddling(world)
    source = await world.add_source()
    await world.live(source, product("1", "Lamp"), product("2", "Chair"))
    id_ = (await world.products())["thing-1"].id
    if was_said:
        await say(world, id_, title="Lamp of mine")
    # The same words as the source's: a fingerprint of what is shown alone would not tell that it was said.
    meddling.deed = lambda: say(world, id_, "title") if was_said else say(world, id_, title="Lamp")
    await world.live(source, product("1", "Light"), product("2", "Armchair"))
    assert meddling.deed is None
    shown = (await world.products())["thing-1"]
    assert (shown.title, shown.overridden) == (("Light", ()) if was_said else ("Lamp", ("title",)))


async def test_whatever_is_said_synced_and_undone_each_product_shows_the_merchants_word_or_the_sources_newest(
    world: World,
) -> None:
    await _by_chance(world, seed=11, steps=40)


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_the_same_over_many_steps(world: World) -> None:
    await _by_chance(world, seed=12, steps=300)


class _Model:
    """What should be shown. said: by product, the word and which change set it."""

    def __init__(self, names: list[str]) -> None:
        self.own = {name: f"Thing {name}" for name in names}
        self.said: dict[str, tuple[str, int]] = {}
        self.edits: list[tuple[UUID, int, dict[str, tuple[str, int] | None]]] = []

    @property
    def shown(self) -> dict[str, str]:
        return {name: self.said[name][0] if name in self.said else own for name, own in self.own.items()}


async def _by_chance(world: World, seed: int, steps: int) -> None:
    dice, names = random.Random(seed), [str(n) for n in range(6)]
    model, source = _Model(names), await world.add_source()
    await world.live(source, *(product(name, own) for name, own in model.own.items()))
    ids = {one.handle.removeprefix("thing-"): one.id for one in (await world.products()).values()}
    for step in range(steps):
        chosen = dice.sample(names, dice.randint(1, 4))
        await dice.choice((_sync, _say, _take_back, _edit, _undo))(world, model, source, ids, chosen, step)
        live = {one.handle.removeprefix("thing-"): one.title for one in (await world.products()).values()}
        assert live == model.shown, f"step {step}"
    for name, id_ in ids.items():
        own = {one.own for one in (await said_of(world, id_)).by_field.values()}
        assert own <= {model.own[name]}
        assert model.shown[name] in await world.find(model.shown[name])


async def _sync(world: World, model: _Model, source: UUID, ids: Any, chosen: list[str], step: int) -> None:
    world.later(minutes=1)
    model.own |= {name: f"Source {name} at {step}" for name in chosen}
    run_id = await world.stage(source, *(product(name, model.own[name]) for name in chosen))
    if step % 3 == 0:  # said while the run waits
        await _say(world, model, source, ids, chosen[:1], step)
    await world.bring_live(run_id)
    assert await world.state(run_id) == "live"


async def _say(world: World, model: _Model, source: UUID, ids: Any, chosen: list[str], step: int) -> None:
    model.said[chosen[0]] = (f"Mine {step}", step)
    await say(world, ids[chosen[0]], title=f"Mine {step}")


async def _take_back(
    world: World, model: _Model, source: UUID, ids: Any, chosen: list[str], step: int
) -> None:
    model.said.pop(chosen[0], None)
    await say(world, ids[chosen[0]], "title")


async def _edit(world: World, model: _Model, source: UUID, ids: Any, chosen: list[str], step: int) -> None:
    before = {name: model.said.get(name) for name in chosen}
    done = await edit(world, [ids[name] for name in chosen], ProductEdit(set={"title": f"Edited {step}"}))
    assert (done.products, done.left) == (len(chosen), 0)
    model.said |= dict.fromkeys(chosen, (f"Edited {step}", step))
    model.edits.append((done.id, step, before))


async def _undo(world: World, model: _Model, source: UUID, ids: Any, chosen: list[str], step: int) -> None:
    if not model.edits:
        return
    edit_id, number, before = model.edits.pop()
    left = 0
    for name, word in before.items():
        if model.said.get(name, ("", -1))[1] != number:
            left += 1
        elif word is None:
            del model.said[name]
        else:
            model.said[name] = word
    assert (await undo(world, edit_id)).left == left
