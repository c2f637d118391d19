"""The bare text of files, taken by the shortest way, to compare with what the parsers make of them."""

import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2

_WORD = re.compile(r"\w+")
_TEXT_TAGS = ("t", "v")
# The parts that hold a document's words. Headers, comments and hidden parts are not meant to be read.
_PARTS = {
    ".docx": re.compile(r"word/document\.xml"),
    ".pptx": re.compile(r"ppt/(slides|notesSlides)/[^/]+\.xml"),
    ".xlsx": re.compile(r"xl/sharedStrings\.xml"),
}


def characters_of(path: Path) -> Counter[str]:
    """Return the letters and digits of a file's own text: of a PDF's pages, or of the XML that holds words."""
    text = "".join(page_texts(path)) if path.suffix == ".pdf" else _office_text(path)
    return Counter(character for character in text if character.isalnum())


def page_texts(path: Path) -> list[str]:
    """Return the letters and digits of each page of a PDF."""
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return ["".join(filter(str.isalnum, unicodedata.normalize("NFC", text))) for text in texts]


def words_of(text: str) -> Counter[str]:
    """Return a text's words in lower case; marks of Markdown are none."""
    return Counter(word.lower() for word in _WORD.findall(text) if any(map(str.isalnum, word)))


def common(one: Counter[str], other: Counter[str]) -> int:
    """Return how many of one are in the other."""
    return (one & other).total()


def _office_text(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [name for name in archive.namelist() if _PARTS[path.suffix].fullmatch(name)]
            roots = [ElementTree.fromstring(archive.read(name)) for name in parts]
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError):
        return ""
    elements = (element for root in roots for element in root.iter())
    text = "".join(element.text or "" for element in elements if element.tag.rsplit("}", 1)[-1] in _TEXT_TAGS)
    return unicodedata.normalize("NFC", text)
