"""Codes by mail: they prove an address, once, and cannot be guessed."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from shopper_tokens import claims, new_key, signed
from web_shops import RETURNS_QUESTION, Caller, Shop, Site, check_problem

from aisle.adapters.email.memory import MemoryMailer
from aisle.core.db import Scope
from aisle.identity import attempts
from aisle.identity.shoppers import codes
from aisle.notifications.errors import MailUnavailable
from aisle.notifications.ports import Mail


@pytest.fixture
def mails(site: Site) -> Iterator[MemoryMailer]:
    """What is sent while a test runs."""
    real, site.worker.mailer = site.worker.mailer, MemoryMailer()
    yield site.worker.mailer
    site.worker.mailer = real


@pytest.fixture(autouse=True)
def _many_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests call from one address."""
    monkeypatch.setattr(codes, "MAILS_OF_CLIENT", replace(codes.MAILS_OF_CLIENT, most=10_000))


def new_address() -> str:
    return f"a{uuid4().hex[:12]}@mail.example"


async def code_for(shop: Shop, mails: MemoryMailer, caller: Caller, address: str) -> str:
    """Have a code mailed, and read it."""
    answer = await caller.post("/sessions/code", json={"email": address})
    assert answer.status_code == 202, answer.text
    await shop.work()
    found = re.search(r"\b\d{6}\b", mails.to(address.strip().lower())[-1].text)
    assert found
    return found[0]


async def try_code(caller: Caller, code: str) -> int:
    return (await caller.post("/sessions/code/verify", json={"code": code})).status_code


def wrong(code: str, by: int = 1) -> str:
    return f"{(int(code) + by) % 1_000_000:06d}"


async def test_code_proves_an_address_and_no_customer(shop: Shop, mails: MemoryMailer) -> None:
    caller, address = await shop.start_shopper(), new_address()
    code = await code_for(shop, mails, caller, address)
    answer = await caller.post("/sessions/code/verify", json={"code": f" {code[:3]} {code[3:]} "})
    assert answer.json() == {"proof": "email_code", "customer_id": None, "email": address, "name": None}


async def test_address_is_no_customer_of_the_same_name(shop: Shop, mails: MemoryMailer) -> None:
    """Whoever reads the mail of an address has proven nothing about a customer whose id looks like it."""
    key, address = await new_key(shop), new_address()
    customer = await shop.start_shopper()
    said = claims(shop, address, email=address)
    assert (await customer.post("/sessions/identify", json={"token": signed(key, said)})).status_code == 200
    asked = await customer.ask(RETURNS_QUESTION)
    reader = await shop.start_shopper()
    assert await try_code(reader, await code_for(shop, mails, reader, address)) == 200
    answer = await reader.get(f"/conversations/{asked['conversation_id']}/messages")
    check_problem(answer, 404, "conversation_not_found")


async def test_same_address_is_the_same_shopper_on_another_device(shop: Shop, mails: MemoryMailer) -> None:
    address, phone, laptop = new_address(), await shop.start_shopper(), await shop.start_shopper()
    asked = await phone.ask(RETURNS_QUESTION)
    assert await try_code(phone, await code_for(shop, mails, phone, address)) == 200
    assert await try_code(laptop, await code_for(shop, mails, laptop, f" {address.upper()} ")) == 200
    assert (await laptop.get(f"/conversations/{asked['conversation_id']}/messages")).status_code == 200


async def test_code_works_once_though_it_is_sent_fifty_times_at_once(
    shop: Shop, mails: MemoryMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "GUESSES", replace(codes.GUESSES, kind=uuid4().hex, most=100))
    caller = await shop.start_shopper()
    code = await code_for(shop, mails, caller, new_address())
    answers = await asyncio.gather(*(try_code(caller, code) for _ in range(50)))
    assert sorted(answers) == [200, *[422] * 49]


async def check_guesses(shop: Shop, mails: MemoryMailer) -> None:
    """Ten guesses, right or wrong, at once or one by one: the eleventh is refused though it is right."""
    caller = await shop.start_shopper()
    code = await code_for(shop, mails, caller, new_address())
    guesses = await asyncio.gather(*(try_code(caller, wrong(code, by)) for by in range(1, 30)))
    assert sorted(guesses) == [*[422] * 10, *[429] * 19]
    assert await try_code(caller, code) == 429


async def test_code_is_guessed_ten_times_and_no_more(shop: Shop, mails: MemoryMailer) -> None:
    await check_guesses(shop, mails)


