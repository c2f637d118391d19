"""What the standard's tables say of each version at error correction level M."""

# Table 9: error correction codewords of a block, and number of blocks. The first entry stands for no version.
CORRECTION = (0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26)
BLOCKS = (0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16)
MOST = len(BLOCKS) - 1


def side_of(version: int) -> int:
    """Return how many modules a side has."""
    return 17 + 4 * version


def alignments_of(version: int) -> list[int]:
    """Return the coordinates of the centres of alignment patterns (annex E)."""
    if version == 1:
        return []
    count = version // 7 + 2
    step = (version * 4 + count * 2 + 1) // (count * 2 - 2) * 2
    last = side_of(version) - 7
    return [6, *(last - step * number for number in reversed(range(count - 1)))]


def codewords_of(version: int) -> int:
    """Return how many codewords there is room for, data and correction together."""
    modules = (16 * version + 128) * version + 64
    if version >= 2:
        count = version // 7 + 2
        modules -= (25 * count - 10) * count - 55
        modules -= 36 if version >= 7 else 0
    return modules // 8


def data_of(version: int) -> int:
    """Return how many of the codewords are data."""
    return codewords_of(version) - CORRECTION[version] * BLOCKS[version]
