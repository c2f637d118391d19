"""What mails say, and that one wish makes one mail, whatever happens in between."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from aisle.adapters.email.memory import MemoryMailer
from aisle.core.db import Database, Scope, Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobContext, JobQueue, Runner
from aisle.core.jobs.dispatch import Dispatcher
from aisle.notifications.errors import MailRefused, MailUnavailable
from aisle.notifications.jobs import SendMail
from aisle.notifications.sending import Post, send_mail
from aisle.notifications.templates import VALUES, compose, harmless, languages
from aisle.notifications.types import Letter, Sending

AT = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
LINK = "https://shop.example/account/confirm#token=abc_DEF-123"
KEY, LEASE = b"jobs of these tests", timedelta(minutes=1)
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\r\nBcc: eve@evil.example\r\n\r\n<b>body</b>",
    "{{ 7 * 7 }}{% raw %}",
    "Visit https://evil.example/login now",
    "evil.example",
    "x\u202egnp.exe",
    "A" * 5_000,
    "\u2028\u2029\x00\x1b[31m",
]


def values_of(template: str, **given: Any) -> dict[str, Any]:
    """Every value of a template, with something plain in it."""
    usual: dict[str, Any] = {name: f"the {name}" for name in VALUES[template]}
    moments = {name: AT for name in ("at", "until") if name in usual}
    numbers = {name: 10 for name in ("minutes", "left") if name in usual}
    links = {"link": LINK} if "link" in usual else {}
    return {**usual, **moments, **numbers, **links, **given}


def letter(template: str, language: str = "en", **given: Any) -> Letter:
    return Letter("ann@customer.example", values_of(template, **given), language)


def seen(html: str) -> str:
    return " ".join(HTMLParser(html).body.text(separator=" ").split())  # type: ignore[union-attr]


# words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("template", sorted(VALUES))
def test_every_mail_says_all_its_values_in_text_and_page(template: str, language: str) -> None:
    mail = compose(template, letter(template, language), "key")
    page = seen(mail.html)
    for name, value in values_of(template).items():
        said = "20 November 2026, 21:30 UTC" if isinstance(value, datetime) else str(value)
        whole = f"{mail.subject} {mail.text}"
        assert said in whole, name
        assert said in page, name
    assert 5 < len(mail.subject) < 80
    assert "\n" not in mail.subject
    assert [" ".join(one.split()) in page for one in mail.text.strip().split("\n\n")].count(False) == 0


def test_language_without_words_is_written_in_english() -> None:
    for language in ("de", "../en", "", "EN", "en/../.."):
        assert compose("test", letter("test", language), "k") == compose("test", letter("test"), "k")


@pytest.mark.parametrize("template", sorted(VALUES))
def test_value_too_few_or_too_many_is_a_fault(template: str) -> None:
    whole = values_of(template)
    missing = dict(list(whole.items())[1:])
    for values in (missing, {**whole, "token": "secret"}):
        with pytest.raises(ValueError):
            compose(template, Letter("ann@customer.example", values), "key")


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("template", sorted(VALUES))
def test_what_others_chose_brings_neither_markup_nor_links_nor_lines(template: str, hostile: str) -> None:
    chosen = {
        name: hostile for name in VALUES[template] if name not in ("link", "at", "until", "minutes", "left")
    }
    mail, plain = compose(template, letter(template, **chosen), "k"), compose(template, letter(template), "k")
    assert "\n" not in mail.subject
    assert mail.text.count("\n") == plain.text.count("\n")
    tree, usual = HTMLParser(mail.html), HTMLParser(plain.html)
    assert [node.tag for node in tree.root.traverse()] == [node.tag for node in usual.root.traverse()]  # type: ignore[union-attr]
    assert {node.attributes["href"] for node in tree.css("a")} <= {LINK}
    for text in (mail.text, seen(mail.html), mail.subject):
        assert "https://evil" not in text
        assert "evil.example" not in text
        assert not set(text) & {"\u202e", "\u2028", "\x00", "\x1b"}
        assert len(text) < 2_500


def test_plain_names_and_devices_stay_as_they_are() -> None:
    for plain in ("Zoë O’Neil", "Firefox 128.0 on Linux", "J. R. Smith & Sons", "192.0.2.7", "21:30", "名前"):
        assert harmless(plain) == plain


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example", "https://", "/x", "https://a b/"])
def test_link_that_is_none_is_a_fault(link: str) -> None:
    with pytest.raises(ValueError):
        compose("confirm_email", letter("confirm_email", link=link), "key")


# secrets ------------------------------------------------------------------------------------------------------


def test_secrets_are_the_same_for_every_try_and_for_nothing_else() -> None:
    job = new_id()
    one = Sending(job, "https://a.example", b"key")
    assert one.secret("x") == Sending(job, "https://a.example", b"key").secret("x")
    others = [one.secret("y"), Sending(new_id(), "", b"key").secret("x"), Sending(job, "", b"k").secret("x")]
    assert len({one.secret("x"), *others}) == 4
    assert len(one.secret("x")) == 32
    assert one.code("x").isdigit()
    assert {len(Sending(new_id(), "", b"key").code("x")) for _ in range(300)} == {6}
    assert b"key" not in repr(one).encode()


# sending ------------------------------------------------------------------------------------------------------


class MailRoom:
    """A tenant that wants mails, and a worker that sends them."""

    def __init__(self, database: Database, worker: Database, dispatcher: Database) -> None:
        self.database, self.worker, self.dispatcher = database, worker, dispatcher
        self.mailer, self.jobs, self.made = MemoryMailer(), JobQueue(KEY), []
        self.tenants: set[UUID] = set()

    async def _make(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        self.made.append((session.scope.organization_id, dict(ids), sending.secret("link").hex()))
        link = f"{sending.base_url}/x#token={sending.secret('link').hex()}"
        given = letter("reset_password", link=link)
        return None if ids.get("gone") else given

    async def want(self, tenant: UUID, template: str = "reset_password", **ids: str) -> UUID:
        self.tenants.add(tenant)
        async with self.database.open_scope(Scope(tenant, None)) as session:
            return await send_mail(session, self.jobs, template, **ids)

    async def work(self) -> int:
        """Run what is due and return how much of it was this room's: other tests leave jobs in the same database."""
        post = Post(self.mailer, {"reset_password": self._make}, b"secrets", "https://shop.example")
        done: list[UUID] = []

        async def send(message: SendMail, context: JobContext) -> None:
            if context.claim.organization_id in self.tenants:
                done.append(context.claim.job_id)
                await post.send(message, context)

        dispatcher = Dispatcher(self.dispatcher, LEASE)
        await Runner(self.worker, dispatcher, KEY, {SendMail: send}, {"mail": 4}).run_until_idle()
        return len(done)

    async def job(self, tenant: UUID, job_id: UUID) -> Any:
        async with self.database.open_scope(Scope(tenant, None)) as session:
            return await session.fetchrow(
                "SELECT * FROM job WHERE organization_id = $1 AND id = $2", tenant, job_id
            )

    async def let_it_be_due(self, tenant: UUID) -> None:
        async with self.database.open_scope(Scope(tenant, None)) as session:
            await session.execute("UPDATE job SET due_at = now() WHERE organization_id = $1", tenant)


