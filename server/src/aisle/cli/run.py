"""`aisle run`: everything at once, for one machine."""

import json
import sys
import threading
import time
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import typer

from aisle.bootstrap.demo_owner import EMAIL, demo_password
from aisle.bootstrap.processes import ProcessSpec, run_all
from aisle.cli.output import console
from aisle.cli.ports import refuse_taken_port
from aisle.cli.server import server_for
from aisle.cli.space import refuse_full_disk
from aisle.core.secrets import load_secrets
from aisle.core.settings import Settings, load_settings
from aisle.demo import content

LONGEST_DEMO_SECONDS = 120.0


def run() -> None:
    """Start everything: the database, the API, a worker, and on the first start the demo shop."""
    begun = time.monotonic()
    settings = load_settings()
    refuse_taken_port(settings)
    refuse_full_disk(settings)
    with server_for(settings) as server:
        server.migrate_if_needed()
        command = [sys.executable, "-P", "-m", "aisle"]
        # The terminal is for people: a line for each request would hide the addresses. Asking for a level wins.
        quieter = {} if "log_level" in settings.model_fields_set else {"AISLE_LOG_LEVEL": "warning"}
        outcome = run_all(
            [
                ProcessSpec("api", [*command, "serve"], quieter, ready=lambda: _answers(settings)),
                ProcessSpec("worker", [*command, "worker"], quieter),
            ],
            # In a thread: the supervisor must go on hearing signals.
            on_ready=lambda: threading.Thread(target=_announce, args=(settings, begun), daemon=True).start(),
            tend=server.keep_running,
        )
    raise typer.Exit(int(outcome))


def _answers(settings: Settings) -> bool:
    return _ready(settings) is not None


def _ready(settings: Settings) -> dict[str, Any] | None:
    """Return what /ready says, or None while requests cannot be served."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    try:
        with urlopen(f"http://{host}:{settings.port}/ready", timeout=5) as reply:
            return json.load(reply)  # type: ignore[no-any-return]
    except (URLError, OSError, ValueError):
        return None


def _announce(settings: Settings, begun: float) -> None:
    """Print the addresses once the demo shop can answer: a first question must not find an empty shelf."""
    said = False
    while _is_loading(settings) and time.monotonic() - begun < LONGEST_DEMO_SECONDS:
        if not said:
            console.print(
                f"Reading the demo shop: {len(content.products())} products and {len(content.guides())} guides."
                " Once, about half a minute.",
                style="dim",
            )
        said = True
        time.sleep(0.3)
    _print_addresses(settings, time.monotonic() - begun)


def _is_loading(settings: Settings) -> bool:
    checks = (_ready(settings) or {}).get("checks", {})
    return bool(checks.get("demo", {}).get("state") == "loading")


def _print_addresses(settings: Settings, seconds: float) -> None:
    base = settings.base_url
    console.print(f"\nAisle is ready after {seconds:.1f} s. Ctrl-C stops it.\n")
    if settings.loads_demo:
        console.print(
            f"  Ask the demo shop   {base}/c/demo\n  Look at the shop    {base}/demo/", highlight=False
        )
        password = demo_password(load_secrets(settings.home))
        console.print(
            f"  Look after it       {base}/sign-in\n                      {EMAIL}  {password}",
            highlight=False,
        )
    else:
        console.print(f"  Console             {base}/", highlight=False)
    console.print(f"  API and examples    {base}/docs\n  Health              {base}/ready", highlight=False)
    console.print(f"  Local state         {settings.home}\n", highlight=False)
