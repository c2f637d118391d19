"""`aisle article bulk`: many articles changed at once; shown, done, undone."""

from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.articles.bulk import applying, planning
from aisle.articles.bulk.reading import read_files
from aisle.articles.bulk.types import Batch, Change, Edit, Meant, Replace, ThenDo
from aisle.articles.errors import ArticleBatchNotFound
from aisle.articles.types import ArticleState, Wanted
from aisle.cli.article_scope import in_articles
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.knowledge.intake import IncomingFile

app = typer.Typer(no_args_is_help=True, help="Many articles at once: shown first, then applied or undone.")
Then = Annotated[ThenDo, typer.Option(help="What becomes of the changed drafts.")]
BatchId = Annotated[str, typer.Argument(help="Id of a change of many articles.")]


@app.command()
def edit(
    store: StoreOption,
    state: Annotated[ArticleState | None, typer.Option(help="Only articles in this state.")] = None,
    tag: Annotated[str | None, typer.Option(help="Only articles with this tag.")] = None,
    search: Annotated[str | None, typer.Option(help="Words to be replaced.")] = None,
    instead: Annotated[str, typer.Option(help="By these.")] = "",
    add_tag: Annotated[list[str] | None, typer.Option(help="Repeat for more.")] = None,
    remove_tag: Annotated[list[str] | None, typer.Option(help="Repeat for more.")] = None,
    then: Then = ThenDo.DRAFT,
    as_json: Json = False,
) -> None:
    """Show what an edit would do; nothing is changed before `apply`."""
    wanted = Edit(
        add_tags=tuple(add_tag or ()),
        remove_tags=tuple(remove_tag or ()),
        replace=Replace(search, instead) if search else None,
    )
    meant = Meant(wanted=Wanted(state, tag=tag))

    async def work(session: Any, tools: Any) -> Any:
        batch = await planning.plan_edit(session, tools, meant, wanted, then)
        return batch, await planning.list_changes(session, batch.id, 0, planning.MOST_CHANGES)

    (batch, changes), _ = run(in_articles(store, work))
    _show_changes(batch, changes, as_json)


@app.command()
def upload(
    files: Annotated[
        list[Path], typer.Argument(help="Markdown, HTML, Word, or CSV.", exists=True, dir_okay=False)
    ],
    store: StoreOption,
    language: Annotated[str, typer.Option(help="Of files that do not say theirs.")] = "en",
    then: Then = ThenDo.DRAFT,
    as_json: Json = False,
) -> None:
    """Show what files would bring; nothing is changed before `apply`."""
    batch, changes = run(_upload(files, store, language, then))
    _show_changes(batch, changes, as_json)


@app.command("show")
def show_one(batch_id: BatchId, store: StoreOption, as_json: Json = False) -> None:
    """Show a change of many articles."""

    async def work(session: Any, _tools: Any) -> Any:
        batch = await planning.get_batch(session, _id(batch_id))
        return batch, await planning.list_changes(session, batch.id, 0, planning.MOST_CHANGES)

    (batch, changes), _ = run(in_articles(store, work))
    _show_changes(batch, changes, as_json)


@app.command()
def apply(batch_id: BatchId, store: StoreOption, as_json: Json = False) -> None:
    """Do what was shown, all of it or nothing."""
    work = in_articles(store, lambda session, tools: applying.apply(session, tools, _id(batch_id)))
    _show_batch(run(work)[0], as_json)


@app.command()
def undo(batch_id: BatchId, store: StoreOption, as_json: Json = False) -> None:
    """Take back all of what was done."""
    work = in_articles(store, lambda session, tools: applying.undo(session, tools, _id(batch_id)))
    _show_batch(run(work)[0], as_json)


async def _upload(files: list[Path], store: str, language: str, then: ThenDo) -> tuple[Batch, list[Change]]:
    async with parts_for() as parts:
        sent = [IncomingFile(file.name, file.read_bytes()) for file in files]
        found = await read_files(parts.parser, sent, language, parts.settings.upload_max_bytes)
        scope = (await operator_in(parts, store)).scope
        async with parts.database.open_scope(scope) as session:
            batch = await planning.plan_upload(session, parts.articles, found, then)
            return batch, await planning.list_changes(session, batch.id, 0, planning.MOST_CHANGES)


def _show_changes(batch: Batch, changes: list[Change], as_json: bool) -> None:
    rows = [{"article": f"{one.key}.{one.language}", "is_new": one.is_new} for one in changes]
    lines = [
        f"{'new' if one.is_new else '   '} {one.key}.{one.language}  {one.after.title}" for one in changes
    ]
    last = (
        f"`aisle article bulk apply {batch.id}` does it."
        if batch.state == "shown"
        else f"It is {batch.state}."
    )
    show({**_shape(batch), "changes": rows}, "\n".join([*lines, last]), as_json)


def _show_batch(batch: Batch, as_json: bool) -> None:
    show(_shape(batch), f"{batch.changes} articles: {batch.state}.", as_json)


def _shape(batch: Batch) -> dict[str, Any]:
    return {"id": batch.id, "state": str(batch.state), "then": str(batch.then_do), "articles": batch.changes}


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ArticleBatchNotFound(f"“{text}” is not the id of a change of many articles.") from None
