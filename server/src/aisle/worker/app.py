"""The worker process: claims jobs, wakes on new ones, and stops without losing any."""

import asyncio
import signal
from collections.abc import Mapping
from functools import partial
from typing import Any

import structlog

from aisle.adapters.email.off import NoMailer
from aisle.bootstrap.demo import load_demo
from aisle.bootstrap.demo_owner import demo_organization
from aisle.bootstrap.opening import open_resources
from aisle.bootstrap.resources import Resources
from aisle.bootstrap.server import DatabaseServer
from aisle.core.jobs import Handler, JobMessage, Runner
from aisle.core.jobs.queue import CHANNEL
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.identity.job_gate import JobGate
from aisle.knowledge.ports import DocumentParser
from aisle.worker.handlers import handlers_of
from aisle.worker.upkeep import MINUTE, SOON, SOON_LOCK, keep_house

log = structlog.get_logger()
RECONNECT_SECONDS = 2.0
MAILS_AT_ONCE = 4
SYNCS_AT_ONCE = 8  # they wait for shops, most of the time
GRACE_SECONDS = 5.0  # for running jobs; well under the patience of whoever asked us to stop


async def run_worker(settings: Settings, secrets: Secrets, server: DatabaseServer) -> None:
    """Work until SIGTERM or SIGINT; then let running jobs end or hand them back."""
    async with open_resources(settings, secrets, server, "worker") as parts:
        await parts.parser.start()
        await parts.local_models.look()
        if settings.loads_demo:
            await load_demo(parts, demo_organization)
        runner = make_runner(parts, parts.parser)
        asked = asyncio.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(sign, asked.set)
        listening = asyncio.create_task(listen(parts, runner))
        working = asyncio.create_task(runner.run())
        housekeeping = asyncio.create_task(keep_house(parts))
        sweeping = asyncio.create_task(keep_house(parts, MINUTE, SOON, SOON_LOCK))
        following = asyncio.create_task(parts.local_models.follow())
        log.info("worker.ready")
        if isinstance(parts.mailer, NoMailer):
            log.warning("mail.off", detail="Nobody can confirm an address, reset a password or be invited.")
        await asyncio.wait([asyncio.create_task(asked.wait()), working], return_when=asyncio.FIRST_COMPLETED)
        await runner.stop(GRACE_SECONDS)
        listening.cancel()
        following.cancel()
        housekeeping.cancel()
        sweeping.cancel()
        await working


def make_runner(parts: Resources, parser: DocumentParser) -> Runner:
    """Put handlers, queues and their limits together."""
    limits: Mapping[str, int] = {
        "ingest": parts.settings.worker_jobs,
        "catalog": parts.settings.worker_jobs,
        "upkeep": 1,
        "vectors": 1,
        "index": 1,
        "mail": MAILS_AT_ONCE,
        "sources": SYNCS_AT_ONCE,
        "push": parts.settings.worker_jobs,
        "going_live": parts.settings.worker_jobs,
        "linting": 1,
        "pictures": 1,
    }
    handlers: Mapping[type[JobMessage], Handler] = handlers_of(parts, parser)
    gate = JobGate(parts.database)
    return Runner(parts.database, parts.dispatcher, parts.secrets.key("jobs"), handlers, limits, gate.check)


async def listen(parts: Resources, runner: Runner) -> None:
    """Wake the runner when a job is written; without a connection the runner's own polling goes on."""
    while True:
        try:
            async with parts.dispatcher.database.connection() as connection:
                lost = asyncio.Event()
                connection.add_termination_listener(partial(_say_lost, lost))
                await connection.add_listener(CHANNEL, lambda *message: runner.wake(message[3]))
                await lost.wait()
        except Exception as error:
            log.warning("worker.listen_failed", error=str(error))
            await asyncio.sleep(RECONNECT_SECONDS)


def _say_lost(lost: asyncio.Event, _connection: Any) -> None:
    lost.set()
