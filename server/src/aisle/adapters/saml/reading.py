"""From what was posted to a tree that nothing is hidden in."""

import base64
import binascii
import re
from typing import Any

from lxml import etree

from aisle.identity.federation.errors import SignInFailed

LONGEST = 256 * 1024
MOST_ELEMENTS = 2_000
MARKUP = re.compile(
    rb"<!(?!\[CDATA\[)|<\?(?!xml[\s])"
)  # document types, entities, comments, processing instructions
UTF8 = re.compile(rb'^<\?xml[^>]*encoding\s*=\s*["\'](?!utf-8["\'])', re.IGNORECASE)


class Refused(SignInFailed):
    """One check did not hold. `why` is for tests and logs; who is asked to sign in again is told no more."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


def require(holds: object, why: str) -> None:
    """Raise Refused unless it holds."""
    if not holds:
        raise Refused(why)


def decode(response: str) -> bytes:
    """Return the XML of a posted response."""
    require(len(response) <= LONGEST * 4 // 3, "too long")
    try:
        raw = base64.b64decode("".join(response.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Refused("not base64") from None
    require(raw, "empty")
    return raw


def parse(raw: bytes) -> Any:
    """Return the root element of XML that has no document type, no comments, and one reading in every parser."""
    require(len(raw) <= LONGEST, "too long")
    require(b"\0" not in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")), "not UTF-8")
    require(not UTF8.match(raw.lstrip()), "not UTF-8")
    require(not MARKUP.search(raw), "document type, entity, comment or processing instruction")
    require(b"<![CDATA[" not in raw, "character data section")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        raise Refused("not well-formed") from None
    _check_tree(root)
    return root


def _check_tree(root: Any) -> None:
    info = root.getroottree().docinfo
    require(info.internalDTD is None and info.externalDTD is None and not info.doctype, "document type")
    for number, node in enumerate(root.iter(), 1):
        require(isinstance(node.tag, str), "comment, entity or processing instruction")
        require(number <= MOST_ELEMENTS, "too many elements")


def text_of(element: Any) -> str:
    """Return the text of an element that has nothing but text."""
    require(len(element) == 0, "elements where text is expected")
    return (element.text or "").strip()
