"""`aisle article`: articles from the first draft to the last day."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from aisle.articles.checking import key_of
from aisle.articles.comparing import Compared, compared
from aisle.articles.diffing import Op, Span
from aisle.articles.errors import ArticleChanged
from aisle.articles.service import publishing, reading, reviewing, writing
from aisle.articles.types import Article, ArticleState, Content, Version, Wanted
from aisle.cli import article_batches
from aisle.cli.article_scope import (
    ArticleName,
    aware,
    in_articles,
    named,
    shape_article,
    shape_content,
    shape_version,
)
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.knowledge.validity import Validity

app = typer.Typer(no_args_is_help=True, help="Articles: written here, approved, and answered from.")
app.add_typer(article_batches.app, name="bulk")
Number = Annotated[int, typer.Argument(help="Number of a version.", min=1)]
Note = Annotated[str, typer.Option(help="Why, for the history.")]
MOST = 1_000


@app.command("list")
def list_(
    store: StoreOption,
    state: Annotated[ArticleState | None, typer.Option(help="Only those in this state.")] = None,
    tag: Annotated[str | None, typer.Option(help="Only those with this tag.")] = None,
    as_json: Json = False,
) -> None:
    """List articles with their states."""
    wanted = Wanted(state, tag=tag)
    found, now = run(
        in_articles(
            store,
            lambda session, tools: reading.list_articles(session, tools, wanted, None, MOST),
        )
    )
    lines = [f"{one.key}.{one.language:<4} {one.state(now):<10} {one.title}" for one in found]
    show([shape_article(one, now) for one in found], "\n".join(lines) or "There are no articles.", as_json)


@app.command("show")
def show_one(
    article: ArticleName,
    store: StoreOption,
    which: Annotated[str, typer.Option(help="draft, live, a version's number, or save-N.")] = "draft",
    as_json: Json = False,
) -> None:
    """Print an article's text."""

    async def work(session: Any, _tools: Any) -> tuple[Article, Content]:
        found = await named(session, article)
        return found, await reading.get_named_text(session, found, which)

    (found, content), now = run(in_articles(store, work))
    text = f"{content.title} ({found.state(now)}, save {found.draft_save})\n\n{content.body}"
    show({**shape_article(found, now), **shape_content(content)}, text, as_json)


