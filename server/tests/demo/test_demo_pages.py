"""The pages of the demo shop."""

import re
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

import pytest

from aisle.demo import content
from aisle.demo.cards import counted, pounds
from aisle.demo.layout import slug_of
from aisle.demo.pages import category_page, guide_page, home_page, product_page
from aisle.demo.publishing.markdown import render_markdown

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
VOID = {"meta", "link", "img", "br", "hr"}


class Reader(HTMLParser):
    """Notes what a browser would find: open elements, links, ids and anything that should not be there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]
        self.ids += [values["id"] or ""] if "id" in values else []
        self.faults += [name for name in values if name == "style" or name.startswith("on")]
        self.faults += [tag] if tag in {"script", "style", "iframe"} else []
        self.faults += ["img without alt"] if tag == "img" and "alt" not in values else []
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


def product(handle: str = "stonechat-38") -> dict[str, Any]:
    found = content.find_product(handle)
    assert found is not None
    return deepcopy(dict(found))


def pages() -> list[str]:
    categories = content.products_by_category()
    return [
        home_page(categories, content.guides()),
        *(category_page(name, shelf) for name, shelf in categories.items()),
        *(product_page(item) for item in content.products()),
        *(guide_page(guide) for guide in content.guides()),
    ]


def test_every_page_is_well_formed_and_brings_nothing_from_elsewhere() -> None:
    for page in pages():
        reader = Reader(page)
        assert (reader.faults, reader.open) == ([], [])
        assert all(link.startswith(("/demo/", "#")) for link in reader.links)
        assert len(set(reader.ids)) == len(reader.ids)
        assert page.count("<h1") == 1
        assert '<html lang="en-GB"' in page


def test_every_link_leads_somewhere() -> None:
    known = {"/demo/", "/demo/shop.css", "/demo/#guides"}
    known |= {f"/demo/c/{slug_of(name)}" for name in content.products_by_category()}
    known |= {item["url"] for item in content.products()}
    known |= {item["images"][0]["url"] for item in content.products()}
    known |= {guide.url for guide in content.guides()} | {f"{guide.url}/file" for guide in content.guides()}
    for page in pages():
        reader = Reader(page)
        anchors = {f"#{name}" for name in reader.ids}
        assert set(reader.links) <= known | anchors


def test_product_page_shows_price_stock_facts_and_former_price() -> None:
    page = product_page(product())
    for part in (
        "£129",
        "7 in stock",
        "Last 3",
        "PT-RS-038-SM-SLT",
        "1,500 mm",
        "Stonechat 38 rucksack in slate",
    ):
        assert part in page
    assert "£229 <s>was £249</s>" in product_page(product("fleetwith-75"))
    assert "from £229" in product_page(product("curlew-400"))


@pytest.mark.parametrize("field", ["title", "description", "brand", "category"])
def test_hostile_text_in_a_product_stays_text(field: str) -> None:
    item = {**product(), field: HOSTILE}
    for page in (product_page(item), category_page("Rucksacks", [item]), home_page({"Rucksacks": [item]})):
        assert Reader(page).faults == []


def test_hostile_text_deep_inside_a_product_stays_text() -> None:
    item = product()
    item["tags"] = [HOSTILE]
    item["attributes"] = {HOSTILE: HOSTILE}
    item["images"] = [{"url": HOSTILE, "alt": HOSTILE}]
    item["options"] = [HOSTILE]
    item["variants"][0] |= {"sku": HOSTILE, "options": {HOSTILE: HOSTILE}}
    assert Reader(product_page(item)).faults == []
    assert Reader(category_page(HOSTILE, [item])).faults == []


def test_html_in_a_guide_is_shown_and_not_obeyed() -> None:
    html = render_markdown(f"## {HOSTILE}\n\n<script>alert(1)</script>\n\n| a |\n| --- |\n| {HOSTILE} |")
    assert Reader(html).faults == []
    assert "&lt;script&gt;" in html
    assert Reader(render_markdown("[x](javascript:alert(1))")).links == []


def test_guide_headings_have_anchors_and_tables_have_names() -> None:
    page = guide_page(next(guide for guide in content.guides() if guide.slug == "rucksack-size-guide"))
    assert '<h2 id="which-size-is-yours">' in page
    assert 'aria-label="Which size is yours"' in page
    assert 'href="/demo/guides/rucksack-size-guide/file">Download as PDF' in page


def test_two_headings_of_the_same_name_get_different_anchors() -> None:
    assert re.findall(r'id="([^"]+)"', render_markdown("## Size\n\n## Size")) == ["size", "size-1"]


def test_the_widget_can_be_put_on_any_page() -> None:
    tag = '<script src="/widget.js"></script>'
    assert f"{tag}</body>" in product_page(product(), embed=tag)


def test_prices_and_counts_read_like_a_shelf_label() -> None:
    assert [pounds("129.00"), pounds("5.50"), pounds("1249.00")] == ["£129", "£5.50", "£1,249"]
    assert [counted(1, "sizes"), counted(3, "sizes")] == ["1 size", "3 sizes"]
