"""What the DOCX parser makes of Word's documents, and which it refuses before opening them."""

import io
import zipfile

import pytest
from made_documents import part, with_part, word

from aisle.knowledge.structure import ParseFailed

BODY = "word/document.xml"


def test_keeps_document_order_headings_lists_and_captions(read, blocks) -> None:
    document = read(word(), "returns.docx")
    assert blocks(document) == [
        ("heading", "Returns"),
        ("paragraph", "You can return a jacket within 30 days."),
        ("heading", "What we need"),
        ("paragraph", "Please send us:"),
        ("list_item", "the order number"),
        ("list_item", "the reason"),
        ("paragraph", "Cost of a return"),
        ("table_row", "Country | Parcel | Letter"),
        ("table_row", "UK | £4 £2 | £4 £2"),
        ("table_row", "France | €6 | €3"),
    ]
    assert [block.level for block in document.blocks if block.kind == "list_item"] == [1, 2]
    assert document.tables[0].caption == "Cost of a return"
    assert document.tables[0].headers == ("Country", "Parcel", "Letter")
    assert document.title == "Returns"


def test_deleted_text_is_left_out_and_inserted_text_kept(read) -> None:
    change = b"<w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins><w:r><w:t>Really: </w:t></w:r></w:ins><w:r><w:t>You can"
    body = part(word(), BODY).replace(b"<w:r><w:t>You can", change)
    text = read(with_part(word(), BODY, body), "a.docx").text
    assert "Really: You can return" in text


def refused(read, data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(ParseFailed) as failure:
        read(data, name)
    return failure.value.state.value


def test_refuses_an_external_entity(read) -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    body = part(word(), BODY).split(b"?>", 1)[1].replace(b"You can", b"&e;")
    assert refused(read, with_part(word(), BODY, entity + body)) == "corrupt"


def test_refuses_a_document_type_in_utf_16(read) -> None:
    body = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><w/>'.encode("utf-16")
    assert refused(read, with_part(word(), BODY, body)) == "corrupt"


def test_refuses_a_zip_bomb_before_unpacking_it(read) -> None:
    assert refused(read, with_part(word(), "word/media/a.bin", b"\0" * 60_000_000)) == "bomb"


def test_refuses_too_many_entries(read) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2_500):
            archive.writestr(f"word/{number}.xml", b"")
    assert refused(read, out.getvalue()) == "bomb"


def test_refuses_archives_in_the_archive_but_not_words_attachments(read) -> None:
    assert refused(read, with_part(word(), "word/inner.zip", b"PK\x03\x04")) == "bomb"
    assert read(with_part(word(), "word/embeddings/offer.docx", word()), "a.docx").text.startswith("Returns")


@pytest.mark.parametrize("name", ["../../etc/cron.d/x.xml", "/etc/passwd", "a\\..\\b.xml"])
def test_refuses_paths_that_lead_out(read, name: str) -> None:
    assert refused(read, with_part(word(), name, b"x")) in ("corrupt", "bomb")


def test_a_circle_of_styles_ends(read) -> None:
    styles = part(word(), "word/styles.xml").replace(
        b'w:basedOn w:val="Normal"', b'w:basedOn w:val="ListBullet"'
    )
    assert "order number" in read(with_part(word(), "word/styles.xml", styles), "a.docx").text


def test_macros_are_not_looked_at(read) -> None:
    with_macro = with_part(word(), "word/vbaProject.bin", b"Sub AutoOpen()")
    assert "AutoOpen" not in read(with_macro, "a.docm").text


@pytest.mark.parametrize("keep", [30, 500, 10_000])
def test_a_truncated_file_is_corrupt(read, keep: int) -> None:
    assert refused(read, word()[:keep]) == "corrupt"


def test_an_encrypted_document_says_so(read) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refused(read, locked) == "encrypted"
