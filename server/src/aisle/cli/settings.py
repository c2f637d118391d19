"""`aisle settings`."""

from typing import Any

import typer
from pydantic import SecretStr

from aisle.bootstrap.resources import check_embedder
from aisle.cli.output import Json, show
from aisle.core.settings import Settings, load_settings, name_of

app = typer.Typer(no_args_is_help=True, help="Settings from the environment and .env.")


@app.command()
def check(as_json: Json = False) -> None:
    """Say whether the settings can be used; exit code 5 if not."""
    check_embedder(load_settings())
    show({"usable": True}, "The settings are usable.", as_json)


@app.command("show")
def show_all(as_json: Json = False) -> None:
    """Print every setting with its value and what it is for."""
    settings = load_settings()
    rows = {
        name_of(field): {"value": _plain(getattr(settings, field)), "description": info.description}
        for field, info in Settings.model_fields.items()
    }
    text = "\n".join(
        f"{name} = {row['value'] if row['value'] is not None else ''}\n    {row['description']}"
        for name, row in rows.items()
    )
    show(rows, text, as_json)


def _plain(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return "(set, hidden)"
    return str(value) if value is not None and not isinstance(value, bool | int) else value
