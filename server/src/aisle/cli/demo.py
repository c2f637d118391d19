"""`aisle demo`."""

import asyncio
from typing import Annotated

import typer

from aisle.bootstrap.demo import SLUG, load_demo, reset_demo
from aisle.bootstrap.demo_owner import EMAIL, demo_organization, demo_password
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, progress_bar, show
from aisle.core.secrets import load_secrets
from aisle.core.settings import load_settings
from aisle.worker.app import make_runner

app = typer.Typer(no_args_is_help=True, help="The demo shop.")
Wait = Annotated[bool, typer.Option("--wait", help="Stay until everything is read and indexed.")]


@app.command()
def load(wait: Wait = False, as_json: Json = False) -> None:
    """Load the demo shop unless it is there."""
    loaded, page = run(_work(False, wait, as_json))
    said = f"The demo shop is at {page}." if loaded else "The demo shop is there already."
    show({"loaded": loaded, "chat_page": page}, said, as_json)


@app.command()
def reset(wait: Wait = False, as_json: Json = False) -> None:
    """Delete the demo shop with all its conversations and load it anew."""
    run(_work(True, wait, as_json))
    show({"loaded": True}, "The demo shop is as new.", as_json)


@app.command("sign-in")
def sign_in(as_json: Json = False) -> None:
    """Say who may look after the demo shop in the console, and by which password."""
    settings = load_settings()
    password = demo_password(load_secrets(settings.home))
    address = f"{settings.base_url}/sign-in"
    shown = {"address": address, "email": EMAIL, "password": password}
    show(shown, f"{address}\n  {EMAIL}\n  {password}", as_json)


async def _work(anew: bool, wait: bool, quiet: bool) -> tuple[bool, str]:
    async with parts_for("worker") as parts:
        if anew:
            await reset_demo(parts)
        loaded = anew or await load_demo(parts, demo_organization)
        if wait:
            await operator_in(parts, SLUG)
            with progress_bar(quiet) as bar:
                bar.add_task("Reading guides and products", total=None)
                await asyncio.shield(make_runner(parts, parts.parser).run_until_idle())
        return loaded, f"{parts.settings.base_url}/c/{SLUG}"
