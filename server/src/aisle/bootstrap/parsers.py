"""From settings to what reads documents."""

from aisle.adapters.ocr.parser import RecognisingParser
from aisle.adapters.ocr.tesseract import Tesseract
from aisle.adapters.sandbox import ParserSandbox, SandboxLimits
from aisle.core.settings import Settings

PREVIEW_PAGES = 3  # whose text a preview recognises, while somebody waits


def make_parser(settings: Settings, role: str = "worker") -> RecognisingParser:
    """Return the parser of documents. The API, which reads for previews alone, recognises a few pages at most."""
    sandbox = ParserSandbox(SandboxLimits(input_bytes=settings.upload_max_bytes))
    most = settings.ocr_max_pages if role == "worker" else min(settings.ocr_max_pages, PREVIEW_PAGES)
    return RecognisingParser(sandbox, Tesseract(), most)
