"""`aisle mail`."""

from typing import Annotated

import typer

from aisle.bootstrap.mailers import make_mailer
from aisle.cli.context import run
from aisle.cli.output import Json, show
from aisle.core.clock import SystemClock
from aisle.core.ids import new_id
from aisle.core.settings import load_settings
from aisle.notifications.templates import compose
from aisle.notifications.types import Letter

app = typer.Typer(no_args_is_help=True, help="Mail: whether it can be sent.")


@app.callback()
def group() -> None:
    """Mail."""


@app.command("test")
def send_test(
    address: Annotated[str, typer.Argument(help="Where to send it, such as you@shop.example.")],
    as_json: Json = False,
) -> None:
    """Send a mail now, and say whether the mail server took it."""
    run(_send(address))
    show({"sent_to": address}, f"A mail to {address} was handed over.", as_json)


async def _send(address: str) -> None:
    letter = Letter(address, {"at": SystemClock().now()})
    await make_mailer(load_settings()).send(compose("test", letter, str(new_id())))