@app.command()
def new(
    title: Annotated[str, typer.Argument(help="Title.")],
    store: StoreOption,
    file: Annotated[Path, typer.Option(help="Markdown.", exists=True, dir_okay=False)],
    language: Annotated[str, typer.Option(help="Code of two letters.")] = "en",
    key: Annotated[str | None, typer.Option(help="Made of the title if left out.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="Repeat for more.")] = None,
    market: Annotated[list[str] | None, typer.Option(help="For these alone; repeat for more.")] = None,
    valid_from: Annotated[datetime | None, typer.Option(help="UTC.")] = None,
    valid_until: Annotated[datetime | None, typer.Option(help="UTC.")] = None,
    as_json: Json = False,
) -> None:
    """Begin an article. Nobody is answered from it before it is approved."""
    validity = Validity(aware(valid_from), aware(valid_until), tuple(market or ()))
    content = Content(title, file.read_text("utf-8"), tags=tuple(tag or ()), validity=validity)
    made, now = run(
        in_articles(
            store,
            lambda session, tools: writing.begin(session, tools, key or key_of(title), language, content),
        )
    )
    show(shape_article(made, now), f"{made.key}.{made.language} is a draft.", as_json)


@app.command()
def edit(
    article: ArticleName,
    store: StoreOption,
    file: Annotated[Path, typer.Option(help="Markdown.", exists=True, dir_okay=False)],
    title: Annotated[str | None, typer.Option(help="As before if left out.")] = None,
    based_on: Annotated[
        int | None, typer.Option(help="The save that the text began from; default: the present draft.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Save a draft. If somebody else has saved since --based-on, both are kept and the exit code is 1."""
    body = file.read_text("utf-8")

    async def work(session: Any, tools: Any) -> Any:
        found = await named(session, article)
        before = (await reading.get_save(session, found.id, found.draft_save)).content
        content = Content(title or before.title, body, before.category_id, before.tags, before.validity)
        return await writing.save(session, tools, found.id, content, based_on or found.draft_save)

    saved, now = run(in_articles(store, work))
    if not isinstance(saved, Article):
        raise ArticleChanged(
            f"Save {saved.theirs.number} is the draft, yours is kept as save {saved.yours.number};"
            f" {saved.merged.conflicts} parts have to be decided.",
            merged=saved.merged.text,
        )
    show(shape_article(saved, now), f"Saved as {saved.draft_save}.", as_json)


@app.command()
def submit(article: ArticleName, store: StoreOption, note: Note = "", as_json: Json = False) -> None:
    """Hand the draft in for approval."""

    async def work(session: Any, tools: Any) -> Version:
        return await reviewing.submit(session, tools, (await named(session, article)).id, note)

    _show_version(*run(in_articles(store, work)), as_json)


@app.command()
def approve(
    article: ArticleName,
    version: Number,
    store: StoreOption,
    at: Annotated[datetime | None, typer.Option(help="When it goes live, in UTC; default: now.")] = None,
    note: Note = "",
    as_json: Json = False,
) -> None:
    """Approve a version: it goes live now, or by itself at its time."""

    async def work(session: Any, tools: Any) -> Version:
        found = await named(session, article)
        return await reviewing.approve(session, tools, found.id, version, aware(at), note)

    _show_version(*run(in_articles(store, work)), as_json)


@app.command()
def reject(
    article: ArticleName, version: Number, store: StoreOption, note: Note, as_json: Json = False
) -> None:
    """Refuse a version and say why."""

    async def work(session: Any, tools: Any) -> Version:
        return await reviewing.reject(session, tools, (await named(session, article)).id, version, note)

    _show_version(*run(in_articles(store, work)), as_json)


@app.command()
def publish(article: ArticleName, store: StoreOption, note: Note = "", as_json: Json = False) -> None:
    """Hand the draft in and approve it at once."""

    async def work(session: Any, tools: Any) -> Version:
        found = await named(session, article)
        version = await reviewing.submit(session, tools, found.id, note)
        return await reviewing.approve(session, tools, found.id, version.number)

    _show_version(*run(in_articles(store, work)), as_json)


@app.command()
def schedule(
    article: ArticleName,
    version: Number,
    at: Annotated[datetime, typer.Argument(help="UTC.")],
    store: StoreOption,
    as_json: Json = False,
) -> None:
    """Give a scheduled version another time."""

    async def work(session: Any, tools: Any) -> Version:
        found, moment = await named(session, article), aware(at)
        assert moment is not None
        return await reviewing.reschedule(session, tools, found.id, version, moment)

    _show_version(*run(in_articles(store, work)), as_json)


@app.command()
def rollback(
    article: ArticleName, version: Number, store: StoreOption, note: Note = "", as_json: Json = False
) -> None:
    """Bring an earlier version back as a new one, which goes live at once."""

    async def work(session: Any, tools: Any) -> Version:
        return await publishing.roll_back(session, tools, (await named(session, article)).id, version, note)

    _show_version(*run(in_articles(store, work)), as_json)


@app.command()
def archive(article: ArticleName, store: StoreOption, note: Note = "", as_json: Json = False) -> None:
    """Put an article away: it answers no more, and its past stays."""

    async def work(session: Any, tools: Any) -> Article:
        return await publishing.archive(session, tools, (await named(session, article)).id, note)

    done, now = run(in_articles(store, work))
    show(shape_article(done, now), "Archived.", as_json)


@app.command()
def restore(article: ArticleName, store: StoreOption, note: Note = "", as_json: Json = False) -> None:
    """Bring an article back that was put away; what answered then answers again."""

    async def work(session: Any, tools: Any) -> Article:
        return await publishing.restore(session, tools, (await named(session, article)).id, note)

    done, now = run(in_articles(store, work))
    show(shape_article(done, now), "Restored.", as_json)


@app.command()
def diff(
    article: ArticleName,
    store: StoreOption,
    before: Annotated[str, typer.Option(help="draft, live, a version's number, or save-N.")] = "live",
    after: Annotated[str, typer.Option(help="As --before.")] = "draft",
    as_json: Json = False,
) -> None:
    """Show word by word what one text says otherwise than another."""

    async def work(session: Any, _tools: Any) -> Compared:
        found = await named(session, article)
        old = await reading.get_named_text(session, found, before)
        return compared(old, await reading.get_named_text(session, found, after))

    found, _ = run(in_articles(store, work))
    fields = [f"{name}: {one[0]} -> {one[1]}" for name, one in found.changes.items()]
    shaped = {"title": _spans(found.title), "body": _spans(found.body), "changes": found.changes}
    show(shaped, "\n".join([_marked(found.title), "", _marked(found.body), *fields]), as_json)


@app.command()
def history(article: ArticleName, store: StoreOption, as_json: Json = False) -> None:
    """Show what was done with an article, by whom and when, the newest first."""

    async def work(session: Any, _tools: Any) -> Any:
        return await reading.list_steps(session, (await named(session, article)).id, None, MOST)

    found, _ = run(in_articles(store, work))
    rows = [
        {"step": str(one.kind), "version": one.version, "note": one.note, "at": one.at, "by": one.by}
        for one in found
    ]
    lines = [f"{one['at']:%Y-%m-%d %H:%M} {one['step']:<12} {one['version'] or '':>4} {one['by']}  {one['note']}" for one in rows]  # fmt: skip
    show(rows, "\n".join(lines), as_json)


@app.command()
def effect(article: ArticleName, version: Number, store: StoreOption, as_json: Json = False) -> None:
    """Ask the store's test questions without a version and with it; nobody is answered from it."""

    async def work() -> Any:
        async with parts_for() as parts:
            scope = (await operator_in(parts, store)).scope
            async with parts.database.open_scope(scope) as session:
                found = await named(session, article)
            return await parts.article_effects.measure(scope, found.id, version)

    found = run(work())
    rows = [
        {"question": one.question.question, "before": one.before.ndcg, "after": one.after.ndcg}
        for one in found.questions
    ]
    lines = [f"{one['before']:.2f} -> {one['after']:.2f}  {one['question']}" for one in rows]
    told = f"{len(rows)} questions asked: {found.better} better, {found.worse} worse."
    shaped = {"asked": len(rows), "better": found.better, "worse": found.worse, "questions": rows}
    show(shaped, "\n".join([told, *lines]), as_json)


def _show_version(version: Version, _now: datetime, as_json: bool) -> None:
    show(shape_version(version), f"Version {version.number} is {version.state}.", as_json)


def _spans(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [{"op": str(one.op), "text": one.text} for one in spans]


def _marked(spans: tuple[Span, ...]) -> str:
    around = {Op.EQUAL: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
    return "".join(f"{around[one.op][0]}{one.text}{around[one.op][1]}" for one in spans)
