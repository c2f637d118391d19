"""What commands print: JSON for programs, short lines for people, errors with a code on standard error."""

import json
import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

from aisle.core.errors import AisleError
from aisle.core.settings import SettingsRefused

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
StoreOption = Annotated[str, typer.Option("--store", "-s", help="Slug or id of the store.")]
console = Console()
errors = Console(stderr=True)
NOT_DONE, WRONG_USE, NOT_FOUND, NOT_AVAILABLE, SETTINGS = 1, 2, 3, 4, 5


def show(value: Any, text: str, as_json: bool) -> None:
    """Print a value as one JSON document, or its text."""
    if as_json:
        print(json.dumps(value, ensure_ascii=False, default=str, indent=2))
    else:
        console.print(text, highlight=False, markup=False)


def report_error(error: AisleError) -> int:
    """Print an error as people and programs need it and return the exit code."""
    if "--json" in sys.argv:
        print(
            json.dumps(
                {"error": {"code": error.code, "title": error.title, "detail": error.detail, **error.extra}},
                default=str,
            )
        )
    else:
        errors.print(f"[bold red]{error.title}.[/] ", end="")
        errors.print(f"{error.detail} ({error.code})", highlight=False, markup=False)
    return exit_code(error)


def exit_code(error: AisleError) -> int:
    """Return the exit code that tells a script what to do."""
    if isinstance(error, SettingsRefused):
        return SETTINGS
    return {
        404: NOT_FOUND,
        422: WRONG_USE,
        400: WRONG_USE,
        413: WRONG_USE,
        415: WRONG_USE,
        503: NOT_AVAILABLE,
    }.get(error.status, NOT_DONE)


def progress_bar(quiet: bool) -> Progress:
    """Return a progress display; nothing is drawn for programs."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=errors,
        disable=quiet,
        transient=True,
    )
