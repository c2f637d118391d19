"""What has to be done now and then for the whole installation, by whichever worker comes first."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from aisle.bootstrap.resources import Resources
from aisle.identity.federation.sign_on.rechecking import ask_for_rechecks
from aisle.identity.logins.forgetting import forget_expired

HOUR = 3600.0
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


# By name; each may be repeated, or left out for a time, without harm.
ROUNDS: Mapping[str, Round] = {
    "audit heads": _keep_heads,
    "old audit entries": _forget_old_entries,
    "expired sign-ins": _forget_sign_ins,
    "proofs of domains": _ask_for_domains,
}


async def keep_house(parts: Resources, pause: float = HOUR, rounds: Mapping[str, Round] = ROUNDS) -> None:
    """Make the rounds, rest, and make them again, until cancelled. pause: seconds, more or less."""
    while True:
        await make_rounds(parts, rounds)
        await asyncio.sleep(pause * random.uniform(0.9, 1.1))  # noqa: S311 - so that workers do not march in step


async def make_rounds(parts: Resources, rounds: Mapping[str, Round] = ROUNDS) -> bool:
    """Make every round once; one that fails keeps no other. False where another worker is at it."""
    try:
        async with parts.dispatcher.database.connection() as connection:
            if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
                return False
            try:
                await _all(parts, rounds)
            finally:
                await connection.fetchval("SELECT pg_advisory_unlock($1)", LOCK)
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
