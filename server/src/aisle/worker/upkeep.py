"""What has to be done now and then for the whole installation, by whichever worker comes first."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import structlog

from aisle.bootstrap.resources import Resources
from aisle.bootstrap.usage import journals_of
from aisle.core.clock import SystemClock
from aisle.core.db import Scope
from aisle.core.idempotency.repository import delete_expired
from aisle.identity.federation.sign_on.rechecking import ask_for_rechecks
from aisle.identity.logins.forgetting import forget_expired
from aisle.sources.going_live.facts_due import refresh_due
from aisle.sources.hooks.checking import ask_for_checks
from aisle.sources.notices.overdue import tell_overdue
from aisle.sources.syncing.due import start_due
from aisle.sources.truth.reweighing import reweigh_due
from aisle.tenants.walking import every_tenant
from aisle.usage.recovering import recover
from aisle.usage.upkeep import make_months, sweep

HOUR = 3600.0
REPLIES_AT_ONCE = 1_000
LOCK = 0x61_69_73_6C_65_75_70  # of upkeep, over all workers of a database
log = structlog.get_logger()
Round = Callable[[Resources], Awaitable[Any]]


async def _keep_heads(parts: Resources) -> int:
    return await parts.auditing.keep_heads()


async def _forget_old_entries(parts: Resources) -> int:
    return await parts.auditing.forget_old()


async def _forget_sign_ins(parts: Resources) -> int:
    return await forget_expired(parts.database, parts.dispatcher.database)


async def _ask_for_domains(parts: Resources) -> int:
    return await ask_for_rechecks(parts.database, parts.dispatcher.database, parts.jobs)


async def _make_months(parts: Resources) -> int:
    return await make_months(parts.database, datetime.now(UTC))


async def _sweep_calls(parts: Resources) -> int:
    left = await recover(parts.database, journals_of(parts.settings))
    return left + await sweep(parts.database, parts.dispatcher.database)


async def _start_due(parts: Resources) -> int:
    return await start_due(parts.database, parts.dispatcher.database, parts.jobs, random.random)


async def _ask_for_hooks(parts: Resources) -> int:
    return await ask_for_checks(parts.database, parts.dispatcher.database, parts.jobs)


async def _tell_overdue(parts: Resources) -> int:
    return await tell_overdue(parts.database, parts.dispatcher.database, parts.jobs, datetime.now(UTC))


async def _reweigh(parts: Resources) -> int:
    return await reweigh_due(parts.database, parts.dispatcher.database, parts.jobs, datetime.now(UTC))


async def _refresh_facts(parts: Resources) -> int:
    return await refresh_due(parts.database, parts.dispatcher.database, parts.indexer, SystemClock())


async def _forget_replies(parts: Resources) -> int:
    """Drop replies under idempotency keys of tenants that send nothing any more; others' go with their next requests."""
    gone = 0
    async for tenant in every_tenant(parts.dispatcher.database):
        batch = REPLIES_AT_ONCE
        while batch == REPLIES_AT_ONCE:
            async with parts.database.open_scope(Scope(tenant, None, "system:upkeep")) as session:
                batch = await delete_expired(session, REPLIES_AT_ONCE)
            gone += batch
    return gone


# By name; each may be repeated, or left out for a time, without harm.
ROUNDS: Mapping[str, Round] = {
    "audit heads": _keep_heads,
    "old audit entries": _forget_old_entries,
    "expired sign-ins": _forget_sign_ins,
    "proofs of domains": _ask_for_domains,
    "months of usage": _make_months,
    "replies that may be forgotten": _forget_replies,
}
# What cannot wait for an hour.
MINUTE = 60.0
SOON_LOCK = LOCK + 1
SOON: Mapping[str, Round] = {
    "webhooks to be looked at": _ask_for_hooks,
    "calls that died": _sweep_calls,
    "sources that are due": _start_due,
    "sources that fail": _tell_overdue,
    "sources that count differently": _reweigh,
    "prices that begin or end": _refresh_facts,
}


async def keep_house(
    parts: Resources, pause: float = HOUR, rounds: Mapping[str, Round] = ROUNDS, lock: int = LOCK
) -> None:
    """Make the rounds, rest, and make them again, until cancelled. pause: seconds, more or less. lock: of these rounds."""
    while True:
        await make_rounds(parts, rounds, lock)
        await asyncio.sleep(pause * random.uniform(0.9, 1.1))  # noqa: S311 - so that workers do not march in step


async def make_rounds(parts: Resources, rounds: Mapping[str, Round] = ROUNDS, lock: int = LOCK) -> bool:
    """Make every round once; one that fails keeps no other. False where another worker is at it."""
    try:
        async with parts.dispatcher.database.connection() as connection:
            if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", lock):
                return False
            try:
                await _all(parts, rounds)
            finally:
                await connection.fetchval("SELECT pg_advisory_unlock($1)", lock)
    except Exception as error:  # the database may be away; the worker must outlive that
        log.warning("upkeep.failed", error=type(error).__name__)
    return True


async def _all(parts: Resources, rounds: Mapping[str, Round]) -> None:
    for name, make in rounds.items():
        try:
            done = await make(parts)
            if done:
                log.info("upkeep.done", round=name, count=done)
        except Exception as error:
            log.warning("upkeep.round_failed", round=name, error=type(error).__name__)
