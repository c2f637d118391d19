"""Texts that are nearly the same have nearly the same bits, and others do not."""

from hashlib import blake2b

from aisle.core.simhash import MOST_SHINGLES, distance, simhash

POOL = "wool linen paper river stone lamp garden winter summer handle pocket zip".split()  # noqa: SIM905


def words(seed: int, count: int = 400) -> list[str]:
    return [
        POOL[(seed * place * place + place * 7 + place // 3) % len(POOL)] + str(place % 11)
        for place in range(count)
    ]


def test_one_word_of_many_moves_few_bits() -> None:
    text = words(3)
    changed = [*text[:200], "another", *text[201:]]
    assert distance(simhash(text), simhash(changed)) <= 3
    assert simhash(text) == simhash([word.upper() for word in text])


def test_another_text_has_other_bits() -> None:
    assert distance(simhash(words(3)), simhash(words(5))) > 12


def test_bits_are_those_of_the_definition() -> None:
    """Each bit is the one that most hashes have, counted plainly."""
    text = words(9, 50)
    hashes = [
        int.from_bytes(blake2b(" ".join(text[at : at + 3]).encode(), digest_size=8).digest(), "little")
        for at in range(48)
    ]
    hashes = list(dict.fromkeys(hashes))
    plain = sum(1 << bit for bit in range(64) if 2 * sum(one >> bit & 1 for one in hashes) > len(hashes))
    assert int(simhash(text), 16) == plain


def test_long_texts_are_cut_and_short_ones_have_bits() -> None:
    long = [f"word{place}" for place in range(MOST_SHINGLES + 500)]
    assert simhash(long) == simhash(long[: MOST_SHINGLES + 2])
    assert len(simhash([])) == len(simhash(["one"])) == 16
