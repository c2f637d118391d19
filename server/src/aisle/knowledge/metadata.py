"""What a sender says about a file, made safe to store and to show. A name is a label and never a path."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from aisle.knowledge.intake import IncomingFile

LONGEST_NAME, LONGEST_URL, LONGEST_LABEL, MOST_TAGS = 1000, 2000, 200, 50
_DRIVE = re.compile(r"^[A-Za-z]:")
_LANGUAGE = re.compile(r"^([a-z]{2})(?:[-_].*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Cleaned metadata; None, and empty tags, mean that nothing was said. url_refused: one was, but may not be used."""

    name: str
    title: str | None
    url: str | None
    url_refused: bool
    language: str | None
    category: str | None
    tags: tuple[str, ...]


def clean(file: IncomingFile) -> Metadata:
    """Clean what came with a file."""
    given_url = _words(file.url)
    url = given_url if given_url and is_safe_url(given_url) else None
    labels = [label for tag in file.tags if (label := _words(tag)[:LONGEST_LABEL])]
    return Metadata(
        name=clean_name(file.name),
        title=_words(file.title)[:LONGEST_LABEL] or None,
        url=url,
        url_refused=bool(given_url) and url is None,
        language=_language(file.language),
        category=_words(file.category)[:LONGEST_LABEL] or None,
        tags=tuple(dict.fromkeys(labels))[:MOST_TAGS],
    )


def clean_name(name: str) -> str:
    """Return a name without control characters and without a way out of any folder.

    Folders of a plain relative name stay, because they tell guides/care.md and terms/care.md apart. Of a name that
    is absolute or climbs, only the last part is left.
    """
    path = _printable(name).replace("\\", "/").strip()
    parts = [part.strip() for part in _DRIVE.sub("", path).split("/")]
    kept = [part for part in parts if part not in ("", ".", "..")]
    if path.startswith("/") or _DRIVE.match(path) or ".." in parts:
        kept = kept[-1:]
    return "/".join(kept)[-LONGEST_NAME:].strip() or "untitled"


def title_from_name(name: str) -> str:
    """Return what to call a document until something better is known: its name without folder and extension."""
    return PurePosixPath(name).stem[:LONGEST_LABEL] or name[:LONGEST_LABEL]


def is_safe_url(url: str) -> bool:
    """Say whether a link may be shown: http, https or a path of the shop's own site."""
    if len(url) > LONGEST_URL or any(mark.isspace() for mark in url) or "\\" in url:
        return False
    if url.startswith("/"):
        return not url.startswith("//")
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _language(given: str | None) -> str | None:
    match = _LANGUAGE.match((given or "").strip())
    return match[1].lower() if match else None


def _words(text: str | None) -> str:
    return " ".join(_printable(text or "").split())


def _printable(text: str) -> str:
    """Drop control, format and surrogate characters: they hide, reorder, or cannot be stored."""
    kept = (" " if mark in "\t\n\r" else mark for mark in text)
    return "".join(mark for mark in kept if unicodedata.category(mark) not in ("Cc", "Cf", "Cs"))
