"""QR codes: module for module what another implementation draws (python-qrcode 8.2, level M, bytes, each mask once)."""

import hashlib
import re

import pytest

from aisle.core.qr import LONGEST, TooLongForCode, picture_of
from aisle.core.qr.codewords import codewords, version_for
from aisle.core.qr.masks import MASKS, _lay, penalty_of
from aisle.core.qr.modules import Modules
from aisle.core.qr.picture import modules_of

URI = "otpauth://totp/Aisle:ada%40people.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Aisle"
KNOWN = [
    ("a", 1, 0, "ad65f877bf9411d14b0b2efbc0ca7dff"),
    (URI, 6, 1, "8aaef1717a45b6ab677031871f7796b1"),
    ("x" * 122, 7, 2, "9de7703e7189e883b5f63bb92efd2fe1"),
    ("otpauth" * 26, 10, 3, "891586f6610e09a0699a66d95b32eff8"),
    ("é" * 150, 13, 4, "630a6dde90e464d8324a43419c6224f3"),
    ("0123456789" * 40, 15, 5, "86f0b89cbfa46aacf9d98d529ab2f711"),
    ("z" * 560, 18, 6, "ab51da57e9f51a675df54953a95178c4"),
    ("y" * 666, 20, 7, "7d2c968e8461b926416086ba596d922e"),
]


def drawn(text: str, mask: int) -> Modules:
    data = text.encode()
    modules = Modules(version_for(data))
    modules.draw_codewords(codewords(data, modules.version))
    _lay(modules, mask)
    return modules


def digest(modules: Modules) -> str:
    rows = "\n".join("".join("1" if one else "0" for one in row) for row in modules.dark)
    return hashlib.sha256(rows.encode()).hexdigest()[:32]


@pytest.mark.parametrize(("text", "version", "mask", "wanted"), KNOWN, ids=[str(mask) for mask in range(8)])
def test_code_is_what_others_draw(text: str, version: int, mask: int, wanted: str) -> None:
    modules = drawn(text, mask)
    assert modules.version == version
    assert digest(modules) == wanted


def test_mask_is_the_one_with_the_least_penalty() -> None:
    penalties = {mask: penalty_of(drawn(URI, mask).dark) for mask in range(len(MASKS))}
    best = min(penalties, key=lambda mask: penalties[mask])
    assert digest(modules_of(URI)) == digest(drawn(URI, best))
    assert len(set(penalties.values())) > 4


def test_picture_holds_each_dark_module_once_within_a_quiet_zone() -> None:
    picture, modules = picture_of(URI), modules_of(URI)
    assert picture.side == modules.side + 8
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", picture.path)
    assert "".join(f"M{x} {y}h{far}v1h-{back}z" for x, y, far, back in runs) == picture.path
    shown = [(int(x) + step, int(y)) for x, y, far, _ in runs for step in range(int(far))]
    wanted = {(x + 4, y + 4) for y, row in enumerate(modules.dark) for x, dark in enumerate(row) if dark}
    assert len(shown) == len(set(shown))
    assert set(shown) == wanted


def test_longer_texts_are_refused() -> None:
    assert picture_of("x" * LONGEST).side == 97 + 8
    with pytest.raises(TooLongForCode):
        picture_of("x" * (LONGEST + 1))
