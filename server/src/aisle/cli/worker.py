"""`aisle worker`: reads files, imports catalogues and keeps the index."""

from aisle.cli.context import run
from aisle.cli.server import server_for
from aisle.core.secrets import load_secrets
from aisle.core.settings import load_settings
from aisle.core.telemetry import set_up_logs, set_up_traces
from aisle.worker.app import run_worker


def worker() -> None:
    """Start a worker. On the first start in development it also loads the demo shop."""
    settings = load_settings()
    set_up_logs(settings.log_level)
    set_up_traces("aisle-worker", settings.otlp_endpoint)
    with server_for(settings) as server:
        server.migrate_if_needed()
        run(run_worker(settings, load_secrets(settings.home), server))
