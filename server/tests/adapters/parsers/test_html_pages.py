"""What the HTML parser takes for content, and what it does with a page's tables and questions."""

import pytest

from aisle.knowledge.structure import ParseFailed

PAGE = """<!doctype html><html><head><title>Care guide</title><style>p{}</style></head><body>
<header>Shop header</header><nav><a href=/>Home</a></nav>
<main><h1>Care <em>guide</em></h1><p>Wash at <b>30&nbsp;degrees</b>.<br>Never bleach.</p>
<script>alert('x')</script><p hidden>secret</p><p style="display: none">also secret</p>
<ul><li>Soap<ul><li>mild</li></ul></li><li>Water</li></ul>
<table><caption>Sizes</caption><thead><tr><th>Size</th><th>Chest</th></tr></thead>
<tr><td>S</td><td>96</td></tr><tr><td>M</td><td>102</td></tr></table>
<details><summary>Can I tumble dry it?</summary><p>No.</p><p>Dry it flat.</p></details>
<dl><dt>Merino</dt><dd>Fine wool</dd><dt>How long does it last?</dt><dd>Years.</dd></dl>
<pre>a
  b</pre></main><footer>Imprint</footer></body></html>"""


def test_reads_the_main_content_in_order(read, blocks) -> None:
    document = read(PAGE, "care.html")
    assert blocks(document) == [
        ("heading", "Care guide"),
        ("paragraph", "Wash at 30 degrees.\nNever bleach."),
        ("list_item", "Soap"),
        ("list_item", "mild"),
        ("list_item", "Water"),
        ("paragraph", "Sizes"),
        ("table_row", "Size | Chest"),
        ("table_row", "S | 96"),
        ("table_row", "M | 102"),
        ("question", "Can I tumble dry it?"),
        ("answer", "No."),
        ("answer", "Dry it flat."),
        ("list_item", "Merino: Fine wool"),
        ("question", "How long does it last?"),
        ("answer", "Years."),
        ("code", "a\n  b"),
    ]
    assert document.title == "Care guide"
    assert document.tables[0].caption == "Sizes"


def test_reads_marked_up_questions(read, blocks) -> None:
    page = """<html><body><div itemscope itemtype="https://schema.org/FAQPage">
    <div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question"><h3 itemprop="name">Do you ship abroad?</h3>
    <div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><div itemprop="text">Yes, we do.</div>
    </div></div></div></body></html>"""
    assert blocks(read(page, "faq.html")) == [("question", "Do you ship abroad?"), ("answer", "Yes, we do.")]


def test_spreads_cells_over_the_rows_and_columns_they_span(read, blocks) -> None:
    page = """<html><body><table><tr><th>Zone</th><th>Parcel</th><th>Letter</th></tr>
    <tr><td rowspan=2>EU</td><td>6</td><td>3</td></tr><tr><td colspan=2>free over 50</td></tr></table></body></html>"""
    assert [words for _, words in blocks(read(page, "a.html"))] == [
        "Zone | Parcel | Letter",
        "EU | 6 | 3",
        "EU | free over 50 | free over 50",
    ]


def test_believes_the_declared_encoding(read) -> None:
    page = '<html><head><meta charset="windows-1252"></head><body><p>Größe für Füße</p></body></html>'
    assert read(page.encode("cp1252"), "a.html").text == "Größe für Füße"


def test_refuses_elements_nested_beyond_reason(read) -> None:
    with pytest.raises(ParseFailed) as failure:
        read("<html>" + "<div>" * 100_000 + "deep", "a.html")
    assert failure.value.state == "corrupt"


def test_reads_elements_nested_deeply(read) -> None:
    assert read("<html><body>" + "<div>" * 1_500 + "deep", "a.html").text == "deep"


def test_a_page_of_scripts_holds_no_text(read) -> None:
    with pytest.raises(ParseFailed) as failure:
        read("<!doctype html><html><body><script>render()</script></body></html>", "a.html")
    assert failure.value.state == "no_text"
