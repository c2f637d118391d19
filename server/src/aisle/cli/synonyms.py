"""`aisle synonyms`."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer

from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import NOT_DONE, Json, StoreOption, say, show
from aisle.core.db import Session
from aisle.retrieval.synonyms import service
from aisle.retrieval.synonyms.errors import SynonymNotFound
from aisle.retrieval.synonyms.formats import read_file, to_csv, to_json
from aisle.retrieval.synonyms.types import Imported, Rule, Suggestion, Synonym

app = typer.Typer(no_args_is_help=True, help="Synonyms: other words to be searched for what shoppers type.")
T = TypeVar("T")


class Form(StrEnum):
    """Forms of files."""

    CSV = "csv"
    JSON = "json"


@app.command("list")
def list_(store: StoreOption, as_json: Json = False) -> None:
    """List a store's synonyms."""
    found = run(_in_store(store, service.list_synonyms))
    show([_shape(one) for one in found], "\n".join(map(_line, found)) or "There are no synonyms.", as_json)


@app.command()
def add(
    words: Annotated[list[str], typer.Argument(help="Words or phrases that stand for each other.")],
    store: StoreOption,
    becomes: Annotated[
        list[str] | None, typer.Option(help="Searched as well, one way only; repeat for more.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Code of two letters; default: the store's own.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Add a synonym; the next question is searched with it."""
    rule = Rule(tuple(words), tuple(becomes or ()), language)
    made = run(_in_store(store, lambda session: service.add(session, rule)))
    show(_shape(made), _line(made), as_json)


@app.command()
def remove(
    synonym_id: Annotated[str, typer.Argument(help="Id of a synonym.")],
    store: StoreOption,
    as_json: Json = False,
) -> None:
    """Remove a synonym."""
    try:
        wanted = UUID(synonym_id)
    except ValueError:
        raise SynonymNotFound(f"“{synonym_id}” is not a synonym's id.") from None
    run(_in_store(store, lambda session: service.remove(session, wanted)))
    show({"id": synonym_id, "removed": True}, "Removed.", as_json)


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="CSV with words,becomes,language, or JSON.", exists=True, dir_okay=False)
    ],
    store: StoreOption,
    replace: Annotated[bool, typer.Option(help="Remove all synonyms that stood before.")] = False,
    as_json: Json = False,
) -> None:
    """Add the synonyms of a file; lines that are refused are told and left out. Exit code 1 when there are any."""
    rules = read_file(file.read_bytes())
    done = run(_in_store(store, lambda session: service.import_rules(session, rules, instead=replace)))
    show(_imported(done), _import_text(done), as_json)
    if done.errors:
        raise typer.Exit(NOT_DONE)


@app.command()
def export(
    store: StoreOption, form: Annotated[Form, typer.Option("--format", help="Form of the file.")] = Form.CSV
) -> None:
    """Print all synonyms in a form that the import reads."""
    rules = [one.rule for one in run(_in_store(store, service.list_synonyms))]
    if form is Form.CSV:
        say(to_csv(rules), end="")
    else:
        show({"synonyms": to_json(rules)}, "", True)


@app.command()
def suggest(
    store: StoreOption,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 25,
    as_json: Json = False,
) -> None:
    """Show synonyms that shoppers' searches speak for; none is in force before it is added."""
    found = run(_suggest(store, limit))
    show(
        [_suggestion(one) for one in found],
        "\n".join(map(_reason, found)) or "Nothing to suggest yet.",
        as_json,
    )


async def _in_store(store: str, work: Callable[[Session], Awaitable[T]]) -> T:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            return await work(session)


async def _suggest(store: str, limit: int) -> list[Suggestion]:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        return await parts.suggester.suggest(caller.scope, limit)


def _shape(synonym: Synonym) -> dict[str, Any]:
    return {"id": str(synonym.id), **to_json([synonym.rule])[0]}


def _line(synonym: Synonym) -> str:
    return f"{synonym.id}  {_rule(synonym.rule)}"


def _rule(rule: Rule) -> str:
    arrow = f" => {', '.join(rule.becomes)}" if rule.becomes else ""
    return f"{', '.join(rule.words)}{arrow}{f' ({rule.language})' if rule.language else ''}"


def _imported(done: Imported) -> dict[str, Any]:
    errors = [{"line": one.line, "code": one.code, "reason": one.reason} for one in done.errors]
    return {"added": done.added, "known": done.known, "removed": done.removed, "errors": errors}


def _import_text(done: Imported) -> str:
    lines = [
        f"{done.added} added, {done.known} known already, {done.removed} removed, {len(done.errors)} refused."
    ]
    return "\n".join([*lines, *(f"line {one.line}: {one.reason} ({one.code})" for one in done.errors)])


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        **to_json([one.rule])[0],
        "source": str(one.source),
        "times": one.times,
        "similarity": one.similarity,
    }


def _reason(one: Suggestion) -> str:
    near = f", similarity {one.similarity}" if one.similarity is not None else ""
    return f"{_rule(one.rule)}   {str(one.source).replace('_', ' ')}, {one.times} times{near}"
