"""Words of mails: one file for each kind and language, and an HTML twin that is made of the same paragraphs.

A file begins with the subject; after an empty line come paragraphs. A paragraph that is the link alone becomes a button.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aisle.notifications.ports import Mail
from aisle.notifications.types import Letter, Value

# What each mail says, by kind. A value called link is an address; every other is made harmless.
VALUES: Mapping[str, frozenset[str]] = {
    "confirm_email": frozenset({"name", "link", "until"}),
    "account_exists": frozenset({"name", "link"}),
    "reset_password": frozenset({"name", "link", "until"}),
    "change_email": frozenset({"name", "link", "until"}),
    "email_changed": frozenset({"name", "at", "link", "until"}),
    "password_changed": frozenset({"name", "at", "device"}),
    "new_sign_in": frozenset({"name", "at", "device", "address"}),
    "factor_added": frozenset({"name", "at", "factor"}),
    "factor_removed": frozenset({"name", "at", "factor"}),
    "recovery_code_used": frozenset({"name", "at", "left"}),
    "invitation": frozenset({"organization", "inviter", "link", "until"}),
    "shopper_code": frozenset({"store", "code", "minutes"}),
    "domain_lapsed": frozenset({"organization", "domain"}),
    "signed_out": frozenset({"name", "organization", "who", "devices"}),
    "visit_began": frozenset({"organization", "operator", "reason", "until"}),
    "budget_nearly_spent": frozenset({"organization", "spent", "limit", "ends"}),
    "review_soon": frozenset({"title", "on", "organization"}),
    "review_due": frozenset({"title", "on", "organization"}),
    "source_failing": frozenset({"source", "store", "since", "problem"}),
    "source_refused": frozenset({"source", "store", "problem"}),
    "source_well": frozenset({"source", "store"}),
    "run_waits": frozenset({"source", "store", "reason"}),
    "test": frozenset({"at"}),
}
FOLDER = Path(__file__).parent / "templates"
USUAL_LANGUAGE = "en"
LONGEST_VALUE = 200
LINK = "link"
# Line breaks, control characters, and those that turn the direction of text.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
# What mail programs turn into links by themselves: a name that somebody chose must not become one.
LINKS_ITSELF = re.compile(r"(?<=[\w\]])([.:])(?=[^\W\d]|//)")
WORD_JOINER = "\u2060"
MONTHS = {
    "en": [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ]
}

# Texts are not HTML, so nothing is escaped in them; the page is made of finished paragraphs, and escapes every one.
_texts = Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=False)  # noqa: S701
_pages = Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=True)


def compose(template: str, letter: Letter, key: str) -> Mail:
    """Write a mail in the letter's language, or in English where that is missing.

    key: the same for every try. Raises ValueError for values that the template does not have.
    """
    if set(letter.values) != VALUES[template]:
        raise ValueError(f"the mail “{template}” needs {sorted(VALUES[template])}")
    language = letter.language if letter.language in languages() else USUAL_LANGUAGE
    values = {name: _written(name, value, language) for name, value in letter.values.items()}
    text = _texts.get_template(f"{language}/{template}.txt").render(values)
    subject, _, body = text.strip().partition("\n\n")
    link = values.get(LINK)
    page = _pages.get_template("page.html").render(
        language=language, subject=subject, paragraphs=body.split("\n\n"), link=link
    )
    return Mail(letter.to, subject, body + "\n", page, key)


def languages() -> list[str]:
    """Return the languages that there are words in."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def harmless(text: str) -> str:
    """Return a text that others chose as one short line that no mail program makes a link of."""
    line = " ".join(UNSEEN.sub(" ", text).split())
    short = line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"
    return LINKS_ITSELF.sub(rf"{WORD_JOINER}\1{WORD_JOINER}", short)


def _written(name: str, value: Value, language: str) -> str:
    if isinstance(value, datetime):
        return _moment(value, language)
    return _address(str(value)) if name == LINK else harmless(str(value))


def _moment(value: datetime, language: str) -> str:
    at = value.astimezone(UTC)
    return f"{at.day} {MONTHS[language][at.month - 1]} {at.year}, {at:%H:%M} UTC"


def _address(link: str) -> str:
    parts: Any = urlsplit(link)
    if parts.scheme not in ("http", "https") or not parts.hostname or UNSEEN.search(link) or " " in link:
        raise ValueError("a link in a mail begins with https:// or http://, and has no blanks")
    return link
