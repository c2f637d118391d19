"""Making text safe to store and to show: one Unicode form, no characters that hide or reorder others."""

import re
import unicodedata
from dataclasses import dataclass

# Control characters but tab and line feed; zero-width and direction marks; tags (they spell hidden words);
# surrogates and non-characters, which cannot be stored as UTF-8 or mean nothing.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]+"
)
# They are in ordinary files for harmless reasons: line ends, soft hyphens, byte order marks.
_UNREMARKABLE = frozenset("\r\x0c\x0b\u00ad\ufeff")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# A single space needs no replacing.
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
_AROUND_LINE_ENDS = re.compile(r" ?\n ?")


@dataclass(slots=True)
class Cleaner:
    """Cleans the pieces of one document and counts the hidden characters that it took out."""

    hidden: int = 0

    def line(self, text: str) -> str:
        """Return clean text on one line, with single spaces."""
        text = self.characters(text).strip()
        return text if _is_plain(text) else " ".join(text.split())

    def lines(self, text: str) -> str:
        """Return clean text that keeps its line ends, with single spaces and no blank lines at its ends."""
        text = self.characters(text).strip()
        if _is_plain(text):
            return text
        text = _SPACES.sub(" ", text)
        return _AROUND_LINE_ENDS.sub("\n", text) if "\n" in text else text

    def code(self, text: str) -> str:
        """Return clean text that keeps its spaces, without blank lines at its ends."""
        return self.characters(text).strip("\n").rstrip()

    def characters(self, text: str) -> str:
        """Return text in Unicode normal form C with line feeds as line ends and without hidden characters."""
        if text.isascii() and text.isprintable():
            return text
        text = _LINE_ENDS.sub("\n", text)
        if _HIDDEN.search(text):
            text = _HIDDEN.sub(self._removed, text)
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    def _removed(self, match: re.Match[str]) -> str:
        self.hidden += sum(character not in _UNREMARKABLE for character in match.group())
        return ""


def _is_plain(text: str) -> bool:
    """Say whether text is on one line and has single spaces only, as most has: then nothing need be replaced."""
    return text.isprintable() and "  " not in text
