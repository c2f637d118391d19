"""Asking one address of a site, and telling what it turned out to be, by itself and without the rest of the site."""

from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from aisle.adapters.connectors.website.addresses import join
from aisle.adapters.connectors.website.facts import Facts
from aisle.adapters.connectors.website.places import Found
from aisle.adapters.connectors.website.scope import fits
from aisle.knowledge.structure import ParseFailed
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Answer, Convert

HTML = frozenset({"text/html", "application/xhtml+xml"})
FILES = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/plain": "txt",
    "text/markdown": "md",
    "text/csv": "csv",
}
FOR_GOOD, FOR_NOW = (301, 308), (300, 302, 303, 307)
CLOSED, GONE = (401, 402, 403, 407), (404, 410)
DOORS = (
    "*/login*",
    "*/signin*",
    "*/sign-in*",
    "*/sign_in*",
    "*/anmelden*",
    "*/connexion*",
    "*/wp-login*",
    "*/account/login*",
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking. unchanged: as it was when it was asked last. why: said to the merchant, where there is a problem."""

    found: Found
    towards: str = ""
    etag: str = ""
    modified: str = ""
    media_type: str = ""
    body: bytes = b""
    facts: Facts | None = None
    unchanged: bool = False
    why: str = ""


_CODING = TypeAdapter(Visit)


def visit_bytes(visit: Visit) -> bytes:
    """Return a visit as bytes, to be kept beside memory."""
    return _CODING.dump_json(replace(visit, body=b"")) + b"\n" + visit.body


def visit_from(data: bytes) -> Visit:
    """Return what `visit_bytes` wrote."""
    said, _, body = data.partition(b"\n")
    return replace(_CODING.validate_json(said), body=body)


async def visit_of(address: str, answer: Answer, convert: Convert) -> Visit:
    """Judge an answer of any status by itself."""
    status = answer.status
    if status == 304:
        return Visit(Found.WAITING, unchanged=True)
    if status in FOR_GOOD or status in FOR_NOW:
        return _elsewhere(address, answer)
    if status in CLOSED:
        return Visit(Found.CLOSED, why=f"The page asks for a right to see it (status {status}).")
    if status in GONE:
        return Visit(Found.GONE)
    if not 200 <= status < 300:
        return Visit(Found.NOTHING, why=f"The page answers with status {status}.")
    return await _page(address, answer, convert)


def _elsewhere(address: str, answer: Answer) -> Visit:
    towards = join(address, answer.headers.get("location", ""))
    if towards is None:
        return Visit(Found.NOTHING, why="The page redirects to nowhere.")
    if any(fits("/" + towards.split("/", 3)[-1], door) for door in DOORS):
        return Visit(Found.CLOSED, why="The page asks to sign in.")
    return Visit(Found.MOVED if answer.status in FOR_GOOD else Found.SAME, towards)


async def _page(address: str, answer: Answer, convert: Convert) -> Visit:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    etag, modified = answer.headers.get("etag", "")[:300], answer.headers.get("last-modified", "")[:60]
    if kind in FILES:
        return Visit(Found.PAGE, "", etag, modified, kind, answer.body)
    if kind not in HTML or not answer.body.strip():
        return Visit(Found.NOTHING, "", etag, modified)
    try:
        read = await convert("page", answer.body, "page.html")
        facts = Facts.read(address, read, answer.headers.get("x-robots-tag", ""))
    except (ParseFailed, BrokenData) as failure:
        return Visit(Found.NOTHING, "", etag, modified, why=f"The page cannot be read: {failure.detail}.")
    return Visit(Found.PAGE, "", etag, modified, kind, answer.body, facts)
