"""Number formats of workbooks (ECMA-376, part 1, 18.8.30 and 18.8.31): a stored number as its cell shows it.

Dates come out in ISO form whatever their order in the format, so that nobody has to guess it. Formats that only a
spreadsheet can draw (fractions, conditions) fall back to the plain number.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

_BUILTIN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0"} | {
    39: "#,##0.00", 40: "#,##0.00", 14: "yyyy-mm-dd", 18: "h:mm", 19: "h:mm", 20: "h:mm", 21: "h:mm:ss"
} | {22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"}  # fmt: skip
_LOCAL_DATES = frozenset((*range(15, 18), *range(27, 37), *range(50, 59)))
_TOKEN = re.compile(
    r'"([^"]*)"?|\\(.)|[_*].|\[([^\]]*)\]|([0#?][0#?,]*(?:\.[0#?]*,*)?|\.[0#?]+)|(.)', re.DOTALL
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)")
_LONGEST_FORMAT = 255
_LAST_DAY = 2_958_466
_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Pattern:
    """One section of a format, for numbers: text around the digits, and how these are written."""

    before: str = ""
    after: str = ""
    digits: str = ""

    @property
    def is_general(self) -> bool:
        """Whether the number is written as it is."""
        return not self.digits

    def write(self, value: float) -> str:
        """Write a number that is not negative."""
        if self.is_general:
            return f"{self.before}{plain(value)}{self.after}"
        digits = self.digits.rstrip(",")
        whole, _, fraction = digits.partition(".")
        value *= 100 if "%" in self.after or "%" in self.before else 1
        value /= 1000 ** (len(self.digits) - len(digits))
        grouping = "," if "," in whole else ""
        text = f"{value:{grouping}.{min(len(fraction), 15)}f}"
        optional = len(fraction) - len(fraction.rstrip("#?"))
        if optional and "." in text:
            kept = text[-optional:].rstrip("0")
            text = (text[:-optional] + kept).rstrip(".")
        return f"{self.before}{text.zfill(self._width(whole, text))}{self.after}"

    def _width(self, whole: str, text: str) -> int:
        """Return the least length of the number: leading zeros are part of article and postal codes."""
        return whole.count("0") + len(text.partition(".")[1] + text.partition(".")[2])


def shown(value: float, code: str, date1904: bool = False) -> str:
    """Return a number as a cell of the format `code` shows it; dates and times in ISO form."""
    kind, patterns = _parsed(code)
    if kind:
        return _moment(value, kind, date1904) or plain(value)
    if value < 0 and len(patterns) > 1:
        return patterns[1].write(-value)
    if value == 0 and len(patterns) > 2:
        return patterns[2].write(0.0) if patterns[2].digits else patterns[2].before or "0"
    written = patterns[0].write(abs(value))
    return f"-{written}" if value < 0 else written


def is_quantity(code: str) -> bool:
    """Say whether a format shows a bare number: no date, share or currency, and no code with leading zeros."""
    kind, patterns = _parsed(code)
    if kind:
        return False
    first = patterns[0]
    words = (first.before + first.after).strip()
    return not words and first.digits.partition(".")[0].count("0") < 2


def builtin(number: int) -> str:
    """Return the format with a number below 164, which files do not write down."""
    return "yyyy-mm-dd" if number in _LOCAL_DATES else _BUILTIN.get(number, "General")


def plain(value: float) -> str:
    """Return a number in decimal notation with the 15 digits that a spreadsheet keeps, without trailing zeros."""
    short = f"{value:.15g}"
    if "e" not in short or abs(value) >= 1e21 or abs(value) < 1e-9:
        return short
    return f"{value:.20f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=1_000)
def _parsed(code: str) -> tuple[str, tuple[Pattern, ...]]:
    """Return what moments the format shows ("" for none, else letters of y, t and e), and its sections."""
    code = code[:_LONGEST_FORMAT]
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)[:4]
    kind = _moment_kind(sections[0])
    return kind, () if kind else tuple(_section(section) for section in sections)


def _moment_kind(section: str) -> str:
    letters, elapsed = "", False
    for quoted, escaped, bracket, digits, other in _TOKEN.findall(section):
        if bracket and _ELAPSED.fullmatch(bracket):
            elapsed = True
        elif other and not (quoted or escaped or digits):
            letters += other.lower()
    if elapsed:
        return "e"
    letters = letters.replace("general", "").replace("am/pm", "h").replace("a/p", "h")
    time = "h" in letters or "s" in letters
    day = "y" in letters or "d" in letters or ("m" in letters and not time)
    return ("y" if day else "") + ("t" if time else "")


def _section(section: str) -> Pattern:
    before, after, digits = "", "", ""
    for quoted, escaped, bracket, number, other in _TOKEN.findall(section):
        if number:
            if digits:
                return Pattern()
            digits = number
            continue
        if other in ("/", "E") and digits:
            return Pattern()
        currency = _CURRENCY.match(bracket)
        text = quoted or escaped or (currency.group(1) if currency else "") or other
        before, after = (before, after + text) if digits else (before + text, after)
    before, after = (text.replace("General", "").replace("@", "") for text in (before, after))
    return Pattern(before.lstrip(), after.rstrip(), digits)


def _moment(value: float, kind: str, date1904: bool) -> str | None:
    """Return a day count as a date, a time or a duration; None where it is none."""
    if not 0 <= value < _LAST_DAY:
        return None
    seconds = round(value * _SECONDS)
    if kind == "e":
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    # Day 60 of the older system is a 29 February 1900 that never was.
    first = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30 if seconds >= 60 * _SECONDS else 31)
    moment = first + timedelta(seconds=seconds)
    time = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    if kind == "t":
        return time
    return f"{moment:%Y-%m-%d}" if kind == "y" or seconds % _SECONDS == 0 else f"{moment:%Y-%m-%d} {time}"
