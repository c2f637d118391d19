"""`aisle index compare` and `aisle index question`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import NOT_DONE, Json, StoreOption, say_aside, show
from aisle.core.errors import InvalidInput
from aisle.retrieval.evaluation import questions as service
from aisle.retrieval.evaluation.generating import generate_questions
from aisle.retrieval.evaluation.importing import read_questions
from aisle.retrieval.evaluation.types import Comparison, TestQuestion

MOST_BYTES = 20_000_000
CHANGES_SHOWN = 20
questions = typer.Typer(no_args_is_help=True, help="Test questions that versions are compared by.")
NOTE = (
    "The questions were made of the store's own titles and questions (known-item queries): they show whether a version "
    "still finds what it has, not how well it answers shoppers."
)


def compare(
    before: Annotated[str, typer.Argument(help="Id of the version to compare with.")],
    after: Annotated[str, typer.Argument(help="Id of the version that may take its place.")],
    store: StoreOption,
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="Hits that count.")] = 10,
    generated: Annotated[
        bool, typer.Option("--generated", help="Ask questions made of the store's titles.")
    ] = False,
    require_better: Annotated[
        bool, typer.Option("--require-better", help="Exit with 1 unless the second version is better.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ask both versions the store's test questions, side by side."""
    found = run(_compare(store, _id(before), _id(after), k, generated))
    show(_shaped(found), _text(found), as_json)
    if require_better and not found.is_better:
        if not as_json:
            say_aside(f"The second version is not better: {found.why_not_better}.")
        raise typer.Exit(NOT_DONE)


@questions.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="JSON lines or CSV: question, documents, products.")],
    store: StoreOption,
    as_json: Json = False,
) -> None:
    """Add test questions from a file; one that is there gets the new expectations."""
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        raise InvalidInput(f"“{file}” is no file of at most {MOST_BYTES // 1_000_000} MB.")
    saved = run(_save(store, read_questions(file.read_bytes())))
    show({"saved": saved}, f"{saved} test questions saved.", as_json)


@questions.command("generate")
def generate(store: StoreOption, as_json: Json = False) -> None:
    """Print known-item queries made of the store's own titles and questions, as JSON lines to look through and import."""
    made = run(_generate(store))
    rows = [{"question": one.question, "documents": one.documents, "products": one.products} for one in made]
    show(rows, "\n".join(_json_line(row) for row in rows) or "The store is empty.", as_json)


@questions.command("list")
def list_(store: StoreOption, as_json: Json = False) -> None:
    """List the store's test questions."""
    found = run(_list(store))
    lines = [f"{one.id}  {one.question}  -> {', '.join((*one.products, *one.documents))}" for one in found]
    show([asdict(one) for one in found], "\n".join(lines) or "This store has no test questions.", as_json)


@questions.command("remove")
def remove(
    question_id: Annotated[str, typer.Argument(help="Id of the question.")],
    store: StoreOption,
    as_json: Json = False,
) -> None:
    """Remove a test question."""
    run(_remove(store, _id(question_id)))
    show({"id": question_id}, "Removed.", as_json)


async def _compare(store: str, before: UUID, after: UUID, k: int, generated: bool) -> Comparison:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        return await parts.comparer.compare(caller.scope, before, after, k=k, generated=generated)


async def _save(store: str, given: list[TestQuestion]) -> int:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            return await service.save_questions(session, given)


async def _generate(store: str) -> list[TestQuestion]:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            return await generate_questions(session)


async def _list(store: str) -> list[TestQuestion]:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            return await service.list_questions(session, None, service.MOST_QUESTIONS)


async def _remove(store: str, question_id: UUID) -> None:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        async with parts.database.open_scope(caller.scope) as session:
            await service.delete_question(session, question_id)


def _shaped(one: Comparison) -> dict[str, Any]:
    return {**asdict(one), "is_better": one.is_better, "why_not_better": one.why_not_better}


def _text(one: Comparison) -> str:
    names = (
        ("recall", f"recall@{one.k}"),
        ("mrr", "MRR"),
        ("ndcg", f"nDCG@{one.k}"),
        ("answered", "answered"),
        ("milliseconds", "ms, median"),
        ("milliseconds_p95", "ms, 95 %"),
    )
    before, after = asdict(one.before), asdict(one.after)
    lines = [f"{label:<12} {before[name]:>9.3f} -> {after[name]:>9.3f}" for name, label in names]
    changed = [each for each in one.questions if each.before.ndcg != each.after.ndcg][:CHANGES_SHOWN]
    lines += [
        f"{each.before.ndcg:.2f} -> {each.after.ndcg:.2f}  {each.question.question}"
        f"  (now first: {each.after.found[0] if each.after.found else 'nothing'})"
        for each in changed
    ]
    said = f"{len(one.questions)} question{'' if len(one.questions) == 1 else 's'}: {one.better} better, {one.worse} worse"
    lines.append(f"{said}; by chance alone this uneven in {one.chance:.0%} of cases.")
    return "\n".join([*lines, *([NOTE] if one.generated else [])])


def _json_line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(f"“{text}” is not an id.") from None
