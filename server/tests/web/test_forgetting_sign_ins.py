"""What no longer counts is cleared away, and nothing else."""

from typing import Any

import pytest
from web_accounts import Account, sign_up
from web_shops import Site

from aisle.core.ids import new_id
from aisle.identity.logins import forgetting


async def count(account: Account, table: str) -> int:
    return int(
        (await account.sql(f"SELECT count(*) AS n FROM {table} WHERE person_id = $1", account.person_id))[0][
            "n"
        ]
    )


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ("expires_at = now() - interval '29 days'", True),
        ("expires_at = now() - interval '31 days'", False),
        ("ended_at = now() - interval '29 days'", True),
        ("ended_at = now() - interval '31 days'", False),
        ("seen_at = now()", True),
    ],
)
async def test_sign_ins_are_kept_a_month_after_their_end(site: Site, change: str, stays: bool) -> None:
    account = await sign_up(site)
    await account.sql(f"UPDATE login SET {change} WHERE person_id = $1", account.person_id)
    await forgetting.forget_expired(site.worker.database, site.worker.dispatcher.database)
    assert await count(account, "login") == int(stays)


async def test_everything_goes_however_many_batches_it_takes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await sign_up(site)
    monkeypatch.setattr(forgetting, "BATCH", 2)
    for _ in range(7):
        await account.sql(
            "INSERT INTO once_token (person_id, id, purpose, secret_hash, expires_at)"
            " VALUES ($1, $2, 'reset_password', 'x', now() - interval '2 days')",
            account.person_id,
            new_id(),
        )
    assert await count(account, "once_token") == 8
    await forgetting.forget_expired(site.worker.database, site.worker.dispatcher.database)
    assert await count(account, "once_token") == 1  # the link to confirm still works


async def test_counted_tries_and_used_tokens_go_when_their_time_is_over(
    site: Site, postgres: Any, urls: Any
) -> None:
    async with site.parts.database.connection() as connection:
        for text in (b"a" * 32, b"b" * 32):
            await connection.fetchval("SELECT aisle.use_once($1, now() - interval '1 s')", text)
        await connection.fetchval("SELECT aisle.use_once($1, now() + interval '1 hour')", b"c" * 32)
    assert await forgetting.forget_expired(site.worker.database, site.worker.dispatcher.database) >= 2
    async with site.parts.database.connection() as connection:
        won = [
            await connection.fetchval("SELECT aisle.use_once($1, now())", text)
            for text in (b"a" * 32, b"c" * 32)
        ]
    assert won == [True, False]
