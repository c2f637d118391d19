"""`aisle index`."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

import typer

from aisle.bootstrap.resources import Resources
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.index_compare import compare, questions
from aisle.cli.index_search import search
from aisle.cli.index_text import described, line, shaped, whole
from aisle.cli.output import NOT_DONE, Json, StoreOption, show
from aisle.cli.waiting import finish_job
from aisle.core.errors import InvalidInput
from aisle.identity.types import Caller
from aisle.retrieval.fusion import Weights
from aisle.retrieval.managing import Plan, VersionView
from aisle.retrieval.wishes import RecipeWish

app = typer.Typer(no_args_is_help=True, help="Index versions: build another recipe, let it answer, go back.")
app.add_typer(questions, name="question")
app.command()(compare)
app.command()(search)
WEIGHT_HELP = f"NAME=SHARE, such as meaning=0.3; repeat. Names: {', '.join(Weights.__dataclass_fields__)}."
VersionArgument = Annotated[str, typer.Argument(help="Id of the index version.")]
Work = Callable[[Resources, Caller], Awaitable[VersionView]]


@app.command()
def build(
    store: StoreOption,
    embedder: Annotated[str | None, typer.Option(help="Name of the embedder.")] = None,
    chunk_size: Annotated[int | None, typer.Option(help="Tokens of a chunk, 50 to 1000.")] = None,
    chunk_overlap: Annotated[int | None, typer.Option(help="Tokens that neighbours share.")] = None,
    tokens_of: Annotated[str | None, typer.Option(help="Embedder whose tokens are counted.")] = None,
    weight: Annotated[list[str] | None, typer.Option(help=WEIGHT_HELP)] = None,
    vector_store: Annotated[str | None, typer.Option(help="Engine that finds the nearest.")] = None,
    price: Annotated[float | None, typer.Option(min=0, help="Price of a million tokens.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would take.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Work along until it is built.")] = False,
    as_json: Json = False,
) -> None:
    """Build a new version in the background; what is not said stays as it is live."""
    wish = RecipeWish(embedder, chunk_size, chunk_overlap, tokens_of, _weights(weight or []), vector_store)
    plan, made = run(_build(store, wish, price, dry_run, wait, as_json))
    if made is None:
        show(
            {"recipe": plan.recipe.to_json(), "estimate": plan.estimate.to_json()},
            described(plan.estimate),
            as_json,
        )
        return
    show(shaped(made), f"{described(plan.estimate)}\n{line(made)}", as_json)
    if made.state == "failed":
        raise typer.Exit(NOT_DONE)


@app.command("list")
def list_(store: StoreOption, as_json: Json = False) -> None:
    """List the versions of a store, the newest first."""
    found = run(_list(store))
    show([shaped(one) for one in found], "\n".join(map(line, found)), as_json)


@app.command("show")
def show_(version_id: VersionArgument, store: StoreOption, as_json: Json = False) -> None:
    """Show a version: state, recipe with its weights, work done, progress, cost so far."""
    _act(store, as_json, lambda parts, caller: parts.index.get(caller.scope, _id(version_id)), whole)


@app.command()
def activate(version_id: VersionArgument, store: StoreOption, as_json: Json = False) -> None:
    """Let a ready version answer from now on."""
    _act(store, as_json, lambda parts, caller: parts.index.activate(caller.scope, _id(version_id)))


@app.command()
def rollback(store: StoreOption, as_json: Json = False) -> None:
    """Let the version answer again that answered before."""
    _act(store, as_json, lambda parts, caller: parts.index.roll_back(caller.scope))


@app.command()
def pause(version_id: VersionArgument, store: StoreOption, as_json: Json = False) -> None:
    """Let a build rest."""
    _act(store, as_json, lambda parts, caller: parts.index.pause(caller.scope, _id(version_id)))


@app.command()
def resume(version_id: VersionArgument, store: StoreOption, as_json: Json = False) -> None:
    """Go on with a build that was paused or has failed."""
    _act(store, as_json, lambda parts, caller: parts.index.resume(caller.scope, _id(version_id)))


@app.command()
def retire(version_id: VersionArgument, store: StoreOption, as_json: Json = False) -> None:
    """Give a version or its build up and free what it holds."""

    async def work(parts: Resources, caller: Caller) -> VersionView:
        await parts.index.retire(caller.scope, _id(version_id))
        return await parts.index.get(caller.scope, _id(version_id))

    _act(store, as_json, work)


def _act(store: str, as_json: bool, work: Work, text: Callable[[VersionView], str] = line) -> None:
    async def act() -> VersionView:
        async with parts_for() as parts:
            return await work(parts, await operator_in(parts, store))

    one = run(act())
    show(shaped(one), text(one), as_json)


async def _list(store: str) -> list[VersionView]:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        return list(await parts.index.list(caller.scope))


async def _build(
    store: str, wish: RecipeWish, price: float | None, dry_run: bool, wait: bool, quiet: bool
) -> tuple[Plan, VersionView | None]:
    async with parts_for("worker" if wait else "app") as parts:
        caller = await operator_in(parts, store)
        plan = await parts.index.plan(caller.scope, wish, price)
        if dry_run:
            return plan, None
        made = await parts.index.build(caller.scope, plan)
        if wait and made.job is not None:
            await finish_job(parts, caller, made.job.id, "Building", quiet)
        return plan, await parts.index.get(caller.scope, made.version.id)


def _weights(given: list[str]) -> dict[str, float]:
    weights = {}
    for one in given:
        name, _, share = one.partition("=")
        try:
            weights[name] = float(share)
        except ValueError:
            raise InvalidInput(f"“{one}” is not a weight: write it as meaning=0.3.") from None
    return weights


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(f"“{text}” is not the id of an index version.") from None
