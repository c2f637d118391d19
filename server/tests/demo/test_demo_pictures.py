"""The drawings of the demo shop."""

from xml.etree import ElementTree

import pytest

from aisle.demo.content import find_picture, products
from aisle.demo.drawings import DRAWINGS
from aisle.demo.pictures import picture

SVG = "{http://www.w3.org/2000/svg}"
HARMLESS = {"svg", "title", "rect", "path", "circle", "ellipse", "g"}


def test_every_product_has_a_small_well_formed_picture_with_a_title() -> None:
    for product in products():
        drawn = find_picture(product["handle"])
        assert drawn is not None
        assert len(drawn.encode()) < 4096
        root = ElementTree.fromstring(drawn)
        title = root.find(f"{SVG}title")
        assert root.get("role") == "img"
        assert title is not None
        assert title.text == product["images"][0]["alt"]


@pytest.mark.parametrize("kind", DRAWINGS)
def test_a_drawing_holds_shapes_only(kind: str) -> None:
    root = ElementTree.fromstring(picture("anything", kind, "Moss"))
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= HARMLESS
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name or name == "style"}


def test_there_are_many_kinds_and_all_of_them_differ() -> None:
    drawn = {picture("same", kind, "Slate") for kind in DRAWINGS}
    assert len(drawn) == len(DRAWINGS) >= 15


def test_the_same_product_is_always_drawn_the_same_and_in_its_colour() -> None:
    assert picture("stonechat-38", "rolltop", "Slate") == picture("stonechat-38", "rolltop", "Slate")
    assert picture("stonechat-38", "rolltop", "Slate") != picture("stonechat-38", "rolltop", "Rust")


def test_a_hostile_name_stays_text() -> None:
    drawn = picture("x", "tent", title='"><script>alert(1)</script>')
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


def test_there_is_no_picture_of_a_product_we_do_not_have() -> None:
    assert find_picture("nothing-of-the-kind") is None
