"""The driver's errors as those of connectors. Numbers: mariadb.com/kb/en/mariadb-error-code-reference."""

import ssl
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import pymysql
from pymysql.constants import CR

from aisle.core.http.egress import EgressRefused
from aisle.core.http.errors import OutsideUnavailable
from aisle.sources.errors import (
    AddressRefused,
    BrokenData,
    FixCredentials,
    RetryLater,
    ShopError,
    ShopNotFound,
    ShopRefused,
)

UNKNOWN_ROLE = frozenset({1045, 1698, 1275, 1862})
NOT_ALLOWED = frozenset({1044, 1142, 1143, 1227, 1370, 1345})
WRITES = frozenset({1792, 1290, 1207})
TOO_LONG = frozenset({1969, 3024, 1317})
# What the driver stumbles over; a server that asks for a file of ours is one of them.
STRANGE = (ValueError, TypeError, LookupError, AssertionError, AttributeError, RuntimeError, struct.error)
AWAY = frozenset({1040, 1053, 1129, 1203, 1205, 1213, 1226, 1927})


@contextmanager
def told() -> Iterator[None]:
    """Turn errors. What the server says of a query is the merchant's own text."""
    try:
        yield
    except EgressRefused as error:
        raise AddressRefused(error.detail) from None
    except OutsideUnavailable as error:
        raise RetryLater(error.detail) from None
    except ssl.SSLCertVerificationError:
        raise _strange() from None
    except pymysql.Error as error:
        raise _kind_of(error) from None
    except (OSError, EOFError) as error:
        raise RetryLater(f"The database cannot be read now: {type(error).__name__}.") from None
    except STRANGE:
        raise BrokenData("What answers there is no MariaDB or MySQL.") from None


def _kind_of(error: pymysql.Error) -> ShopError:
    if isinstance(getattr(error, "original_exception", None), ssl.SSLCertVerificationError):
        return _strange()
    code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
    if code in UNKNOWN_ROLE:
        return FixCredentials("The server does not let this role in with this password.")
    if code in NOT_ALLOWED:
        return ShopRefused("The role may not read what the query names.", needs=("SELECT",))
    if code in WRITES:
        return ShopRefused("The query writes; only reading is allowed.")
    if code == 1049:
        return ShopNotFound("There is no such database at the server.")
    if code in TOO_LONG:
        return RetryLater("The server took longer for the query than it may (seconds).")
    if code in AWAY or not 1000 <= code < 2000:
        return _away(code)
    return BrokenData(f"The query does not work: {str(error.args[-1])[:200]}")


def _away(code: int) -> RetryLater:
    if code == CR.CR_SSL_CONNECTION_ERROR:
        return RetryLater("The server speaks no TLS, and nothing goes there in clear.")
    return RetryLater(f"The database cannot be read now (error {code}).")


def _strange() -> ShopRefused:
    return ShopRefused("The server's certificate is not believed; give its authority.")
