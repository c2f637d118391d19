"""What tries are counted for: an IPv6 site has more addresses than anybody could count."""

from contextvars import copy_context

import pytest

from aisle.core.client import Client, set_client
from aisle.identity.accounts.limits import UNKNOWN, client_counted


def counted(address: str | None) -> str:
    context = copy_context()
    context.run(set_client, Client(address))
    return context.run(client_counted)


@pytest.mark.parametrize(
    ("address", "name"),
    [("203.0.113.7", "203.0.113.7"), ("::ffff:203.0.113.7", "203.0.113.7"), (None, UNKNOWN)],
)
def test_one_address_is_one_client(address: str | None, name: str) -> None:
    assert counted(address) == name


def test_addresses_of_one_site_are_one_client() -> None:
    assert counted("2001:db8:1:2::1") == counted("2001:db8:1:2:ffff::9") != counted("2001:db8:1:3::1")
