"""`aisle run`: everything at once, for one machine."""

import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import typer

from aisle.bootstrap.processes import ProcessSpec, run_all
from aisle.cli.output import console
from aisle.cli.ports import refuse_taken_port
from aisle.cli.server import server_for
from aisle.core.settings import Settings, load_settings


def run() -> None:
    """Start everything: the database, the API, a worker, and on the first start the demo shop."""
    begun = time.monotonic()
    settings = load_settings()
    refuse_taken_port(settings)
    with server_for(settings) as server:
        server.migrate_if_needed()
        command = [sys.executable, "-P", "-m", "aisle"]
        outcome = run_all(
            [
                ProcessSpec("api", [*command, "serve"], ready=lambda: _answers(settings)),
                ProcessSpec("worker", [*command, "worker"]),
            ],
            on_ready=lambda: _print_addresses(settings, time.monotonic() - begun),
        )
    raise typer.Exit(int(outcome))


def _answers(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    try:
        with urlopen(f"http://{host}:{settings.port}/ready", timeout=2) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False


def _print_addresses(settings: Settings, seconds: float) -> None:
    base = settings.base_url
    console.print(f"\nAisle is ready after {seconds:.1f} s. Ctrl-C stops it.\n")
    if settings.loads_demo:
        console.print(
            f"  Ask the demo shop   {base}/c/demo\n  Look at the shop    {base}/demo/", highlight=False
        )
    console.print(f"  API and examples    {base}/docs\n  Health              {base}/ready", highlight=False)
    console.print(f"  Local state         {settings.home}\n", highlight=False)
