"""All commands, each in the file that is named here. A file is read when its command is used: starting must be quick."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

# Command -> file. A file holds either a function of the command's name, or `app` with commands below it.
COMMANDS: Mapping[str, str] = {
    "run": "run",
    "serve": "serve",
    "worker": "worker",
    "migrate": "migrate",
    "demo": "demo",
    "organization": "organizations",
    "member": "members",
    "role": "roles",
    "user": "users",
    "session": "login_sessions",
    "store": "stores",
    "key": "keys",
    "operator": "operators",
    "sign-on": "sign_on",
    "shopper-key": "shopper_keys",
    "ingest": "ingest",
    "catalog": "catalog",
    "source": "source",
    "lint": "lint",
    "search": "search",
    "product": "products",
    "category": "category",
    "faq": "faq",
    "index": "index",
    "ask": "ask",
    "analyze": "analyze",
    "schemas": "schemas",
    "prompts": "prompts",
    "article": "articles",
    "synonyms": "synonyms",
    "assistant": "assistant",
    "widget": "widget",
    "cache": "cache",
    "models": "models",
    "usage": "usage",
    "budgets": "budgets",
    "job": "jobs",
    "mail": "mail",
    "audit": "audit",
    "secrets": "secrets",
    "settings": "settings",
}


class Commands(TyperGroup):
    """Finds commands by name."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Read the file of a command, or return None for an unknown one."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"aisle.cli.{COMMANDS[cmd_name]}")
        group = getattr(module, "app", None)
        if group is None:
            group = typer.Typer(pretty_exceptions_enable=False)
            group.command(cmd_name)(getattr(module, cmd_name))
        command = get_command(group)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Aisle answers shoppers from a shop's own catalogue and documents.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def aisle() -> None:
    """Aisle answers shoppers from a shop's own catalogue and documents."""
