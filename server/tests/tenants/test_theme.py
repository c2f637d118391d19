"""A store's colours."""

import random
from collections.abc import Iterator

import pytest

from aisle.tenants.theme import MODES, ratio, theme_of

# The text colour of each mode, as the widget's style sheet has it.
INK = {"light": "#132124", "dark": "#e9efef"}
PRIMARIES = ("#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff")
SHARES = 4


def some_colours(share: int) -> Iterator[str]:
    """A quarter of 20,000 random colours; the first, which every run looks at, brings all greys and the primaries too."""
    chance = random.Random(20_000 + share)
    yield from (f"#{chance.randrange(1 << 24):06x}" for _ in range(20_000 // SHARES))
    if share == 0:
        yield from (f"#{level:02x}{level:02x}{level:02x}" for level in range(256))
        yield from PRIMARIES


def worst_ratios(colour: str) -> dict[str, float]:
    found: dict[str, float] = {"on brand": 21, "text": 21, "edge": 21, "ink on soft": 21}
    for name, theme in theme_of(colour).items():
        mode, soft = MODES[name], theme["--aw-brand-soft"]
        behind = (mode.surface, mode.bubble, soft)
        found = {
            "on brand": min(found["on brand"], ratio(theme["--aw-on-brand"], theme["--aw-brand"])),
            "text": min(found["text"], *(ratio(theme["--aw-brand-text"], colour) for colour in behind)),
            "edge": min(found["edge"], *(ratio(theme["--aw-brand-edge"], colour) for colour in behind)),
            "ink on soft": min(found["ink on soft"], ratio(INK[name], soft)),
        }
    return found


@pytest.mark.parametrize(
    "share", [0, *(pytest.param(share, marks=pytest.mark.slow) for share in range(1, SHARES))]
)
def test_every_text_and_edge_is_readable_for_any_brand_colour(share: int) -> None:
    needed = {"on brand": 4.5, "text": 4.5, "edge": 3.0, "ink on soft": 10.0}
    for colour in some_colours(share):
        found = worst_ratios(colour)
        assert all(found[what] >= ratio_needed for what, ratio_needed in needed.items()), (colour, found)


def test_the_brand_colour_itself_is_never_changed() -> None:
    for colour in PRIMARIES:
        assert {theme["--aw-brand"] for theme in theme_of(colour.upper()).values()} == {colour}


@pytest.mark.parametrize(
    ("mode", "name", "wanted"),
    [
        ("light", "--aw-brand", "#b5532a"),
        ("light", "--aw-on-brand", "#ffffff"),
        ("light", "--aw-brand-text", "#ad4c23"),
        ("light", "--aw-brand-soft", "#ffe7de"),
        ("light", "--aw-brand-edge", "#b5532a"),
        ("dark", "--aw-on-brand", "#ffffff"),
        ("dark", "--aw-brand-text", "#e47e55"),
        ("dark", "--aw-brand-soft", "#452a1f"),
        ("dark", "--aw-brand-edge", "#c25f36"),
    ],
)
def test_bracken_gets_the_colours_of_the_design(mode: str, name: str, wanted: str) -> None:
    def channels(colour: str) -> list[int]:
        return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]

    got = theme_of("#b5532a")[mode][name]
    assert all(abs(one - other) <= 1 for one, other in zip(channels(got), channels(wanted), strict=True)), got


def test_a_theme_can_be_changed_by_its_receiver_without_harm_to_the_next() -> None:
    theme_of("#b5532a")["light"]["--aw-brand"] = "#000000"
    assert theme_of("#b5532a")["light"]["--aw-brand"] == "#b5532a"
