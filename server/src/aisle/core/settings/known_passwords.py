"""Passwords of databases that everybody knows: out of images, examples and compose files."""

from urllib.parse import parse_qs, unquote, urlsplit

KNOWN = frozenset(
    [
        "postgres",
        "postgresql",
        "password",
        "passwd",
        "pass",
        "secret",
        "admin",
        "administrator",
        "root",
        "user",
        "app",
        "aisle",
        "master",
        "public",
        "test",
        "testing",
        "demo",
        "example",
        "sample",
        "default",
        "changeme",
        "change_me",
        "change-me",
        "changeit",
        "pleasechange",
        "replace_me",
        "your_password",
        "yourpassword",
        "your-password",
        "mypassword",
        "mysecretpassword",
        "supersecret",
        "password1",
        "password123",
        "postgres123",
        "admin123",
        "difyai123456",
        "123",
        "1234",
        "12345",
        "123456",
        "1234567",
        "12345678",
        "123456789",
        "qwerty",
        "letmein",
        "welcome",
        "******",
        "...",
        "xxx",
    ]
)


def is_known(url: str) -> bool:
    """Whether the password of a database's address is known to everybody, or is the user's or the database's own name.

    An address without one is not judged: it may come from a file, a certificate or the system.
    """
    parts = urlsplit(url)
    named = parse_qs(parts.query).get("password", [])  # libpq takes it there, too
    given = [*named, *([] if parts.password is None else [unquote(parts.password)])]
    names = {unquote(parts.username or "").lower(), parts.path.strip("/").lower()}
    return any(one.strip().lower() in KNOWN | names for one in given)
