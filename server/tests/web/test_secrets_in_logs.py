"""A whole run of signing up, in, and out leaves no secret and no address in the log, even before anything is hidden there."""

import logging
from typing import Any

import pytest
import structlog
from web_accounts import PASSWORD, Browser, Phone, post, sign_up
from web_shops import ORIGIN, Shop, Site

from aisle.core.ids import new_id

CANARY = "quokka"


class Everything(logging.Handler):
    """Keeps what libraries log, as they say it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {record.args} {record.exc_info}")


@pytest.fixture
def heard() -> Any:
    handler = Everything()
    logging.root.addHandler(handler)
    yield handler.said
    logging.root.removeHandler(handler)


async def sign_in_run(site: Site, shop: Shop) -> list[str]:
    """Do all that has secrets in it, and return the secrets."""
    account = await sign_up(site, f"{CANARY}-{new_id().hex}@{CANARY}.example")
    page: Browser = await account.browser()
    phone: Phone = await account.phone()
    refreshed = await phone.refresh()
    await account.sign_in(f"wrong {CANARY} password")
    await post(site, "/auth/sign-in", {"email": f"nobody-{CANARY}@shop.example", "password": PASSWORD})
    await post(site, "/auth/password/forgot", {"email": account.email})
    link = await account.mail("password")
    await post(site, "/auth/password/reset", {"token": link, "new_password": f"{CANARY} under water lilies"})
    await post(site, "/auth/password/reset", {"token": link, "new_password": f"{CANARY} under water lilies"})
    await page.get("/auth/session")
    _, key = await shop.key(kind="secret", name=CANARY)
    await key.post("/search", json={"query": f"{CANARY} tents"})
    shopper = await shop.start_shopper()
    await shopper.post("/chat", json={"message": f"Where is my order? I am {account.email}"})
    await site.caller(key.token, origin=ORIGIN).get(f"/products?token={key.token}&email={account.email}")
    await site.work()
    tokens = [page.cookie, page.csrf, phone.token, link, key.token, shopper.token]
    answered = refreshed.json() if refreshed.status_code == 200 else {}
    tokens += [str(value) for name, value in answered.items() if "token" in name and name != "token_type"]
    return [CANARY, PASSWORD, *(str(token) for token in tokens if token)]


async def test_sign_in_run_logs_no_secret(site: Site, shop: Shop, heard: list[str]) -> None:
    with structlog.testing.capture_logs() as events:
        secrets = await sign_in_run(site, shop)
    written = [str(event) for event in events] + heard
    assert len(events) > 10, "the run has to be seen in the log at all"
    assert len(set(secrets)) >= 8
    assert [(secret, line) for secret in secrets for line in written if secret in line] == []


async def test_search_for_secrets_goes_red_where_one_is_logged(heard: list[str]) -> None:
    with structlog.testing.capture_logs() as events:
        structlog.get_logger().info("signed in", email=f"ann@{CANARY}.example")
        logging.getLogger("a.library").warning("token %s", CANARY)
    assert any(CANARY in str(event) for event in events)
    assert any(CANARY in line for line in heard)
