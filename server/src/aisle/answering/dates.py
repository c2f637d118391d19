"""Days as people write them."""

from __future__ import annotations

from datetime import datetime

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NUMERIC = {"de": "%d.%m.%Y", "fr": "%d/%m/%Y", "es": "%d/%m/%Y", "it": "%d/%m/%Y", "nl": "%d-%m-%Y"}


def day(moment: datetime, language: str) -> str:
    """ "3 March 2026", or the numeric form of the language."""
    if language in _NUMERIC:
        return moment.strftime(_NUMERIC[language])
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
