"""How alike two texts are, by a few bits of each.

Source: Charikar, "Similarity estimation techniques from rounding algorithms" (STOC 2002); Manku, Jain, Das Sarma,
"Detecting near-duplicates for web crawling" (WWW 2007), whose bound of 3 of 64 bits is used for pages.
"""

from collections.abc import Sequence
from hashlib import blake2b

SHINGLE = 3
MOST_SHINGLES = 20_000


# Counts of all 64 bits are kept side by side in one number, 16 bits for each: MOST_SHINGLES fits.
_LANE = 16
_SPREAD = [sum((byte >> bit & 1) << bit * _LANE for bit in range(8)) for byte in range(256)]


def simhash(words: Sequence[str]) -> str:
    """Return 64 bits in hexadecimal; texts that share most of their triples of words share most bits."""
    count = min(max(len(words) - SHINGLE + 1, 1), MOST_SHINGLES)
    shingles = {" ".join(words[at : at + SHINGLE]).lower() for at in range(count)}
    ones = [0] * 8
    for shingle in shingles:
        for place, byte in enumerate(blake2b(shingle.encode("utf-8", "replace"), digest_size=8).digest()):
            ones[place] += _SPREAD[byte]
    bits = [total >> bit * _LANE & 0xFFFF for total in ones for bit in range(8)]
    return f"{sum(1 << place for place, seen in enumerate(bits) if 2 * seen > len(shingles)):016x}"


def distance(one: str, other: str) -> int:
    """Return how many bits two such values differ in."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
