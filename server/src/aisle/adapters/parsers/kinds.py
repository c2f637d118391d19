"""Telling text from other data, and what an extension claims."""

# How files begin that are certainly not text, so that none is read as a page of noise.
_BINARY = (
    b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"\x7fELF", b"II*\x00", b"MM\x00*", b"\x80\x04\x95", b"SQLite format 3",
)  # fmt: skip
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_SAMPLE = 65_536
_ALLOWED_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1b")
_CONTROLS = bytes(byte for byte in range(32) if byte not in _ALLOWED_CONTROLS)
_MOST_CONTROLS = 0.02


def is_text(data: bytes) -> bool:
    """Say whether bytes are text of some encoding; a stray control character does not change that."""
    sample = data[:_SAMPLE]
    if sample.startswith(_UNICODE_MARKS):
        return True
    if sample.startswith(_BINARY):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= max(2, len(sample) * _MOST_CONTROLS)


def extension(name: str) -> str:
    """Return a file name's extension in lower case without the dot, or an empty string."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return last.rsplit(".", 1)[-1].lower() if "." in last else ""


def opening(data: bytes, size: int = 2_048) -> str:
    """Return the beginning of text for a look at its form, in lower case, without a byte order mark."""
    head = data[:size]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="ignore").lstrip("\ufeff \t\r\n").lower()
    return head.decode("utf-8", errors="ignore").lstrip("\ufeff \t\r\n").lower()
