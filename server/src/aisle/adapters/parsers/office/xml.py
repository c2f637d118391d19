"""Reading the XML parts of a package without following anything in them."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from aisle.knowledge.structure import FailureReason, ParseFailed

_LARGEST_PART = 64 * 1024 * 1024
_DAMAGE = (KeyError, ValueError, etree.XMLSyntaxError)


def read_xml(archive: zipfile.ZipFile, part: str) -> Any:
    """Return the root element of a part. Raises ParseFailed: `corrupt` when it is missing or damaged, `too_large`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        if archive.getinfo(part).file_size > _LARGEST_PART:
            raise ParseFailed(FailureReason.TOO_LARGE, f"{part[:100]} inside the document is too large")
        return etree.fromstring(archive.read(part), parser)
    except _DAMAGE as error:
        raise ParseFailed(FailureReason.CORRUPT, f"the document is damaged: {part[:100]}") from error


def find_xml(archive: zipfile.ZipFile, part: str | None) -> Any | None:
    """Return the root element of a part that a document may do without, None where there is none."""
    return read_xml(archive, part) if part is not None and part in archive.NameToInfo else None


def stream_xml(archive: zipfile.ZipFile, part: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """Yield elements of a part by their local names as they end; each is emptied when the next is asked for.

    Raises ParseFailed with `corrupt` when the part is missing or damaged.
    """
    wanted = tuple(f"{{*}}{tag}" for tag in tags)
    try:
        with archive.open(part) as stream:
            for _, element in etree.iterparse(stream, tag=wanted, resolve_entities=False, no_network=True):
                yield element
                _release(element)
    except _DAMAGE as error:
        raise ParseFailed(FailureReason.CORRUPT, f"the document is damaged: {part[:100]}") from error


def _release(element: Any) -> None:
    """Give back the memory of an element and of those before it under the same parent."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(element: Any) -> str:
    """Return an element's name without its namespace; Strict and Transitional documents differ in that alone."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of an element with a local name."""
    return (child for child in element if local(child) == name)


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its local name, or an empty string."""
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), "")


def related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part inside its package: id to (type's last word, target part)."""
    folder, file = posixpath.split(part)
    root = find_xml(archive, f"{folder}/_rels/{file}.rels".lstrip("/"))
    found = {}
    for relation in root if root is not None else ():
        if local(relation) == "Relationship" and relation.get("TargetMode") != "External":
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
            found[relation.get("Id") or ""] = (kind, target.lstrip("/"))
    return found
