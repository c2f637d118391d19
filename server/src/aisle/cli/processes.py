"""`aisle run`, `serve`, `worker`, `migrate`: the processes of an installation."""

import os
import socket
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import typer
import uvicorn

from aisle.bootstrap.demo import load_demo
from aisle.bootstrap.processes import ProcessSpec, run_all
from aisle.bootstrap.resources import open_resources
from aisle.bootstrap.server import DatabaseServer
from aisle.cli.context import run as run_async
from aisle.cli.context import server_for
from aisle.cli.output import NOT_AVAILABLE, Json, console, errors, show
from aisle.core.secrets import load_secrets
from aisle.core.settings import Settings, load_settings
from aisle.core.telemetry import set_up_logs, set_up_traces
from aisle.web.app import create_app
from aisle.worker.app import run_worker


def run() -> None:
    """Start everything: the database, the API, a worker, and on the first start the demo shop."""
    begun = time.monotonic()
    settings = load_settings()
    _refuse_taken_port(settings)
    set_up_logs("warning")
    with server_for(settings) as server:
        console.print("Bringing the database up to date ...", style="dim")
        server.migrate()
        if settings.demo and settings.mode == "development":
            run_async(_demo(settings, server))
        command = [sys.executable, "-m", "aisle"]
        outcome = run_all(
            [
                ProcessSpec("api", [*command, "serve"], ready=lambda: _answers(settings)),
                ProcessSpec("worker", [*command, "worker"]),
            ],
            on_ready=lambda: _print_addresses(settings, time.monotonic() - begun),
        )
    raise typer.Exit(int(outcome))


def serve() -> None:
    """Start the API alone."""
    settings = load_settings()
    _refuse_taken_port(settings)
    set_up_logs(settings.log_level)
    set_up_traces("aisle-api", settings.otlp_endpoint)
    with server_for(settings) as server:
        if settings.embedded:
            server.migrate()
        app = create_app(open_resources(settings, load_secrets(settings.home), server))
        config = uvicorn.Config(
            app,
            settings.host,
            settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
            timeout_keep_alive=30,
        )
        uvicorn.Server(config).run()


def worker() -> None:
    """Start a worker: it reads files, imports catalogues and keeps the index."""
    settings = load_settings()
    set_up_logs(settings.log_level)
    set_up_traces("aisle-worker", settings.otlp_endpoint)
    with server_for(settings) as server:
        if settings.embedded:
            server.migrate()
        run_async(run_worker(settings, load_secrets(settings.home), server))


def migrate(as_json: Json = False) -> None:
    """Bring the database to this release, with DATABASE_ADMIN_URL (or the embedded server's own role)."""
    settings = load_settings()
    with server_for(settings) as server:
        done = server.migrate()
    show(
        {"applied": done},
        f"Applied: {', '.join(done)}" if done else "Nothing to do: the schema is up to date.",
        as_json,
    )


async def _demo(settings: Settings, server: DatabaseServer) -> None:
    async with open_resources(settings, load_secrets(settings.home), server) as parts:
        if await load_demo(parts):
            console.print(
                "Loading the demo shop; it answers from the first minute and is complete soon after.",
                style="dim",
            )


def _refuse_taken_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            errors.print(
                f"Port {settings.port} cannot be used: {os.strerror(error.errno or 0)}. Set AISLE_PORT to a free one, "
                f"for example AISLE_PORT={settings.port + 1}.",
                highlight=False,
            )
            raise typer.Exit(NOT_AVAILABLE) from None


def _answers(settings: Settings) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{settings.port}/ready", timeout=2) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False


def _print_addresses(settings: Settings, seconds: float) -> None:
    base = settings.base_url
    console.print(f"\nAisle is ready after {seconds:.1f} s. Ctrl-C stops it.\n")
    if settings.demo:
        console.print(f"  Ask the demo shop   {base}/c/demo\n  Look at the shop    {base}/demo/")
    console.print(
        f"  API and examples    {base}/docs\n  Health              {base}/ready\n  Local state         {settings.home}\n",
        highlight=False,
    )
