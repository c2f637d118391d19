"""The guides and policies of the demo shop: all there, all of one mind, always built the same way."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from aisle.demo.content import Guide, find_guide, find_product, guide_file, guides, products, store

BODIES = {guide.slug: guide.source for guide in guides()}
EVERYTHING = "\n".join(BODIES.values())


def guide(slug: str) -> Guide:
    found = find_guide(slug)
    assert found is not None, slug
    return found


def test_forty_guides_come_in_four_formats() -> None:
    formats = Counter(item.format for item in guides())
    assert formats == {"md": 14, "html": 10, "pdf": 8, "docx": 8}
    assert len({item.slug for item in guides()}) == 40
    kinds = {"care", "size", "delivery", "returns", "repairs", "policy", "faq", "guide"}
    assert {item.category for item in guides()} == kinds


@pytest.mark.parametrize("item", guides(), ids=lambda item: item.slug)
def test_every_file_is_there_and_is_what_its_name_says(item: Guide) -> None:
    start = {"md": b"# ", "html": b"<!doctype html>", "pdf": b"%PDF-", "docx": b"PK\x03\x04"}[item.format]
    assert guide_file(item).startswith(start)
    assert 150 <= len(item.source.split()) <= 900


def test_the_faq_answers_thirty_questions() -> None:
    questions = re.findall(r"^### (.+\?)$", BODIES["faq"], re.MULTILINE)
    assert len(set(questions)) >= 30


def test_returns_take_60_days_wherever_they_are_mentioned() -> None:
    claims = re.findall(r"(?:return|come back|send it back)[^.|\n]{0,60}?within (\d+) days", EVERYTHING)
    claims += re.findall(r"within (\d+) days of the day it was delivered", EVERYTHING)
    claims += re.findall(r"[Yy]ou have (?:the same )?(\d+) days", EVERYTHING)
    assert len(claims) >= 8
    assert set(claims) == {"60"}
    assert "60 days" in BODIES["returns"]


def test_delivery_is_free_over_60_pounds_wherever_it_is_mentioned() -> None:
    claims = re.findall(r"[Ff]ree (?:delivery )?over £(\d+)", EVERYTHING)
    claims += re.findall(r"£(\d+) for free delivery", EVERYTHING)
    assert len(claims) >= 10
    assert set(claims) == {"60"}


@pytest.mark.parametrize(
    ("slugs", "fact"),
    [
        (("delivery-uk", "faq"), "£3.95"),
        (("delivery-uk", "delivery-highlands-islands", "faq"), "£6.95"),
        (("delivery-international", "faq"), "£14.95"),
        (("repairs", "zip-and-buckle-repairs", "faq"), "£38"),
        (("repairs", "leather-boot-care", "faq"), "£68"),
        (("contact", "privacy", "warranty"), "hello@pikeandtarn.example"),
        (("rucksack-size-guide", "faq"), "47–53 cm"),
    ],
)
def test_guides_tell_the_same_facts(slugs: tuple[str, ...], fact: str) -> None:
    for slug in slugs:
        assert fact in BODIES[slug], slug


def test_members_pay_less_for_repairs_wherever_it_is_mentioned() -> None:
    assert "10% off repairs" in BODIES["membership"]
    assert "10% less" in BODIES["repairs"]


def test_sleeping_bag_tables_agree_with_the_catalogue() -> None:
    rows = re.findall(
        r"^\| ((?:Fieldfare|Curlew) \S+) \| \w+ \| (\S+ °C) ", BODIES["sleeping-bag-temperatures"], re.M
    )
    titles = {product["title"]: product["attributes"] for product in products()}
    assert len(rows) == 8
    assert all(titles[name]["Comfort temperature"] == comfort for name, comfort in rows)


def test_back_lengths_in_the_size_guide_agree_with_the_catalogue() -> None:
    chart = dict(re.findall(r"^\| ([A-Z/]+) \| (\d\d–\d\d cm) \|", BODIES["rucksack-size-guide"], re.M))
    for product in products():
        for length, size in re.findall(
            r"(\S+ cm) \(([A-Z/]+)\)", product["attributes"].get("Back length", "")
        ):
            assert chart[size] == length


def test_the_rain_cover_costs_what_the_guides_say() -> None:
    cover = find_product("rain-cover-35-45")
    assert cover is not None
    assert cover["variants"][0]["price"] == "18.00"
    assert "£18" in BODIES["waterproof-ratings"]
    assert "£18" in BODIES["kit-list-lakes-weekend"]


def test_real_brands_are_not_used() -> None:
    text = EVERYTHING + "\n".join(product["description"] for product in products())
    for brand in ("Gore-Tex", "Vibram", "Nikwax", "Velcro", "Thermos", "Cordura", "Pertex", "Primaloft"):
        assert not re.search(rf"\b{brand}\b", text, re.IGNORECASE)


def test_store_facts_agree_with_the_contact_page() -> None:
    facts = store()
    assert facts.phone in BODIES["contact"]
    assert facts.email in BODIES["contact"]
    assert find_guide(facts.privacy_url.rpartition("/")[2]) is not None
    assert len(facts.suggestions) == 4


def test_publishing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    pytest.importorskip("docx")
    from aisle.demo.make_guides import write_guides

    write_guides(tmp_path / "first")
    write_guides(tmp_path / "second")
    shop = files("aisle.demo") / "shop"
    for item in guides():
        first = (tmp_path / "first" / item.file).read_bytes()
        assert first == (tmp_path / "second" / item.file).read_bytes()
        # PDF and Word files also carry the handwriting of the library release that made them.
        if item.format in {"md", "html"}:
            assert first == (shop / item.file).read_bytes()
    assert (tmp_path / "first" / "guides.json").read_bytes() == (shop / "guides.json").read_bytes()
