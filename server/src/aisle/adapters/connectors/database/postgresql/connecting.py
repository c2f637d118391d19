"""One read-only transaction at a shop's database, at an address that was checked, over TLS to the name that was meant."""

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg

from aisle.adapters.connectors.asking import ATTEMPTS
from aisle.adapters.connectors.database.options import DatabaseCredentials, DatabaseOptions
from aisle.adapters.connectors.database.trust import trust_in
from aisle.core.http.egress import EgressRefused, Place
from aisle.core.http.errors import OutsideUnavailable
from aisle.core.http.patience import pause
from aisle.sources.errors import (
    AddressRefused,
    BrokenData,
    FixCredentials,
    RetryLater,
    ShopNotFound,
    ShopRefused,
)
from aisle.sources.ports import Setup

CONNECT_SECONDS = 10.0


class _Named(ssl.SSLContext):
    """Looks for a name of its own in certificates, because an address in numbers is connected to."""

    name = ""

    def wrap_bio(self, incoming: Any, outgoing: Any, *args: Any, **more: Any) -> ssl.SSLObject:
        """Begin TLS with the name that was meant."""
        return super().wrap_bio(incoming, outgoing, False, self.name)


@asynccontextmanager
async def reading(setup: Setup) -> AsyncIterator[Any]:
    """Give a connection within a read-only transaction with time limits. Raises as `Connector.check`."""
    with _told():
        connection = await _connected(setup)
    try:
        with _told():
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                milliseconds = int(setup.options.seconds) * 1000
                await connection.execute(
                    f"SET LOCAL statement_timeout = {milliseconds}; SET LOCAL TimeZone = 'UTC'"
                )
                yield connection
    finally:
        connection.terminate()


async def _connected(setup: Setup) -> Any:
    """Connect, and again after a pause where that may help."""
    attempt = 0
    while True:
        attempt += 1
        try:
            with _told():
                return await _once(setup)
        except RetryLater:
            if attempt >= ATTEMPTS:
                raise
            await setup.timing.sleep(pause(attempt, setup.timing.chance(), None))


async def _once(setup: Setup) -> Any:
    options: DatabaseOptions = setup.options
    credentials: DatabaseCredentials = setup.credentials
    place = await setup.places(options.host, options.server_port)
    # Everything is said here, for the driver takes what is not from this process's environment.
    return await asyncpg.connect(
        host=place.addresses[0],
        port=place.port,
        user=credentials.user,
        password=credentials.password.get_secret_value(),
        database=options.database,
        ssl=_named(options, place),
        timeout=CONNECT_SECONDS,
        command_timeout=options.seconds + CONNECT_SECONDS,
        statement_cache_size=0,
        server_settings={"application_name": "aisle"},
        target_session_attrs="any",
    )


def _named(options: DatabaseOptions, place: Place) -> ssl.SSLContext | bool:
    context = _Named(ssl.PROTOCOL_TLS_CLIENT)
    context.name = place.host
    return context if trust_in(context, options, place) else False


@contextmanager
def _told() -> Iterator[None]:
    """Turn the driver's errors into those of connectors. What the server says of a query is the merchant's own text."""
    try:
        yield
    except EgressRefused as error:
        raise AddressRefused(error.detail) from None
    except OutsideUnavailable as error:
        raise RetryLater(error.detail) from None
    except ssl.SSLCertVerificationError:
        raise ShopRefused("The server's certificate is not believed; give its authority.") from None
    except (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InsufficientPrivilegeError) as error:
        raise _not_let_in(error) from None
    except asyncpg.InvalidCatalogNameError:
        raise ShopNotFound("There is no such database at the server.") from None
    except asyncpg.ReadOnlySQLTransactionError:
        raise ShopRefused("The query writes; only reading is allowed.") from None
    except asyncpg.QueryCanceledError:
        raise RetryLater("The server took longer for the query than it may (seconds).") from None
    except (asyncpg.SyntaxOrAccessError, asyncpg.DataError, asyncpg.FeatureNotSupportedError) as error:
        raise BrokenData(f"The query does not work: {str(error)[:200]}") from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
        raise RetryLater(f"The database cannot be read now: {type(error).__name__}.") from None
    except asyncpg.InternalClientError:
        raise BrokenData("What answers there is no PostgreSQL.") from None


def _not_let_in(error: Exception) -> FixCredentials | ShopRefused:
    if isinstance(error, asyncpg.InvalidAuthorizationSpecificationError):
        return FixCredentials("The server does not let this role in with this password.")
    return ShopRefused("The role may not read what the query names.", needs=("SELECT",))
