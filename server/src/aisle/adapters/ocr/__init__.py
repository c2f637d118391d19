"""Text recognition for scanned documents: the sandbox draws pages, an engine in a cell of its own reads them."""

from aisle.adapters.ocr.engine import OcrEngine, RecognitionFailed
from aisle.adapters.ocr.parser import RecognisingParser
from aisle.adapters.ocr.tesseract import Tesseract

__all__ = ["OcrEngine", "RecognisingParser", "RecognitionFailed", "Tesseract"]