@pytest.fixture
def room(database: Database, worker_database: Database, dispatcher_database: Database) -> MailRoom:
    return MailRoom(database, worker_database, dispatcher_database)


@pytest.fixture(params=["organization", "person"])
async def tenant(request: pytest.FixtureRequest, database: Database) -> UUID:
    made = new_id()
    async with database.open_scope(Scope(made, None)) as session:
        await session.execute(
            "INSERT INTO tenant (organization_id, kind) VALUES ($1, $2)", made, request.param
        )
    return made


async def test_mail_is_made_for_its_tenant_and_sent(room: MailRoom, tenant: UUID) -> None:
    job_id = await room.want(tenant, about="7")
    assert await room.work() == 1
    (mail,) = room.mailer.sent
    ((whose, ids, secret),) = room.made
    assert (whose, ids, mail.key) == (tenant, {"about": "7"}, str(job_id))
    assert secret in mail.text


async def test_job_holds_neither_an_address_nor_a_secret(room: MailRoom, tenant: UUID) -> None:
    job_id = await room.want(tenant, about="7")
    await room.work()
    row = str(dict(await room.job(tenant, job_id)))
    assert room.mailer.sent[0].to not in row
    assert room.made[0][2] not in row


async def test_mail_of_a_wish_that_was_taken_back_is_not_sent(room: MailRoom, tenant: UUID) -> None:
    with pytest.raises(RuntimeError, match="taken back"):
        async with room.database.open_scope(Scope(tenant, None)) as session:
            room.tenants.add(tenant)
            await send_mail(session, room.jobs, "reset_password")
            raise RuntimeError("taken back")
    assert await room.work() == 0


async def test_mails_of_others_are_not_counted(room: MailRoom, tenant: UUID, database: Database) -> None:
    other = new_id()
    async with database.open_scope(Scope(other, None)) as session:
        await session.execute("INSERT INTO tenant (organization_id, kind) VALUES ($1, 'person')", other)
        await send_mail(session, room.jobs, "reset_password")
    assert await room.work() == 0
    assert room.mailer.sent == []


async def test_second_try_is_the_same_mail(room: MailRoom, tenant: UUID) -> None:
    job_id = await room.want(tenant)
    room.mailer.fails = [MailUnavailable("away")]
    await room.work()
    assert room.mailer.sent == []
    waiting = await room.job(tenant, job_id)
    assert (waiting["state"], waiting["attempts"]) == ("queued", 0)
    await room.let_it_be_due(tenant)
    await room.work()
    assert len({secret for _, _, secret in room.made}) == 1
    assert [mail.key for mail in room.mailer.sent] == [str(job_id)]


async def test_refused_mail_is_buried_at_once_without_the_address(room: MailRoom, tenant: UUID) -> None:
    job_id = await room.want(tenant)
    room.mailer.fails = [MailRefused("The mail server refuses this mail for good (reply 550).")]
    await room.work()
    dead = await room.job(tenant, job_id)
    assert (dead["state"], dead["attempts"]) == ("dead", 1)
    assert "reply 550" in dead["error"]


async def test_nothing_is_sent_about_what_is_gone(room: MailRoom, tenant: UUID) -> None:
    await room.want(tenant, gone="yes")
    assert await room.work() == 1
    assert room.mailer.sent == []


async def test_mail_that_nobody_knows_is_a_fault_where_it_is_wished(room: MailRoom, tenant: UUID) -> None:
    with pytest.raises(ValueError, match="no mail"):
        await room.want(tenant, "no_such_mail")
