"""What else than documents is made of files, in the same sandbox."""

from collections.abc import Callable, Mapping

from aisle.adapters.parsers.drawing import page_picture
from aisle.adapters.parsers.html.facts import page_facts
from aisle.adapters.parsers.photos import clean_photo, picture_points
from aisle.adapters.parsers.sheets.catalogue import workbook_rows

# Makes bytes of a file's bytes, its name and arguments, and raises ParseFailed.
Converter = Callable[[bytes, str, Mapping[str, int]], bytes]

CONVERTERS: Mapping[str, Converter] = {
    "rows": workbook_rows,
    "picture": page_picture,
    "page": page_facts,
    "photo": clean_photo,
    "points": picture_points,
}
