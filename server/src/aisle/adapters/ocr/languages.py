"""Which of an engine's languages a page is read with."""

from collections.abc import Sequence

# Tesseract's names (its tessdata folder) by ISO 639-1 code; most are ISO 639-2/T.
_NAMES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
    "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "nb": "nor", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp",
    "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "chi_sim",
}  # fmt: skip
# Each one more takes its time again, and beyond a few the reading gets worse.
_MOST = 3
_NO_LANGUAGES = ("osd", "equ", "snum")


def choose(wanted: Sequence[str], installed: Sequence[str]) -> tuple[str, ...]:
    """Return the installed languages to read with: those wanted, and English, in which every shop's papers have words.

    Where none of these is installed, the first few that are.
    """
    known = [name for name in installed if name not in _NO_LANGUAGES]
    names = [_NAMES.get(code.lower().split("-")[0], "") for code in (*wanted, "en")]
    found = [name for name in dict.fromkeys(names) if name in known]
    return tuple((found or known)[:_MOST])
