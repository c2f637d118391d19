"""What commands print: JSON for programs, short lines for people, errors with a code on standard error."""

import json
import os
import re
import sys
from datetime import datetime
from typing import Annotated, Any

import structlog
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
from typer.exceptions import TyperException
from typer.rich_utils import rich_format_error

from aisle.core.errors import AisleError
from aisle.core.settings import SettingsRefused
from aisle.core.telemetry import set_up_logs

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
StoreOption = Annotated[str, typer.Option("--store", "-s", help="Slug or id of the store.")]
# Nothing is wrapped (a key on two lines cannot be copied), and text that others wrote is never read as markup.
console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False)
NOT_DONE, WRONG_USE, NOT_FOUND, NOT_AVAILABLE, SETTINGS = 1, 2, 3, 4, 5
LONG_RUNNING = ("run", "serve", "worker")
# A title or file name must not be able to move the cursor, change colours or write into the clipboard.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show(value: Any, text: str, as_json: bool) -> None:
    """Print a value as one JSON document, or its text."""
    if as_json:
        print(json.dumps(value, ensure_ascii=False, default=_written, indent=2))
    else:
        say(text)


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def say(text: str, end: str = "\n", style: str | None = None) -> None:
    """Print text for people, at once and without the control characters in it."""
    console.print(CONTROL.sub("", text), end=end, style=style)


def say_aside(text: str) -> None:
    """Print a sentence on standard error, where it does not mix with what a command gives."""
    errors.print(CONTROL.sub("", text))


def report_error(error: AisleError) -> int:
    """Print an error as people and programs need it and return the exit code."""
    _report(error.code, error.title, error.detail, **error.extra)
    return exit_code(error)


def report_wrong_use(error: TyperException) -> int:
    """Print what is wrong with the command's words and return the exit code."""
    if _wants_json():
        _report("wrong_use", "The command is not used like this", error.format_message())
    else:
        rich_format_error(error)  # type: ignore[arg-type]  # every one that reaches us is of the narrower kind
    return error.exit_code


def report_crash(error: Exception) -> int:
    """Print one sentence for a fault of ours; where it happened is for the log, or for AISLE_LOG_LEVEL=debug."""
    debugging = os.environ.get("AISLE_LOG_LEVEL", "").lower() == "debug"
    is_logged = debugging or sys.argv[1:2] in [[name] for name in LONG_RUNNING]
    if is_logged:
        if not structlog.is_configured():
            set_up_logs("debug")
        structlog.get_logger().error("command.crashed", exc_info=error)
    where = (
        "The log above says where." if is_logged else "Run it again with AISLE_LOG_LEVEL=debug to see where."
    )
    _report(
        "internal", "Aisle failed to do this", f"This is a fault of ours ({type(error).__name__}). {where}"
    )
    return NOT_DONE


def _report(code: str, title: str, detail: str, **extra: Any) -> None:
    if _wants_json():
        show({"error": {"code": code, "title": title, "detail": detail, **extra}}, "", True)
    else:
        if detail.rstrip(".") != title:  # an error that has no more to say repeats its title
            errors.print(f"{title}. ", end="", style="bold red")
        errors.print(CONTROL.sub("", f"{detail} ({code})"))


def _wants_json() -> bool:
    return "--json" in sys.argv


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
    """Return a progress display; nothing is drawn for programs, nor into files and pipes."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=errors,
        disable=quiet or not errors.is_terminal,
        transient=True,
    )
