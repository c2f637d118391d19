"""QR codes (ISO/IEC 18004:2015): a text as a square of dark and light modules, for cameras.

Bytes alone, error correction level M, versions 1 to 20: as much as an address for an authenticator app takes. A library would
bring forty versions, kanji and drawing for the sake of one picture.
"""

from aisle.core.qr.codewords import LONGEST, TooLongForCode
from aisle.core.qr.picture import Picture, picture_of

__all__ = ["LONGEST", "Picture", "TooLongForCode", "picture_of"]
