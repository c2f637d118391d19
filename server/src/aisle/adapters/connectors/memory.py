"""What a connector remembers from one sync to the next, as durable text: JSON, packed, because there is much of the same in it."""

import base64
import json
import zlib
from typing import Any

from aisle.sources.errors import BrokenData

MOST = 256 * 2**20  # bytes, unpacked


def packed(value: Any) -> str:
    """Return values as text; equal values give equal text."""
    data = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    return base64.b85encode(zlib.compress(data, 6)).decode("ascii")


def unpacked(text: str) -> Any:
    """Return what `packed` wrote. Raises BrokenData."""
    try:
        data = zlib.decompressobj().decompress(base64.b85decode(text), MOST)
        return json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, zlib.error):
        raise BrokenData("What was remembered of this source cannot be read; read it whole again.") from None
