"""The dye book of Pike & Tarn: the colours that products come in and the tones they are drawn with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tones:
    """Three tones of one colour: the cloth, its shade, and the contrasting trim."""

    main: str
    shade: str
    trim: str


COLOURS = {
    "Slate": Tones("#48626b", "#36494f", "#d9a15c"),
    "Rust": Tones("#7a4a3a", "#5d372b", "#e5c07a"),
    "Moss": Tones("#5d6b45", "#465233", "#e0c9a0"),
    "Navy": Tones("#2f4858", "#223642", "#b9c8cc"),
    "Bracken": Tones("#8a7a52", "#6a5d3c", "#efe2bd"),
    "Heather": Tones("#6b3f4a", "#522f38", "#dba9a0"),
    "Saffron": Tones("#c98f3a", "#a06d26", "#f4e4b8"),
    "Charcoal": Tones("#4a4f50", "#35393a", "#c9b68a"),
    "Stone": Tones("#b0a78e", "#8b836c", "#5d6b45"),
    "Peat": Tones("#5b4a3b", "#43362b", "#cfae78"),
    "Tarn": Tones("#3f7276", "#2d5559", "#e6cf9c"),
    "Bilberry": Tones("#4d4a6e", "#393654", "#d8b7c2"),
}

CODES = {
    "Slate": "SLT", "Rust": "RST", "Moss": "MOS", "Navy": "NVY", "Bracken": "BRK", "Heather": "HTR",
    "Saffron": "SAF", "Charcoal": "CHR", "Stone": "STN", "Peat": "PEA", "Tarn": "TRN", "Bilberry": "BIL",
}  # fmt: skip
