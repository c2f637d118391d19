"""What colours look like, so that a colour the shop does not have can be brought to the nearest one it has.

Names and values are those of CSS (which took most of them from X11) and some that shops use. Distances are measured in
Oklab, where equal steps look equally large (Ottosson 2020, https://bottosson.github.io/posts/oklab/).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import dist, inf

Lab = tuple[float, float, float]

# Of another basic colour only what looks almost the same is near: off-white and cream, not teal and slate.
NEAR = 0.065
# A colour about as near as the nearest is offered with it.
ABOUT_AS_NEAR = 0.025

# By the basic colour that people count them to (Berlin and Kay 1969, with turquoise and beige, which shops tell apart).
_FAMILIES: Mapping[str, Mapping[str, str]] = {
    "black": {
        "black": "000000", "jet": "1a1a1a", "ebony": "2b2420", "onyx": "23211f", "anthracite": "383e42",
    },
    "grey": {
        "charcoal": "36454f", "graphite": "41424c", "slate": "708090", "slate grey": "708090",
        "dark grey": "555555", "grey": "808080", "dim grey": "696969", "light grey": "d3d3d3",
        "pewter": "8e9294", "ash": "b2beb5", "smoke": "9a9a98",
    },
    "white": {
        "white": "ffffff", "snow": "fffafa", "off white": "faf9f6", "ivory": "fffff0", "eggshell": "f0ead6",
        "alabaster": "f2f0e6", "pearl": "f4f0e6", "linen white": "faf0e6", "bone": "e3dac9",
    },
    "beige": {
        "beige": "f5f5dc", "cream": "fffdd0", "ecru": "e8dfc6", "oatmeal": "ded5c4", "sand": "d9c7a3",
        "tan": "d2b48c", "taupe": "8b7d6b", "camel": "c19a6b", "khaki": "c3b091", "stone": "cdc6b8",
        "mushroom": "b8a99a", "fawn": "c8a878", "wheat": "f5deb3", "champagne": "f7e7ce",
    },
    "brown": {
        "brown": "8b4513", "mocha": "7b5b45", "chocolate": "5a3320", "coffee": "6f4e37", "espresso": "3c2a21",
        "walnut": "5d432c", "chestnut": "954535", "cognac": "9a463d", "mahogany": "5e2612", "sienna": "a0522d",
        "umber": "635147", "cinnamon": "b5651d",
    },
    "red": {
        "red": "ff0000", "dark red": "8b0000", "crimson": "dc143c", "scarlet": "ff2400", "ruby": "c21b3f",
        "cherry": "b3122a", "burgundy": "800020", "maroon": "800000", "wine": "722f37", "oxblood": "4a0404",
        "brick": "a0402d", "tomato": "ff6347", "auburn": "a52a2a",
    },
    "orange": {
        "orange": "ffa500", "dark orange": "ff8c00", "burnt orange": "cc5500", "rust": "b7410e",
        "terracotta": "c8623f", "coral": "ff7f50", "salmon": "fa8072", "apricot": "fbceb1", "peach": "ffcba4",
        "tangerine": "f28500", "amber": "ffbf00",
    },
    "yellow": {
        "yellow": "ffff00", "lemon": "fff44f", "canary": "ffef5c", "light yellow": "ffffe0",
        "mustard": "d8a926", "ochre": "cc8a22", "saffron": "f4c430",
    },
    "green": {
        "green": "008000", "dark green": "0b5128", "forest green": "228b22", "emerald": "2e8b57",
        "jade": "00a86b", "olive": "6b6b2a", "olive green": "6b6b2a", "sage": "a3b18a", "mint": "aaf0d1",
        "lime": "9fdf3f", "moss": "6f7d4a", "fern": "5b8c5a", "seafoam": "9fe2bf", "pistachio": "b5d29a",
        "hunter green": "355e3b", "light green": "90ee90", "army green": "4b5320",
    },
    "turquoise": {
        "teal": "008080", "turquoise": "40e0d0", "aqua": "00d5d5", "cyan": "00e5e5", "petrol": "005f6a",
    },
    "blue": {
        "blue": "1f4fd8", "dark blue": "00008b", "navy": "14213d", "navy blue": "14213d",
        "midnight blue": "191970", "midnight": "191970", "royal blue": "4169e1", "cobalt": "0047ab",
        "sapphire": "0f52ba", "indigo": "4b0082", "denim": "3b5f8a", "steel blue": "4682b4",
        "sky blue": "87ceeb", "light blue": "add8e6", "baby blue": "a7d3f0", "powder blue": "b0e0e6",
        "ice blue": "d6ecf3", "azure": "3f8fe0",
    },
    "purple": {
        "purple": "800080", "violet": "8f5fd0", "plum": "7d3c6b", "aubergine": "3d0c3f", "eggplant": "3d0c3f",
        "lavender": "c7b7e6", "lilac": "c8a2c8", "mauve": "b784a7", "orchid": "da70d6",
    },
    "pink": {
        "pink": "ffb6c1", "magenta": "d6117f", "fuchsia": "e0249a", "light pink": "ffd3da",
        "hot pink": "ff69b4", "dusty pink": "d8a7a5", "blush": "e8c4c0", "rose": "d9818f",
    },
}  # fmt: skip
_NAMES = {name: code for names in _FAMILIES.values() for name, code in names.items()}
_FAMILY_OF = {name: family for family, names in _FAMILIES.items() for name in names}
# Finishes: known as colours, so that "rose gold" is not read as gold, but like nothing else.
FINISHES = frozenset(
    [
        "gold",
        "silver",
        "bronze",
        "copper",
        "brass",
        "chrome",
        "nickel",
        "rose gold",
        "clear",
        "transparent",
        "natural",
    ]
)
# Goods, foods, woods and stones first, colours second: "coffee bar", "wine rack", "walnut table".
_THINGS = frozenset(
    [
        "coffee",
        "espresso",
        "mocha",
        "chocolate",
        "wine",
        "cherry",
        "lemon",
        "lime",
        "mint",
        "peach",
        "apricot",
        "tangerine",
        "tomato",
        "salmon",
        "olive",
        "wheat",
        "cream",
        "cinnamon",
        "saffron",
        "mustard",
        "eggplant",
        "aubergine",
        "plum",
        "rose",
        "lavender",
        "lilac",
        "orchid",
        "fern",
        "moss",
        "sage",
        "walnut",
        "chestnut",
        "mahogany",
        "ash",
        "stone",
        "brick",
        "sand",
        "bone",
        "pearl",
        "alabaster",
        "snow",
        "smoke",
        "jet",
        "onyx",
        "slate",
        "jade",
        "emerald",
        "ruby",
        "sapphire",
        "amber",
        "coral",
        "denim",
        "rust",
        "pewter",
        "camel",
        "mushroom",
        "oatmeal",
        "eggshell",
        "canary",
        "midnight",
        "petrol",
        "cognac",
        "champagne",
        "linen",
        "violet",
    ]
)
_SAME = {"gray": "grey", "offwhite": "off white", "light gray": "light grey", "dark gray": "dark grey"}


def canonical(name: str) -> str | None:
    """Return a colour's name as it stands here, None for what is no colour: "dark gray" is dark grey."""
    plain = name.replace("-", " ").replace("gray", "grey")
    plain = _SAME.get(plain, plain)
    return plain if plain in _NAMES or plain in FINISHES else None


