"""Checking a ZIP archive before anything in it is unpacked."""

import io
import struct
import zipfile

from aisle.knowledge.structure import FailureReason, ParseFailed

MAX_ENTRIES = 2_000
MAX_BYTES = 200 * 1024 * 1024
# A page of text repeats itself about twenty times; two hundred is past what a person writes.
MAX_RATIO = 200
_RATIO_FROM_BYTES = 10 * 1024 * 1024
_MAX_DIRECTORY_BYTES = MAX_ENTRIES * 512
_END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_LINK = 0o120000
_ARCHIVES = (".zip", ".docx", ".xlsx", ".pptx", ".jar", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz")


def open_archive(data: bytes, nested_under: str = "", most_bytes: int = MAX_BYTES) -> zipfile.ZipFile:
    """Open an archive that holds no more than a document may.

    Archives inside the archive are only accepted under the folder `nested_under`, and never opened.

    Raises ParseFailed: `bomb` when it has too many entries, would unpack to far more than it is, or holds archives in
    archives; `too_large` when it would unpack to too much; `corrupt` when it is damaged, encrypted entry by entry, or holds links or paths out of itself.
    """
    _require_small_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ParseFailed(FailureReason.CORRUPT, "the archive is damaged") from None
    entries = archive.infolist()
    _require_small(entries, most_bytes)
    for entry in entries:
        _require_plain(entry, nested_under)
    return archive


def _require_small_directory(data: bytes) -> None:
    """Refuse by the archive's last record alone: listing a million entries would itself take all memory."""
    at = data.rfind(_END, max(0, len(data) - _END_BYTES - _LONGEST_COMMENT))
    if at < 0 or at + _END_BYTES > len(data):
        raise ParseFailed(FailureReason.CORRUPT, "the archive is cut off")
    entries, directory_bytes = struct.unpack_from("<HI", data, at + 10)
    if entries > MAX_ENTRIES or directory_bytes > _MAX_DIRECTORY_BYTES:
        raise ParseFailed(FailureReason.BOMB, f"the archive has more than {MAX_ENTRIES:,} entries")


def _require_small(entries: list[zipfile.ZipInfo], most_bytes: int) -> None:
    if len(entries) > MAX_ENTRIES:
        raise ParseFailed(FailureReason.BOMB, f"the archive has more than {MAX_ENTRIES:,} entries")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    too_dense = unpacked > _RATIO_FROM_BYTES and unpacked > packed * MAX_RATIO
    if too_dense:
        raise ParseFailed(FailureReason.BOMB, f"the archive would unpack to {unpacked:,} bytes")
    if unpacked > most_bytes:
        raise ParseFailed(
            FailureReason.TOO_LARGE, f"the archive would unpack to {unpacked:,} bytes; split the document"
        )


def _require_plain(entry: zipfile.ZipInfo, nested_under: str) -> None:
    name = entry.filename
    if (
        name.startswith("/")
        or "\\" in name
        or ".." in name.split("/")
        or (entry.external_attr >> 16) & _LINK == _LINK
    ):
        raise ParseFailed(FailureReason.CORRUPT, "the archive holds links or paths that lead out of it")
    if entry.flag_bits & 1:
        raise ParseFailed(FailureReason.ENCRYPTED, "the archive's entries are encrypted")
    allowed = bool(nested_under) and name.startswith(nested_under)
    if name.lower().endswith(_ARCHIVES) and not allowed:
        raise ParseFailed(FailureReason.BOMB, "the archive holds another archive")
