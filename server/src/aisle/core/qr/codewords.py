"""From bytes to the codewords of a code: mode, length, padding, and Reed-Solomon correction block by block."""

from aisle.core.qr.versions import BLOCKS, CORRECTION, MOST, codewords_of, data_of

BYTES, PADDING = 0b0100, (0xEC, 0x11)
PRIMITIVE = 0x11D  # x^8 + x^4 + x^3 + x^2 + 1


class TooLongForCode(ValueError):
    """The text has more bytes than the largest version that is drawn here holds."""


def _length_bits(version: int) -> int:
    return 8 if version < 10 else 16


def _holds(version: int) -> int:
    return (data_of(version) * 8 - 4 - _length_bits(version)) // 8


LONGEST = _holds(MOST)


def version_for(data: bytes) -> int:
    """Return the smallest version that holds these bytes. Raises TooLongForCode."""
    for version in range(1, MOST + 1):
        if len(data) <= _holds(version):
            return version
    raise TooLongForCode(f"{len(data)} bytes; at most {LONGEST}")


def codewords(data: bytes, version: int) -> bytes:
    """Return all codewords in the order in which they are drawn: blocks interleaved, data before correction."""
    blocks = _blocks(_padded(data, version), version)
    corrections = [_correction(block, CORRECTION[version]) for block in blocks]
    longest = max(map(len, blocks))
    drawn = [block[place] for place in range(longest) for block in blocks if place < len(block)]
    return bytes(drawn + [one[place] for place in range(CORRECTION[version]) for one in corrections])


def _padded(data: bytes, version: int) -> bytes:
    bits = (BYTES << _length_bits(version) | len(data), 4 + _length_bits(version))
    number, length = bits[0] << 8 * len(data) | int.from_bytes(data, "big"), bits[1] + 8 * len(data)
    room = data_of(version) * 8
    end = min(4, room - length)
    end += -(length + end) % 8
    whole = (number << end).to_bytes((length + end) // 8, "big")
    missing = data_of(version) - len(whole)
    return whole + bytes(PADDING[place % 2] for place in range(missing))


def _blocks(data: bytes, version: int) -> list[bytes]:
    count = BLOCKS[version]
    short, longer = divmod(codewords_of(version), count)
    found, start = [], 0
    for number in range(count):
        length = short - CORRECTION[version] + (number >= count - longer)
        found.append(data[start : start + length])
        start += length
    return found


def _correction(block: bytes, degree: int) -> bytes:
    """Return the remainder of the block by the generator polynomial (7.5.2)."""
    divisor = _generator(degree)
    rest = [0] * degree
    for byte in block:
        factor = byte ^ rest.pop(0)
        rest.append(0)
        rest = [old ^ _times(one, factor) for old, one in zip(rest, divisor, strict=True)]
    return bytes(rest)


def _generator(degree: int) -> list[int]:
    found, root = [0] * (degree - 1) + [1], 1
    for _ in range(degree):
        found = [
            _times(one, root) ^ (found[place + 1] if place + 1 < degree else 0)
            for place, one in enumerate(found)
        ]
        root = _times(root, 2)
    return found


def _times(one: int, other: int) -> int:
    """Multiply in the field of 256 elements."""
    product = 0
    for bit in reversed(range(8)):
        product = product << 1 ^ (product >> 7) * PRIMITIVE
        product ^= (other >> bit & 1) * one
    return product
