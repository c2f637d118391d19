"""Pictures in requests: bytes within a data: URL, and really a picture. Addresses are never fetched nor handed on."""

import base64
import binascii
import re

from aisle.llm.messages import Image
from aisle.web.openai.errors import InvalidParameter

DATA_URL = re.compile(r"data:(image/[a-z0-9.+-]{1,40})(?:;[a-z0-9=._-]{1,60})*;base64,", re.IGNORECASE)
MOST_BYTES = 20 * 2**20
# What the large providers all read, by how such files begin.
SIGNATURES = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}


def image_of(url: str, param: str) -> Image:
    """Return the picture of a data: URL. The file says what it is, whatever the URL calls it.

    param: where it stands in the body. Raises InvalidParameter.
    """
    head = DATA_URL.match(url)
    if head is None:
        raise InvalidParameter(
            f"`{param}` is not a picture as `data:image/…;base64,…`; pictures at addresses are not fetched.",
            param,
        )
    if len(url) > MOST_BYTES * 4 // 3:
        raise InvalidParameter(f"`{param}` is larger than {MOST_BYTES // 2**20} MiB.", param)
    try:
        data = base64.b64decode(url[head.end() :], validate=True)
    except (binascii.Error, ValueError):
        raise InvalidParameter(f"`{param}` is not base64.", param) from None
    kind = next((name for name, begins in SIGNATURES.items() if begins.match(data)), None)
    if kind is None:
        raise InvalidParameter(f"`{param}` is no PNG, JPEG, GIF or WebP picture.", param)
    return Image(data, kind)
