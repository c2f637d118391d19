"""Pictures as callers send them: what they are is seen from their bytes, and nothing is fetched or decoded.

The structure of the file is walked from its first to its last byte: a picture that is cut, or is none, costs no call. Sources: PNG
(W3C, third edition), JPEG (ITU-T T.81), WebP (Google's container specification).
"""

import base64
import binascii
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import repeat
from struct import unpack_from

from aisle.analysis.errors import ImageInvalid
from aisle.llm.messages import Image

MOST_IMAGES = 8
MOST_BYTES = 5 * 2**20  # of one picture; the least that a provider takes
MOST_SIDE = 8_000  # points
# Of a file, each looked at: cameras and tools write dozens, and a picture could be of nothing but these.
MOST_STEPS = 10_000
Size = tuple[int, int]
NO_SIZES = frozenset({0xC4, 0xC8, 0xCC})  # of JPEG's markers C0 to CF: tables, not frames


class _Broken(Exception):
    """The file is none of its kind."""


def read_image(sent: str, place: str) -> Image:
    """Return a picture. sent: its bytes in base64. place: where it stood, for messages. Raises ImageInvalid."""
    data = _decoded(sent, place)
    for mark, (media_type, size_of) in KINDS.items():
        if data.startswith(mark):
            return Image(_checked(data, size_of, place), media_type)
    raise ImageInvalid(f"{place}: this is no PNG, JPEG or WebP picture.")


def _decoded(sent: str, place: str) -> bytes:
    if len(sent) > MOST_BYTES * 4 // 3 + 4:
        raise ImageInvalid(f"{place}: a picture has at most {MOST_BYTES:,} bytes.")
    try:
        return base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        raise ImageInvalid(
            f"{place}: “data” is the file in base64, without a line break; addresses are not fetched."
        ) from None


def _checked(data: bytes, size_of: Callable[[bytes], Size], place: str) -> bytes:
    try:
        width, height = size_of(data)
    except (_Broken, struct.error, IndexError) as error:
        raise ImageInvalid(f"{place}: the picture is damaged or cut ({error}).") from None
    if not 0 < width <= MOST_SIDE or not 0 < height <= MOST_SIDE:
        raise ImageInvalid(
            f"{place}: the picture is {width:,} by {height:,} points; at most {MOST_SIDE:,} by {MOST_SIDE:,} are taken."
        )
    return data


def _steps() -> Iterator[None]:
    yield from repeat(None, MOST_STEPS)
    raise _Broken(f"it has more than {MOST_STEPS:,} parts")


def _of_png(data: bytes) -> Size:
    at, kinds = 8, []
    for _ in _steps():
        length, kind = unpack_from(">I4s", data, at)
        end = at + 8 + length
        if zlib.crc32(data[at + 4 : end]) != unpack_from(">I", data, end)[0]:
            raise _Broken("a part's checksum is wrong")
        kinds.append(kind)
        at = end + 4
        if kind == b"IEND":
            break
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds or at != len(data):
        raise _Broken("its parts are not those of a picture")
    width, height = unpack_from(">II", data, 16)
    return width, height


def _of_jpeg(data: bytes) -> Size:
    at, size = 2, (0, 0)
    for _ in _steps():
        mark, kind = unpack_from(">BB", data, at)
        if mark != 0xFF:
            raise _Broken("a marker is missing")
        if kind == 0xFF:  # fill bytes
            at += 1
            continue
        if 0xC0 <= kind <= 0xCF and kind not in NO_SIZES:
            height, width = unpack_from(">HH", data, at + 5)
            size = (width, height)
        if kind == 0xDA:
            break
        at += 2 + int(unpack_from(">H", data, at + 2)[0])
    # Cameras put other things behind the end; the end itself must be there, behind the points.
    if data.find(b"\xff\xd9", at) < 0:
        raise _Broken("its end is missing")
    return size


def _of_webp(data: bytes) -> Size:
    if data[8:12] != b"WEBP" or unpack_from("<I", data, 4)[0] + 8 not in (len(data), len(data) - 1):
        raise _Broken("its length is another than it says")
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = unpack_from("<I", data, 21)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise _Broken("its first part is not known")


KINDS: Mapping[bytes, tuple[str, Callable[[bytes], Size]]] = {
    b"\x89PNG\r\n\x1a\n": ("image/png", _of_png),
    b"\xff\xd8\xff": ("image/jpeg", _of_jpeg),
    b"RIFF": ("image/webp", _of_webp),
}
