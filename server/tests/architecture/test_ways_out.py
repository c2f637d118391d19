"""Connections to the outside are made in a few named places, so that each is behind the guard or an operator's setting."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "aisle"
# Modules that can connect, and who may use them. What is not named here may be used nowhere.
MAY = {
    "aiohttp": ("core/http/",),
    "socket": (
        "core/http/egress/",
        "adapters/sandbox/",
        "adapters/connectors/database/mariadb/connecting.py",  # to an address that was checked
        "adapters/postgres/ports.py",
        "cli/ports.py",
        "cli/serve.py",
    ),
    "urllib.request": ("core/http/address.py", "cli/run.py"),  # proxies by name; the own /ready
    # direct: what an operator's settings name, as the general client beside it.
    "ssl": ("core/http/direct.py", "core/http/egress/", "adapters/email/", "adapters/connectors/database/"),
    "aiosmtplib": ("adapters/email/",),
    "pymysql": ("adapters/connectors/database/mariadb/",),
    "qdrant_client": (),
    "redis": ("adapters/limits/redis.py",),
    "redis.asyncio": ("adapters/limits/redis.py",),
    "httpx": (),
    "requests": (),
    "urllib3": (),
    "http.client": (),
    "ftplib": (),
    "smtplib": (),
    "poplib": (),
    "imaplib": (),
    "telnetlib": (),
    "xmlrpc": (),
    "websockets": (),
    "socketserver": (),
    "pycurl": (),
}
# Helpers of libraries that fetch by themselves, and functions of asyncio that connect.
CALLS = {
    "open_connection": ("adapters/sandbox/", "adapters/dns/"),
    "create_datagram_endpoint": ("adapters/dns/",),
    "create_connection": ("core/http/direct.py", "adapters/connectors/database/mariadb/connecting.py"),
    "open_unix_connection": ("adapters/sandbox/",),
    "sock_connect": (),
    "getaddrinfo": ("core/http/egress/resolving.py",),
    "gethostbyname": (),
    "urlopen": ("cli/run.py",),
    "PyJWKClient": (),
    "parse_remote": (),
    "get_metadata": (),
    "ClientSession": ("core/http/connections.py", "core/http/egress/"),
}


def used_in(tree: ast.AST) -> set[str]:
    """Names of modules that are imported, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def called_in(tree: ast.AST) -> set[str]:
    """Names that are spoken of, as an attribute or by themselves."""
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def faults_of(place: str, text: str) -> list[str]:
    """What a file uses that it may not."""
    tree = ast.parse(text)
    modules = used_in(tree)
    imported = [
        f"{place}: {name}"
        for name, places in MAY.items()
        if any(one == name or one.startswith(f"{name}.") for one in modules) and not place.startswith(places)
    ]
    named = called_in(tree)
    return imported + [
        f"{place}: {name}" for name, places in CALLS.items() if name in named and not place.startswith(places)
    ]


def test_nothing_but_the_named_places_connects_outside() -> None:
    files = sorted(SOURCE.rglob("*.py"))
    faults = [
        fault
        for file in files
        for fault in faults_of(file.relative_to(SOURCE).as_posix(), file.read_text("utf-8"))
    ]
    assert (faults, len(files) > 300) == ([], True)


@pytest.mark.parametrize(
    "text",
    [
        "import aiohttp",
        "def f():\n    from aiohttp import ClientSession",
        "import http.client",
        "from urllib import request",
        "import urllib.request as x",
        "import asyncio\nasyncio.open_connection('a', 1)",
        "from jwt import PyJWKClient\nPyJWKClient('x')",
        "import httpx",
    ],
)
def test_forgotten_caller_is_found(text: str) -> None:
    assert faults_of("identity/federation/pictures.py", text)


def test_no_operator_service_is_made_from_what_a_tenant_names() -> None:
    """`OutsideService` asks inner addresses, too: only assembly and adapters, which read settings, may make one."""
    users = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if "OutsideService(" in file.read_text("utf-8")
    }
    assert all(user.startswith(("adapters/", "bootstrap/", "core/http/")) for user in users), users