def is_plain_colour(name: str) -> bool:
    """Say whether a word is nothing but a colour."""
    return canonical(name) is not None and name not in _THINGS


@lru_cache(maxsize=1)
def oklab() -> Mapping[str, Lab]:
    """Return the colours by name in Oklab."""
    return {name: _oklab(code) for name, code in _NAMES.items()}


def distance(one: str, other: str) -> float:
    """Return how far two canonical colours are from each other; infinite for two that nobody would exchange."""
    if one == other:
        return 0.0
    known = oklab()
    if one not in known or other not in known:
        return inf
    far = dist(known[one], known[other])
    return far if _FAMILY_OF[one] == _FAMILY_OF[other] or far <= NEAR else inf


def nearest(wanted: str, offered: Iterable[str]) -> tuple[str, ...]:
    """Return the colours nearest to a canonical one, those about as near among them; none when all are far."""
    by_distance = sorted((distance(wanted, one), one) for one in dict.fromkeys(offered))
    least = by_distance[0][0] if by_distance else inf
    return tuple(one for far, one in by_distance if far < inf and far <= least + ABOUT_AS_NEAR)


def _oklab(code: str) -> Lab:
    red, green, blue = (_linear(int(code[at : at + 2], 16) / 255) for at in (0, 2, 4))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
