"""`aisle serve`: the API."""

import asyncio
import gc
import math
import signal
import socket
import sys

import structlog
import uvicorn

from aisle.bootstrap.opening import check_access, open_resources
from aisle.cli.context import run
from aisle.cli.ports import refuse_taken_port
from aisle.cli.server import server_for
from aisle.core.errors import Unavailable
from aisle.core.secrets import load_secrets
from aisle.core.settings import load_settings
from aisle.core.telemetry import set_up_logs, set_up_traces
from aisle.web.app import DRAIN_SECONDS, create_app

STOP_SECONDS = math.ceil(DRAIN_SECONDS) + 1  # then connections whose answers still have not ended are cut
log = structlog.get_logger()


class Announced(uvicorn.Server):
    """Says where it listens once it does: a terminal that stays silent looks like one that hangs.

    ending: set when it is asked to stop. It then waits for its connections, so streams must end by themselves.
    """

    def __init__(self, config: uvicorn.Config, ending: asyncio.Event) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so, then stop."""
        self._ending.set()
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            # What the start made stays to the end: looking through it again and again would stop every request for long.
            gc.collect()
            gc.freeze()
            gc.set_threshold(20_000, 20, 20)  # objects of one request are many, and hardly any lie in circles
            # Threads that hash and embed hand the interpreter back ten times sooner than by default: with 5 ms, a flood of
            # sign-ins made every twentieth chat wait 1.4 times as long, with this 1.14 times.
            sys.setswitchinterval(0.0005)
            log.warning("api.listening", host=self.config.host, port=self.config.port)


def serve() -> None:
    """Start the API alone."""
    settings = load_settings()
    refuse_taken_port(settings)
    set_up_logs(settings.log_level)
    set_up_traces("aisle-api", settings.otlp_endpoint)
    if settings.egress_allow:
        log.warning(
            "egress.opened", allow=settings.egress_allow, say="AISLE_EGRESS_ALLOW is for development only"
        )
    with server_for(settings) as server:
        server.migrate_if_needed()
        run(check_access(server))  # said here in a sentence; from inside the server it would be a traceback
        ending = asyncio.Event()
        app = create_app(open_resources(settings, load_secrets(settings.home), server), ending)
        config = uvicorn.Config(
            app,
            settings.host,
            settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # the web server would believe any proxy on this machine; see AISLE_TRUSTED_PROXIES
            timeout_graceful_shutdown=STOP_SECONDS,
            timeout_keep_alive=30,
        )
        # Being asked to end is no failure; the web server ends its requests first and then repeats the signal.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        api = Announced(config, ending)
        api.run()
        if not api.started:
            raise Unavailable("The API did not start; the log says why.")
