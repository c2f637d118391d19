"""What becomes of e-mail messages, attachments and hostile nesting included."""

import pytest
from made_documents import word
from made_office import message, sizes

from aisle.knowledge.structure import ParseFailed


def test_headers_text_and_attachments_become_one_document(read, blocks) -> None:
    mail = message(
        attached={
            "returns.docx": word(),
            "sizes.xlsx": sizes(),
            "photo.bin": b"\x89PNG\r\n\x1a\n" + bytes(99),
        }
    )
    document = read(mail.as_bytes(), "mail.eml")
    assert document.title == "Rückgabe Ihrer Jacke"
    assert document.media_type == "message/rfc822"
    assert blocks(document)[:5] == [
        ("heading", "Rückgabe Ihrer Jacke"),
        ("paragraph", "From: Mia <mia@shop.example>"),
        ("paragraph", "To: kim@example.com"),
        ("paragraph", "Date: Fri, 20 Nov 2026 10:00:00 +0000"),
        ("paragraph", "You can send it back."),
    ]
    assert ("heading", "returns.docx") in blocks(document)
    assert ("table_row", "UK | £4 £2 | £4 £2") in blocks(document)
    assert ("table_row", "S | 96 | 129.9") in blocks(document)
    assert document.tables[1].headers == ("Size", "Chest in cm", "Price")
    assert any(note.startswith("attachment_unread: photo.bin") for note in document.notes)


def test_of_alternatives_the_page_is_read(read, blocks) -> None:
    mail = message("plain words", "<html><body><h2>Sizes</h2><p>rich words</p></body></html>")
    document = read(mail.as_bytes(), "mail.eml")
    assert ("paragraph", "rich words") in blocks(document)
    assert "plain words" not in document.text


def test_a_message_in_a_message_goes_a_level_down(read) -> None:
    outer = message("See below.")
    outer.add_attachment(message("The older words."))
    document = read(outer.as_bytes(), "mail.eml")
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2]
    assert "The older words." in document.text


def test_messages_nested_too_deeply_are_left_out_and_told(read) -> None:
    mail = message("innermost")
    for number in range(6):
        outer = message(f"level {number}")
        outer.add_attachment(mail)
        mail = outer
    document = read(mail.as_bytes(), "mail.eml")
    assert "innermost" not in document.text
    assert any("too deeply" in note for note in document.notes)


def test_thousands_of_boundaries_are_a_bomb(read) -> None:
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(3_000)
    )
    with pytest.raises(ParseFailed) as failure:
        read(f"From: a@b.example\r\nSubject: x\r\n{nested}".encode(), "mail.eml")
    assert failure.value.state == "bomb"


def test_too_many_attachments_are_left_out_and_told(read) -> None:
    mail = message(attached={f"{number}.txt": b"words %d." % number for number in range(30)})
    document = read(mail.as_bytes(), "mail.eml")
    assert "words 19." in document.text
    assert "words 20." not in document.text
    assert any("too many attachments" in note for note in document.notes)


def test_a_message_is_known_without_its_extension_and_a_memo_is_none(read) -> None:
    assert read(message().as_bytes(), "mail").media_type == "message/rfc822"
    assert read("From: the office\nColour: red\n\nWords.", "memo.txt").media_type == "text/plain"


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a\nSubject: =?nonsense?b?????=\n\nbody words",
        b"From: a\nSubject: x\nContent-Type: text/plain; charset=nonsense\n\nbody words",
        b"From: a\nSubject: x\nContent-Type: multipart/mixed\n\nbody words",
        b"From: a\nSubject: x\nContent-Transfer-Encoding: nonsense\n\nbody words",
        b"From: a\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nbody words",
    ],
)
def test_broken_messages_give_what_can_be_read(read, raw: bytes) -> None:
    assert "body words" in read(raw, "mail.eml").text
