"""Pictures in requests: bytes within a data: URL, and really a picture. Addresses are never fetched nor handed on."""

import re

from aisle.analysis.errors import ImageInvalid
from aisle.analysis.images import read_image
from aisle.llm.messages import Image
from aisle.web.openai.errors import InvalidParameter

DATA_URL = re.compile(r"data:image/[a-z0-9.+-]{1,40}(?:;[a-z0-9=._-]{1,60})*;base64,", re.IGNORECASE)


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
    try:
        return read_image(url[head.end() :], f"`{param}`")
    except ImageInvalid as refusal:
        raise InvalidParameter(refusal.detail, param) from None
