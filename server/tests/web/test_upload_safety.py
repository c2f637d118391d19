"""What was uploaded runs nowhere, and its name leads nowhere."""

from typing import Any
from uuid import uuid4

import pytest
from web_shops import Shop

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
PAGE = (
    b"<!doctype html><title>t</title><script>alert(1)</script><p onclick=alert(1)>Returns within 60 days.</p>"
)
ACTIVE = [("a.svg", SVG, "image/svg+xml"), ("a.png", SVG, "image/png"), ("a.html", PAGE, "text/html"),
          ("a.txt", PAGE, "text/plain"), ("a.pdf", PAGE, "application/pdf")]  # fmt: skip
NAMES = [
    "../../etc/passwd", "..\\..\\windows\\system.ini", "/etc/passwd", "C:\\x", "%2e%2e%2fx", "....//x", "a\x00.txt", "\u202etxt.exe",
    "con", ".", "..", "~root/.ssh/id", "file:///etc/passwd", "a/../b.txt", "x" * 900,
]  # fmt: skip


async def uploaded(shop: Shop, name: str, data: bytes, media_type: str) -> Any:
    return await shop.secret.post("/documents", files={"files": (name, data, media_type)})


async def answers_about(shop: Shop, document_id: str) -> list[Any]:
    """Every answer that tells of a document."""
    return [
        await shop.secret.get(f"/documents/{document_id}"),
        await shop.secret.get("/documents?limit=100"),
        await shop.secret.post("/search", json={"query": "returns 60 days"}),
        await shop.shopper.post("/chat", json={"message": "How many days do I have to return goods?"}),
    ]


@pytest.mark.parametrize(("name", "data", "media_type"), ACTIVE)
async def test_nothing_that_was_uploaded_is_served_so_that_it_could_run(
    own_shop: Shop, name: str, data: bytes, media_type: str
) -> None:
    sent = await uploaded(own_shop, name, data, media_type)
    await own_shop.work()
    if sent.status_code != 202 or "id" not in sent.json()["documents"][0]:
        return  # refused by its content
    for answer in await answers_about(own_shop, sent.json()["documents"][0]["id"]):
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", NAMES)
async def test_name_of_a_file_is_no_path(own_shop: Shop, name: str) -> None:
    """Two files whose paths would be one stay two; nothing is written where the name says."""
    text = f"# Returns\n\nReturns within 60 days. {uuid4()}".encode()
    sent = await own_shop.secret.post("/documents", json={"title": "t", "name": name, "text": text.decode()})
    if sent.status_code != 202:
        assert sent.status_code == 422
        return
    await own_shop.work()
    document_id = sent.json()["documents"][0]["id"]
    read = await own_shop.secret.json(f"/documents/{document_id}")
    assert read["state"] == "ready"
    deleted = await own_shop.secret.delete(f"/documents/{document_id}")
    assert deleted.status_code in (200, 202, 204)


@pytest.mark.parametrize("path", ["../returns", "..%2f..%2fetc%2fpasswd", "%2e%2e", "/etc/passwd", "a%00b"])
async def test_id_in_a_path_is_no_path(shop: Shop, path: str) -> None:
    for route in ("/documents/", "/catalog/imports/", "/citations/", "/jobs/"):
        assert (await shop.secret.get(f"{route}{path}")).status_code in (404, 405)
        assert (await shop.secret.delete(f"{route}{path}")).status_code in (404, 405)


async def test_export_is_a_file_to_save(shop: Shop) -> None:
    answer = await shop.secret.get("/synonyms/export?format=csv")
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "body",
    [
        b"--b\r\n\r\nno header\r\n--b--\r\n",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--b--\r\n",
        b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n",
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n',
        b"--b--\r\n",
        b"x",
        b"",
    ],
)
async def test_form_without_what_a_form_has_is_refused_and_no_fault_of_ours(shop: Shop, body: bytes) -> None:
    for path in ("/documents", "/documents/preview", "/catalog/imports"):
        for kind in (
            "multipart/form-data; boundary=b",
            "multipart/form-data; boundary=",
            "multipart/form-data",
        ):
            answer = await shop.secret.post(path, content=body, headers={"content-type": kind})
            assert 400 <= answer.status_code < 500, (path, kind, answer.text)
