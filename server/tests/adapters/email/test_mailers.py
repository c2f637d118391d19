"""What every sender promises, and what the mail server's answers mean."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult
from mail_sinks import Sink, own_certificate, running_sink

from aisle.adapters.email.console import ConsoleMailer
from aisle.adapters.email.memory import MemoryMailer
from aisle.adapters.email.off import NoMailer
from aisle.adapters.email.smtp import MailServer, SmtpMailer
from aisle.bootstrap.mailers import make_mailer
from aisle.core.clock import FixedClock
from aisle.core.http.breaker import FAILURES
from aisle.core.settings import Settings
from aisle.notifications.errors import MailRefused, MailUnavailable
from aisle.notifications.ports import Mail, Mailer

CLOCK = FixedClock(datetime(2026, 11, 20, 21, 30, tzinfo=UTC))
SENDER = "Aisle <no-reply@shop.example>"
MAIL = Mail("ann@customer.example", "Grüße, Ann", "Hello Ann: ☂\n", "<p>Hello Ann: ☂</p>\n", "one")


@dataclass
class Sender:
    """One way to send, and how to read what it sent."""

    mailer: Mailer
    texts: Callable[[], list[str]]


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def port(sink: Sink) -> Iterator[int]:
    with running_sink(sink) as port:
        yield port


def insecure(port: int) -> SmtpMailer:
    return SmtpMailer(MailServer.of(f"smtp+insecure://127.0.0.1:{port}"), SENDER, CLOCK)


@pytest.fixture(params=["smtp", "console", "memory"])
def sender(request: pytest.FixtureRequest, sink: Sink, port: int) -> Sender:
    if request.param == "smtp":
        return Sender(insecure(port), lambda: [body_of(sink, n) for n in range(len(sink.received))])
    if request.param == "console":
        written: list[str] = []
        return Sender(ConsoleMailer(SENDER, CLOCK, written.append), lambda: written)
    memory = MemoryMailer()
    return Sender(memory, lambda: [f"{mail.to} {mail.subject} {mail.text}" for mail in memory.sent])


def body_of(sink: Sink, number: int = 0, kind: str = "plain") -> str:
    message = sink.received[number]
    part = message.get_body((kind,))
    assert part is not None
    return f"{message['to']} {message['subject']} {part.get_content()}"


# what all promise ---------------------------------------------------------------------------------------------


async def test_mail_arrives_whole(sender: Sender) -> None:
    await sender.mailer.send(MAIL)
    (text,) = sender.texts()
    assert all(one in text for one in ("ann@customer.example", "Grüße, Ann", "Hello Ann: ☂"))


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ann",
        "ann@",
        "@x.example",
        "ann@x.example\r\nBcc: eve@x.example",
        "ann@x.example\nSubject: x",
        "ann@x.example, eve@x.example",
        "ann@x.example;eve@x.example",
        "Ann <ann@x.example>",
        "ann@x.example eve@x.example",
        "ann@x@y.example",
        "ann@x.example\0",
        "(eve@x.example)ann@x.example",
        '"ann eve"@x.example',
        "a" * 65 + "@x.example",
    ],
)
async def test_what_is_not_one_address_is_refused(sender: Sender, to: str) -> None:
    with pytest.raises(MailRefused):
        await sender.mailer.send(replace(MAIL, to=to))
    assert sender.texts() == []


@pytest.mark.parametrize("tail", ["\r\nBcc: eve@x.example", "\nBcc: eve@x.example", "\rX: y", "\0"])
async def test_second_header_in_a_subject_is_refused(sender: Sender, tail: str) -> None:
    with pytest.raises(MailRefused):
        await sender.mailer.send(replace(MAIL, subject=f"Hello{tail}"))
    assert sender.texts() == []


# the mail server ----------------------------------------------------------------------------------------------


async def test_text_and_page_travel_with_a_stable_id(sink: Sink, port: int) -> None:
    for _ in range(2):
        await insecure(port).send(MAIL)
    first, second = sink.received
    assert "☂" in body_of(sink, 0, "plain")
    assert "<p>" in body_of(sink, 0, "html")
    assert first["message-id"] == second["message-id"] == "<one@shop.example>"
    assert (first["from"], first["auto-submitted"]) == (SENDER, "auto-generated")
    assert first["date"] == "Fri, 20 Nov 2026 21:30:00 +0000"


@pytest.mark.parametrize(
    ("replies", "raised"),
    [
        (["451 later"], MailUnavailable),
        (["421 going"], MailUnavailable),
        (["552 too large"], MailRefused),
        (["554 no"], MailRefused),
    ],
)
async def test_replies_tell_whether_to_come_again(
    sink: Sink, port: int, replies: list[str], raised: type[Exception]
) -> None:
    sink.replies = replies
    with pytest.raises(raised):
        await insecure(port).send(MAIL)
    await insecure(port).send(MAIL)
    assert len(sink.received) == 1


@pytest.mark.parametrize(
    ("reply", "raised"),
    [("550 unknown", MailRefused), ("450 busy", MailUnavailable), ("452 full", MailUnavailable)],
)
async def test_refused_receiver_is_told_from_a_busy_one(
    sink: Sink, port: int, reply: str, raised: type[MailRefused | MailUnavailable]
) -> None:
    sink.receiver_reply = reply
    with pytest.raises(raised) as caught:
        await insecure(port).send(MAIL)
    assert reply[:3] in caught.value.detail
    assert MAIL.to not in caught.value.detail


async def test_nobody_there_is_unavailable_and_soon_left_alone(port: int, sink: Sink) -> None:
    with running_sink(Sink()) as gone:
        pass
    mailer = insecure(gone)
    for _ in range(FAILURES):
        with pytest.raises(MailUnavailable, match="did not take"):
            await mailer.send(MAIL)
    with pytest.raises(MailUnavailable, match="left alone"):
        await mailer.send(MAIL)


async def test_wrong_password_is_the_operators_to_mend(sink: Sink) -> None:
    def refuse(*_: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    with running_sink(sink, authenticator=refuse, auth_require_tls=False, auth_required=True) as port:
        server = MailServer.of(f"smtp+insecure://aisle:p%40ss@127.0.0.1:{port}")
        assert (server.user, server.password) == ("aisle", "p@ss")
        assert "p@ss" not in repr(server)
        with pytest.raises(MailUnavailable, match="535"):
            await SmtpMailer(server, SENDER, CLOCK).send(MAIL)


# encryption ---------------------------------------------------------------------------------------------------


async def test_starttls_is_used(sink: Sink, tmp_path: Path) -> None:
    serving, believing = own_certificate(tmp_path)
    with running_sink(sink, tls_context=serving) as port:
        await SmtpMailer(MailServer.of(f"smtp://127.0.0.1:{port}"), SENDER, CLOCK, believing).send(MAIL)
    assert sink.encrypted == [True]


async def test_tls_from_the_start_is_used(sink: Sink, tmp_path: Path) -> None:
    serving, believing = own_certificate(tmp_path)
    with running_sink(sink, ssl_context=serving) as port:
        await SmtpMailer(MailServer.of(f"smtps://127.0.0.1:{port}"), SENDER, CLOCK, believing).send(MAIL)
    assert sink.encrypted == [True]


async def test_server_without_starttls_gets_nothing(sink: Sink, port: int) -> None:
    with pytest.raises(MailUnavailable):
        await SmtpMailer(MailServer.of(f"smtp://127.0.0.1:{port}"), SENDER, CLOCK).send(MAIL)
    assert sink.received == []


@pytest.mark.parametrize("encryption", ["smtp", "smtps"])
async def test_certificate_that_nobody_vouches_for_gets_nothing(
    sink: Sink, tmp_path: Path, encryption: str
) -> None:
    serving, _ = own_certificate(tmp_path)
    how = {"tls_context": serving} if encryption == "smtp" else {"ssl_context": serving}
    with running_sink(sink, **how) as port:
        mailer = SmtpMailer(MailServer.of(f"{encryption}://127.0.0.1:{port}"), SENDER, CLOCK, believes_none())
        with pytest.raises(MailUnavailable):
            await mailer.send(MAIL)
    assert sink.received == []


def believes_none() -> ssl.SSLContext:
    return ssl.create_default_context()


# which one is used --------------------------------------------------------------------------------------------


async def test_terminal_is_used_in_development_alone() -> None:
    developing = Settings(_env_file=None)
    serving = Settings(_env_file=None, mode="production", database_url="postgresql://a:b@c/d")
    assert isinstance(make_mailer(developing), ConsoleMailer)
    mailer = make_mailer(serving)
    assert isinstance(mailer, NoMailer)
    with pytest.raises(MailUnavailable, match="AISLE_SMTP_URL"):
        await mailer.send(MAIL)
    with_server = Settings(_env_file=None, smtp_url="smtps://mail.example", mail_from=SENDER)
    assert isinstance(make_mailer(with_server), SmtpMailer)


async def test_control_characters_do_not_reach_the_terminal() -> None:
    written: list[str] = []
    await ConsoleMailer(SENDER, CLOCK, written.append).send(replace(MAIL, text="\x1b]0;x\x07Hi\x9b31m\n"))
    assert "\x1b" not in written[0]
    assert "\x9b" not in written[0]
    assert "Hi" in written[0]


@pytest.mark.parametrize(
    "wanted",
    [
        {"smtp_url": "https://mail.example", "mail_from": SENDER},
        {"smtp_url": "smtps://", "mail_from": SENDER},
        {"smtp_url": "smtps://mail.example"},
        {"smtp_url": "smtp+insecure://u:p@mail.example", "mail_from": SENDER},
        {"mail_from": "nobody"},
        {"mail_from": "A <a@b.example>\r\nBcc: c@d.example"},
    ],
)
def test_settings_that_cannot_send_are_refused(wanted: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        Settings(_env_file=None, **wanted)
