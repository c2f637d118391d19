"""What may not stand in an answer: markup, pictures, foreign links, signs that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from aisle.answering.claims import Fault
from aisle.answering.generation.disguise import hides_letters, undressed

_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ue000-\uf8ff\U000e0000-\U000e0fff\ud800-\udfff]"
)
_PICTURE = re.compile(r"!\[[^\]]*\](?:\([^)\n]*\)?|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\(\s*<?([^)\s>]*)>?[^)\n]*\)?")
_TAG = re.compile(r"<(?!(?:https?|ftp|mailto):)[a-zA-Z/!?][^<>]*(?:>|$)")
_LEFT_OF_TAG = re.compile(r"<+(?=[a-zA-Z/!?])(?!<?(?:https?|ftp|mailto):)")  # of one tag within another
_DEFINITION = re.compile(r"^\s*\[[^\]\n]{1,40}\]:\s*\S+.*$")
_MAIL = re.compile(r"(?:mailto:)?([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"<?(?:(?:https?|ftp|file|data|javascript|vbscript|ws|wss|tel|sms|blob):[^\s<>\"'“”]*|(?:www\.|(?<!\w)//)[^\s<>\"'“”]+)>?",
    re.IGNORECASE,
)
# "free.It" is a missing space more often than an Italian host, so short endings count only before a path.
_HOST_BEFORE = r"(?<![\w@.-])(?:[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.|\s?[\[(]dot[\])]\s?))+"
_BARE_HOST = re.compile(
    rf"{_HOST_BEFORE}(?:(?:com|net|org|info|biz|io|shop|store|online|site|xyz|app|dev|ai|ly|click|top|live|tk|ru|cn|test|example|evil|co\.uk)\b"
    r"(?:/[^\s<>\"'“”]*)?|[a-z]{2,10}/[^\s<>\"'“”]+)",
    re.IGNORECASE,
)
# Of countries, in small letters alone, and none that is an English word: "us", "is", "no".
_COUNTRY_HOST = re.compile(
    r"(?<![\w@.-])(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+"
    r"(?:de|fr|es|nl|uk|eu|ch|pl|se|dk|fi|pt|ie|co|tv|cc|jp|ca|au|gg|cz|gr|hu|ro|ua|kr|mx|br|nz|za|sg|hk|tw|il|ae|link|page|site|cloud|tech|club|vip|icu)\b"
)
_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,}).*$")
_TABLE = re.compile(r"^\s*\|.*\|\s*$|^\s*:?-{3,}:?(?:\s*\|\s*:?-{3,}:?)+\s*$")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+|>\s?)+")
_RULE = re.compile(r"^\s*(?:[-*_]\s?){3,}$")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clean:
    """A sentence that holds words, marks and placeholders only. broken: nothing sensible is left of it."""

    text: str
    faults: frozenset[Fault]
    broken: bool = False


def clean(text: str, hosts: Collection[str], language: str) -> Clean:
    """Take out what is no text; links stay as plain addresses where they lead to one of the shop's own hosts."""
    text = undressed(unseen_out(text), language)
    if _FENCE.match(text) or _TABLE.match(text) or _DEFINITION.match(text) or _RULE.match(text):
        return Clean("", frozenset({Fault.MARKUP}), broken=True)
    bare = _TAG.sub("", _PICTURE.sub("", _ENTITY.sub(" ", text)))
    bare = _LEFT_OF_TAG.sub("", bare)
    faults = {Fault.MARKUP} if bare != text else set()
    linked, foreign = _links(bare, hosts)
    faults |= {Fault.FOREIGN_LINK} if foreign else set()
    plain = _HEADING.sub("", linked).replace("`", "").replace("__", "")
    plain = plain if plain.count("**") % 2 == 0 else plain.replace("**", "")
    plain = re.sub(r"(?<!\*)\*(?!\*)(\S[^*\n]*?\S|\S)\*(?!\*)", r"\1", plain)
    return Clean(
        re.sub(r"[ \t]{2,}", " ", plain).strip(), frozenset(faults), broken=foreign or hides_letters(plain)
    )


def unseen_out(text: str) -> str:
    """The text without signs that control, hide or turn round what is seen."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode()))


def without_addresses(text: str) -> str:
    """The text without links: an address claims nothing."""
    return _MAIL.sub("", _ADDRESS.sub("", text))


def _links(text: str, hosts: Collection[str]) -> tuple[str, bool]:
    """The text without foreign addresses, and whether there were any."""
    foreign: list[str] = []

    def shown(address: str) -> str:
        whole = address.strip("<>").rstrip(".,;:!?)")
        tail = address.strip("<>")[len(whole) :]
        if is_own(whole, hosts):
            return whole + tail
        foreign.append(whole)
        return tail

    text = _LINK.sub(lambda m: f"{m.group(1)} ({shown(m.group(2))})", text)
    text = _MAIL.sub(lambda m: shown(m.group()), text)
    text = _ADDRESS.sub(lambda m: shown(m.group()), text)
    text = _BARE_HOST.sub(lambda m: m.group() if "@" in text[: m.start()][-1:] else shown(m.group()), text)
    text = _COUNTRY_HOST.sub(lambda m: shown(m.group()), text)
    return re.sub(r"\s*\(\s*\)", "", text), bool(foreign)


def is_own(address: str, hosts: Collection[str]) -> bool:
    """Whether an address leads to one of the hosts by http, https or mail, with nothing hidden in it."""
    mail = _MAIL.fullmatch(address)
    if mail:
        return mail.group(1).rsplit("@", 1)[-1].lower() in hosts
    try:
        parts = urlsplit(address if "//" in address else f"https://{address}")
        host = parts.hostname
    except ValueError:
        return False
    plain = (
        parts.scheme in {"http", "https"}
        and parts.username is None
        and not parts.query
        and not parts.fragment
    )
    return plain and host is not None and host.lower() in hosts
