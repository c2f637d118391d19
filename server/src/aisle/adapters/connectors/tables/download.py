"""A file from an address, onto disk, and only when it changed."""

import gzip
import tempfile
import zlib
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from aisle.adapters.connectors.asking import Asking
from aisle.adapters.connectors.website.robots import USER_AGENT
from aisle.catalog.importing.file_kinds import is_workbook
from aisle.knowledge.structure import ParseFailed
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Convert, Request

PORTION = 256 * 1024
MOST_WORKBOOK = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server wants to hear when it is asked whether a file changed."""

    etag: str = ""
    modified: str = ""


async def download(
    asking: Asking, request: Request, known: Validators
) -> tuple[IO[bytes], Validators] | None:
    """Return a file, at its beginning, and its validators; None when it did not change. Whoever gets it closes it.

    Raises: as `Asking.ask`.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller's
    try:
        said = {"User-Agent": USER_AGENT, "If-None-Match": known.etag, "If-Modified-Since": known.modified}
        headers = {**request.headers, **{name: value for name, value in said.items() if value}}
        whole = Request(
            "GET",
            request.url,
            headers,
            request.credentials,
            None,
            request.most_bytes,
            request.seconds,
            3,
            cast(BinaryIO, file),
        )
        answer = await asking.ask(whole)
        if answer.status == 304:
            file.close()
            return None
        if answer.body:  # an Outside that keeps bodies in memory
            file.write(answer.body)
        file.seek(0)
        return file, Validators(
            answer.headers.get("etag", "")[:300], answer.headers.get("last-modified", "")[:60]
        )
    except BaseException:
        file.close()
        raise


async def readable(file: IO[bytes], most_bytes: int, convert: Convert, name: str) -> IO[bytes]:
    """Return a file as text: unpacked if it is packed, as rows if it is a workbook. The file given is closed if another comes back.

    Raises BrokenData.
    """
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        file = _unpacked(file, most_bytes)
        head = file.read(8)
        file.seek(0)
    return await _rows(file, convert, name) if is_workbook(head) else file


def _unpacked(packed: IO[bytes], most_bytes: int) -> IO[bytes]:
    plain = tempfile.TemporaryFile()  # noqa: SIM115 - the caller's
    try:
        with packed, gzip.GzipFile(fileobj=packed) as stream:
            while portion := stream.read(PORTION):
                plain.write(portion)
                if plain.tell() > most_bytes:
                    raise BrokenData(f"The packed file unpacks to more than {most_bytes:,} bytes.")
    except (OSError, EOFError, zlib.error):
        plain.close()
        raise BrokenData("The packed file is damaged.") from None
    except BrokenData:
        plain.close()
        raise
    plain.seek(0)
    return plain


async def _rows(book: IO[bytes], convert: Convert, name: str) -> IO[bytes]:
    with book:
        data = book.read(MOST_WORKBOOK + 1)
    if len(data) > MOST_WORKBOOK:
        raise BrokenData(f"The workbook has more than {MOST_WORKBOOK:,} bytes.")
    try:
        rows = await convert("rows", data, name)
    except ParseFailed as failure:
        raise BrokenData(f"The workbook cannot be read: {failure.detail}.") from None
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the caller's
    made.write(rows)
    made.seek(0)
    return made