async def test_guesses_go_on_when_nobody_counts_them(
    shop: Shop, mails: MemoryMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def uncounted(*_: object) -> int:
        return 0

    monkeypatch.setattr(attempts.Attempts, "seconds_left", uncounted)
    with pytest.raises(AssertionError):
        await check_guesses(shop, mails)


async def test_many_sessions_give_no_more_guesses_at_one_address(shop: Shop, mails: MemoryMailer) -> None:
    address, answers = new_address(), []
    for _ in range(3):
        caller = await shop.start_shopper()
        code = await code_for(shop, mails, caller, address)
        answers += [await try_code(caller, wrong(code, by)) for by in range(1, 6)]
    assert answers == [*[422] * 10, *[429] * 5]


async def test_code_of_one_session_opens_no_other(shop: Shop, mails: MemoryMailer) -> None:
    one, other, address = await shop.start_shopper(), await shop.start_shopper(), new_address()
    code = await code_for(shop, mails, one, address)
    await code_for(shop, mails, other, new_address())
    assert await try_code(other, code) == 422
    assert await try_code(await shop.start_shopper(), code) == 422
    assert await try_code(one, code) == 200


async def test_only_the_newest_code_holds_and_for_its_address_alone(shop: Shop, mails: MemoryMailer) -> None:
    caller, first, second = await shop.start_shopper(), new_address(), new_address()
    old = await code_for(shop, mails, caller, first)
    new = await code_for(shop, mails, caller, second)
    assert old == new or await try_code(caller, old) == 422
    assert (await caller.post("/sessions/code/verify", json={"code": new})).json()["email"] == second


async def test_code_is_dead_after_ten_minutes(shop: Shop, mails: MemoryMailer) -> None:
    caller = await shop.start_shopper()
    code = await code_for(shop, mails, caller, new_address())
    await shop.sql("UPDATE shopper_code SET expires_at = now() WHERE used_at IS NULL")
    assert await try_code(caller, code) == 422


async def test_no_code_holds_before_its_mail_is_made(shop: Shop, mails: MemoryMailer) -> None:
    caller = await shop.start_shopper()
    await caller.post("/sessions/code", json={"email": new_address()})
    assert await try_code(caller, "000000") == 422
    await shop.work()


async def test_answer_is_the_same_whether_a_mail_goes_out_or_not(shop: Shop, mails: MemoryMailer) -> None:
    address, answers = new_address(), []
    for _ in range(codes.MAILS_TO_ADDRESS.most + 2):
        caller = await shop.start_shopper()
        answer = await caller.post("/sessions/code", json={"email": address})
        answers.append((answer.status_code, answer.text))
    await shop.work()
    assert set(answers) == {(202, answers[0][1])}
    assert len(mails.to(address)) == codes.MAILS_TO_ADDRESS.most


async def test_one_session_has_few_mails_sent(shop: Shop, mails: MemoryMailer) -> None:
    caller = await shop.start_shopper()
    sent = [
        (await caller.post("/sessions/code", json={"email": new_address()})).status_code for _ in range(7)
    ]
    assert sent == [*[202] * 5, 429, 429]
    await shop.work()


async def test_one_client_has_few_mails_sent_whatever_its_sessions(
    shop: Shop, mails: MemoryMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "MAILS_OF_CLIENT", replace(codes.MAILS_OF_CLIENT, kind=uuid4().hex, most=3))
    sent = [
        (await (await shop.start_shopper()).post("/sessions/code", json={"email": new_address()})).status_code
        for _ in range(5)
    ]
    assert sent == [202, 202, 202, 429, 429]
    await shop.work()


async def test_neither_code_nor_address_is_stored_or_in_a_job(shop: Shop, mails: MemoryMailer) -> None:
    caller, address = await shop.start_shopper(), new_address()
    code = await code_for(shop, mails, caller, address)
    for table in ("shopper_code", "job", "audit_entry"):
        rows = await shop.sql(f"SELECT t::text AS row FROM {table} t")
        for row in rows:
            assert address not in row["row"]
            assert address.encode().hex() not in row["row"]
            assert not re.search(rf"(?<![0-9a-f]){code}(?![0-9a-f])", row["row"])
    assert await shop.sql("SELECT 1 FROM shopper_code WHERE code_hash IS NOT NULL")


@pytest.mark.parametrize(
    "email",
    [
        "",
        "x",
        "@",
        "a@",
        "@b",
        "a b@c.d",
        "a@b\r\nBcc: c@d",
        "a@b,c@d",
        "a@b;c",
        "<a@b>",
        "a@b@c",
        "a" * 65 + "@b",
    ],
)
async def test_what_is_no_address_is_refused(shop: Shop, email: str) -> None:
    answer = await (await shop.start_shopper()).post("/sessions/code", json={"email": email})
    check_problem(answer, 422, "invalid_input")


async def test_customer_who_was_proven_by_the_shop_is_not_turned_into_an_address(
    shop: Shop, mails: MemoryMailer
) -> None:
    key, caller = await new_key(shop), await shop.start_shopper()
    await caller.post("/sessions/identify", json={"token": signed(key, claims(shop, "c1"))})
    code = await code_for(shop, mails, caller, new_address())
    check_problem(await caller.post("/sessions/code/verify", json={"code": code}), 409, "session_taken")


class ReadAndRefused(MemoryMailer):
    """The mail server of a thief: it reads a mail to the end and then says that it was busy."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    async def send(self, mail: Mail) -> None:
        await super().send(mail)
        if mail.to == self.address:
            raise MailUnavailable("451 try again later")


async def test_code_of_a_mail_to_one_address_proves_no_other(shop: Shop, site: Site) -> None:
    caller, thief, victim = await shop.start_shopper(), new_address(), new_address()
    real, mails = site.worker.mailer, ReadAndRefused(thief)
    site.worker.mailer = mails
    try:
        known = await code_for(shop, mails, caller, thief)
        mails.address = ""
        assert (await caller.post("/sessions/code", json={"email": victim})).status_code == 202
        await shop.work()
        async with site.parts.database.open_scope(
            Scope(shop.store.organization_id, shop.store.id)
        ) as session:
            await session.execute(
                "UPDATE job SET due_at = now() WHERE organization_id = $1 AND state = 'queued'",
                shop.store.organization_id,
            )
        await shop.work()  # the thief's mail is tried once more
    finally:
        site.worker.mailer = real
    assert await try_code(caller, known) == 422
