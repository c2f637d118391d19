"""Addresses among the settings; one that is wrong is refused without being repeated: it may hold a password."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

from aisle.core.settings.reading import EmptyIsUnset

POSTGRES = ("postgresql", "postgres")
WEB = ("http", "https")
MAIL = ("smtps", "smtp", "smtp+insecure")
# Without a query, which could turn the check of certificates off.
REDIS_URL = re.compile(
    r"rediss?://([^/?#@\s]*@)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?(/\d{1,3})?/?"
)
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _check_address(value: str, schemes: tuple[str, ...], example: str) -> None:
    """Raise ValueError without repeating the value: it may hold a password."""
    try:
        parts = urlsplit(value)
        _ = "," in parts.netloc or parts.port  # several hosts have several ports
    except ValueError:
        raise ValueError(
            f"this is not an address such as {example} (in a password, write @ as %40, : as %3A, / as %2F, % as %25)"
        ) from None
    if parts.scheme not in schemes:
        raise ValueError(f"the address begins with {schemes[0]}://, as in {example}")


def _check_mail_server(value: str) -> None:
    """Raise ValueError for an address that is none, or would send a password in the clear."""
    _check_address(value, MAIL, "smtps://user:password@mail.example:465")
    parts = urlsplit(value)
    if not parts.hostname:
        raise ValueError("the address names no mail server, as in smtps://user:password@mail.example:465")
    if parts.scheme == "smtp+insecure" and parts.password and parts.hostname not in LOOPBACK:
        raise ValueError("smtp+insecure:// would send the password in the clear: use smtps:// or smtp://")


def _postgres(value: SecretStr | None) -> SecretStr | None:
    if value is not None:
        _check_address(value.get_secret_value(), POSTGRES, "postgresql://user:password@host:5432/database")
    return value


def _mail_server(value: SecretStr | None) -> SecretStr | None:
    if value is not None:
        _check_mail_server(value.get_secret_value())
    return value


def _redis(value: SecretStr | None) -> SecretStr | None:
    if value is not None and not REDIS_URL.fullmatch(value.get_secret_value()):
        raise ValueError(
            "this is not redis://[user:password@]host[:port][/number], or rediss:// of that form"
        )
    return value


def _web(value: str | None) -> str | None:
    if value is not None:
        _check_address(value, WEB, "https://host:port")
    return value


PostgresUrl = Annotated[SecretStr | None, EmptyIsUnset, AfterValidator(_postgres)]
MailServerUrl = Annotated[SecretStr | None, EmptyIsUnset, AfterValidator(_mail_server)]
RedisUrl = Annotated[SecretStr | None, EmptyIsUnset, AfterValidator(_redis)]
WebUrl = Annotated[str | None, EmptyIsUnset, AfterValidator(_web)]
