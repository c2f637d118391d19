"""Pools of connections and `open_scope`, the only way to a session."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from aisle.core.db.codecs import set_codecs
from aisle.core.db.context import ContextSigner, Scope
from aisle.core.db.holding import present_holder
from aisle.core.db.session import Session
from aisle.core.errors import Unavailable

ACQUIRE_SECONDS = 5.0
CONNECT_SECONDS = 5.0
# Of one connection; some name the partition they read, so there are more than the code has.
KEPT_STATEMENTS = 300
CONNECTION_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    ConnectionError,
    OSError,
    TimeoutError,
)
# The server went down, comes up, is full, or ended this one session.
SESSION_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    ConnectionError,
)
# What the driver says of a connection that went away under it; of one that still works it is a fault of ours.
DRIVER_LOST = (asyncpg.InterfaceError, asyncpg.InternalClientError)


class DatabaseUnavailable(Unavailable):
    """The database does not answer, or all its connections are taken."""

    code = "database_unavailable"
    title = "The database is not answering"


class DatabaseSlow(Unavailable):
    """A statement took longer than its role may; nothing of the transaction was kept."""

    code = "database_slow"
    title = "The database takes too long"


class StorageFull(Unavailable):
    """The database has no room for what was sent; nothing of it was kept."""

    code = "storage_full"
    status = 507
    title = "There is no space left to store this"


class Database:
    """One process's connections under one role."""

    def __init__(
        self, url: str, signer: ContextSigner, pool_size: int = 10, application: str = "aisle"
    ) -> None:
        self._url, self._signer, self._pool_size, self._application = url, signer, pool_size, application
        self._pool: Any = None

    async def open(self) -> None:
        """Connect. Raises DatabaseUnavailable."""
        try:
            self._pool = await asyncpg.create_pool(
                self._url,
                min_size=1,
                max_size=self._pool_size,
                timeout=CONNECT_SECONDS,
                init=set_codecs,
                reset=_nothing_to_reset,
                statement_cache_size=KEPT_STATEMENTS,
                # A kept plan is made for a tenant of middle size and may open every partition; see `keep_plans`.
                server_settings={
                    "application_name": self._application,
                    "plan_cache_mode": "force_custom_plan",
                    "search_path": "aisle,public",
                    "jit": "off",
                    # A graph returns no more than ef_search rows at once; iterating fetches the rest in order.
                    "hnsw.ef_search": "250",
                    "hnsw.iterative_scan": "strict_order",
                },
            )
        except (*CONNECTION_LOST, asyncpg.PostgresError) as error:
            raise DatabaseUnavailable(f"Connecting failed: {error}") from error

    async def close(self) -> None:
        """Close every connection, waiting shortly for those at work."""
        if self._pool is not None:
            try:
                await asyncio.wait_for(self._pool.close(), 5)
            except TimeoutError:
                self._pool.terminate()

    @asynccontextmanager
    async def open_scope(
        self, scope: Scope, *, one_view: bool = False, keep_plans: bool = False
    ) -> AsyncIterator[Session]:
        """Begin a transaction with the scope's signed context; commit on success, roll back on an error.

        one_view: all its statements read the same state of the database, and it writes nothing.
        keep_plans: PostgreSQL may plan a statement once for a connection and not anew for its values, which for look-ups
        by key is most of their cost. Statements whose best plan depends on values go through `Session.fetch_planned`.
        """
        holder = present_holder()
        held = await holder.session_for(self, scope, one_view) if holder else None
        if holder is not None and held is not None:
            try:
                yield held
            except BaseException as error:
                await holder.drop()
                _tell(error, clean=False)
                raise
            return
        connection = await self._acquire()
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if one_view else "BEGIN"
        clean = handed_over = False
        try:
            token = self._signer.sign(scope, connection.get_server_pid())
            # The token is hex, dashes and digits, so it is safe in a literal; one round trip instead of two.
            plans = ", set_config('plan_cache_mode', 'auto', true)" if keep_plans else ""
            await connection.execute(f"{begin}; SELECT set_config('aisle.context', '{token}', true){plans}")
            session = Session(connection, scope, keeps_plans=keep_plans)
            yield session
            handed_over = holder is not None and await holder.hold(self, session, connection)
            if not handed_over:
                await connection.execute("COMMIT")
            clean = True
        except Exception as error:
            clean = await _roll_back(connection)
            _tell(error, clean)
            raise
        finally:
            if not handed_over:
                await self._give_back(connection, clean)

    async def call(self, scope: Scope, statement: str, *arguments: Any) -> Any:
        """Run one statement as a transaction of its own, in one round trip, and return the first value of its first row.

        Its first argument, $1, is the scope's signed context, which the function that it calls has to set. For what is
        written so often that the round trips of `open_scope` count; whatever holds a transaction here is passed by.
        """
        connection = await self._acquire()
        clean = False
        try:
            token = self._signer.sign(scope, connection.get_server_pid())
            value = await connection.fetchval(statement, token, *arguments)
            clean = True
        except asyncpg.PostgresError as error:
            clean = not isinstance(error, SESSION_LOST)
            _tell(error, clean)
            raise
        except DRIVER_LOST as error:
            _tell(error, clean=False)
            raise
        finally:
            await self._give_back(connection, clean)
        return value

    async def end_held(self, connection: Any, *, keep: bool) -> None:
        """Commit or roll back a transaction that a holder took over, and take its connection back.

        Raises DatabaseUnavailable when it is not known to be kept.
        """
        clean = False
        try:
            if keep:
                await connection.execute("COMMIT")
            clean = keep or await _roll_back(connection)
        except Exception as error:
            _tell(error, clean=False)
            raise
        finally:
            await self._give_back(connection, clean)

    @asynccontextmanager
    async def also(self, session: Session, scope: Scope) -> AsyncIterator[Session]:
        """Work for another tenant within the same transaction: what belongs to two of them is kept or lost together.

        Row-level security sees one tenant at a time; after the block the transaction is the first one's again.
        """
        await self._enter(session, scope)
        yield session.acting_for(scope)
        await self._enter(session, session.scope)

    async def _enter(self, session: Session, scope: Scope) -> None:
        token = self._signer.sign(scope, session.backend_pid)
        await session.execute("SELECT set_config('aisle.context', $1, true)", token)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Any]:
        """Lend a bare connection without any tenant: health checks and the dispatcher."""
        connection = await self._acquire()
        clean = False
        try:
            yield connection
            clean = True
        except (*SESSION_LOST, *DRIVER_LOST) as error:
            if isinstance(error, DRIVER_LOST) and not _is_closed(connection):
                raise
            raise DatabaseUnavailable("The connection was lost; try again.") from error
        finally:
            await self._give_back(connection, clean)

    async def connect_alone(self) -> Any:
        """Make a connection outside the pool, without any tenant, for listening; closing it is the caller's."""
        return await asyncpg.connect(
            self._url,
            timeout=CONNECT_SECONDS,
            server_settings={"application_name": f"{self._application} ear"},
        )

    async def _acquire(self) -> Any:
        if self._pool is None:
            raise DatabaseUnavailable("The database was not opened.")
        try:
            return await self._pool.acquire(timeout=ACQUIRE_SECONDS)
        except (*CONNECTION_LOST, *SESSION_LOST) as error:
            raise DatabaseUnavailable("No connection to the database could be had.") from error

    async def _give_back(self, connection: Any, clean: bool) -> None:
        # After a cancelled or broken transaction nobody can prove what the connection still carries: close it.
        with contextlib.suppress(asyncpg.InterfaceError):  # lost connections leave the pool by themselves
            if not clean or connection.is_closed() or connection.is_in_transaction():
                connection.terminate()
        await self._pool.release(connection)


def _is_closed(connection: Any) -> bool:
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:  # it has left the pool by itself
        return True


def _tell(error: BaseException, clean: bool) -> None:
    """Raise in our words what became of a transaction; return for an error of the caller's own."""
    if isinstance(error, SESSION_LOST) or (isinstance(error, DRIVER_LOST) and not clean):
        raise DatabaseUnavailable("The connection was lost; try again.") from error
    if isinstance(error, asyncpg.QueryCanceledError | asyncpg.LockNotAvailableError):
        raise DatabaseSlow("The database was too busy for this; try again in a moment.") from error
    if isinstance(error, asyncpg.DiskFullError):
        raise StorageFull("Free some space where the database lies, then send it again.") from error


async def _roll_back(connection: Any) -> bool:
    try:
        await connection.execute("ROLLBACK")
    except (asyncpg.PostgresError, asyncpg.InternalClientError, *CONNECTION_LOST):
        return False
    return True


async def _nothing_to_reset(_connection: Any) -> None:
    """Sessions set only transaction-local state, so the usual RESET ALL round trip would find nothing."""
