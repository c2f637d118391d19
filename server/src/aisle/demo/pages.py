"""The pages of the demo shop: pure functions from products and guides to complete HTML."""

from collections.abc import Mapping, Sequence
from html import escape

from aisle.demo.cards import attributes_table, cards, price_line, variants_table
from aisle.demo.categories import blurb_of
from aisle.demo.content import Guide, Product
from aisle.demo.layout import page, slug_of
from aisle.demo.publishing.markdown import render_markdown

_SHOWN_AT_HOME = 4
_SHELVES = ("guide", "size", "care", "repairs", "delivery", "returns", "faq", "policy")
_FORMAT_NAMES = {"pdf": "PDF", "docx": "Word document"}
_FILLING = '<p class="lead">The shelves are still being filled. Load this page again in a moment.</p>'


def home_page(
    products_by_category: Mapping[str, Sequence[Product]], guides: Sequence[Guide] = (), embed: str = ""
) -> str:
    """Show the first products of every category, then all guides."""
    links = "".join(f"<li>{_category_link(name)}</li>" for name in products_by_category)
    shelves = "".join(_shelf(name, products) for name, products in products_by_category.items())
    main = f"""<h1>Kit for wet country</h1>
<p class="lead">Rucksacks, tents, boots and waxed jackets from a shop in Kendal that mends what it sells.</p>
<ul class="pills">{links}</ul>
{shelves or _FILLING}{_guide_list(guides) if guides else ""}"""
    return page("Outdoor kit for wet country", main, embed=embed)


def category_page(category: str, products: Sequence[Product], embed: str = "") -> str:
    """Show one category, shelf by shelf."""
    shelves: dict[str, list[Product]] = {}
    for product in products:
        shelves.setdefault(product["category"].partition("/")[2] or category, []).append(product)
    pills = "".join(f'<li><a href="#{slug_of(name)}">{escape(name)}</a></li>' for name in shelves)
    sections = "".join(
        f'<section id="{slug_of(name)}"><h2>{escape(name)}</h2>{cards(shelf)}</section>'
        for name, shelf in shelves.items()
    )
    lead = blurb_of(category, len(products))
    main = f'<h1>{escape(category)}</h1>\n<p class="lead">{escape(lead)}</p>\n<ul class="pills">{pills}</ul>\n{sections}'
    return page(category, main, summary=lead, current=category, embed=embed)


def product_page(product: Product, embed: str = "") -> str:
    """Show one product with its picture, sizes, stock, facts and description."""
    category, _, shelf = product["category"].partition("/")
    note, _, text = product["description"].partition("\n\n")
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part)
    tags = "".join(f"<li>{escape(tag)}</li>" for tag in product["tags"])
    main = f"""<nav class="crumbs" aria-label="Where you are">{_category_link(category)} · {escape(shelf)}</nav>
<div class="product"><div class="photo">{_photo(product)}</div>
<div><p class="brand">{escape(product["brand"])}</p>
<h1>{escape(product["title"])}</h1>
<p class="price">{price_line(product)}</p>
<p>{escape(note)}</p>{paragraphs}
<ul class="tags" aria-label="In short">{tags}</ul>
<h2 id="sizes">Sizes and stock</h2>{variants_table(product)}
<h2 id="facts">Facts</h2>{attributes_table(product)}</div></div>"""
    return page(product["title"], main, summary=note, current=category, embed=embed)


def guide_page(guide: Guide, body_html: str | None = None, embed: str = "") -> str:
    """Show a guide. `body_html` is trusted; left out, the Markdown of the guide is rendered."""
    body = render_markdown(guide.source) if body_html is None else body_html
    download = ""
    if guide.format in _FORMAT_NAMES:
        link = f"{escape(guide.url)}/file"
        download = f'<p><a class="download" href="{link}">Download as {_FORMAT_NAMES[guide.format]}</a></p>'
    main = f"""<nav class="crumbs" aria-label="Where you are"><a href="/demo/#guides">Guides</a></nav>
<article><h1>{escape(guide.title)}</h1>
{download}{body}</article>"""
    return page(guide.title, main, current="Guides", embed=embed)


def _shelf(category: str, products: Sequence[Product]) -> str:
    lead = escape(blurb_of(category, len(products)))
    more = f'<a href="/demo/c/{slug_of(category)}">See all {len(products)}<span class="quiet"> in {escape(category)}</span></a>'
    return f"<section><h2>{escape(category)}</h2><p>{lead} {more}</p>{cards(_varied(products))}</section>"


def _varied(products: Sequence[Product]) -> list[Product]:
    # Neighbours in the catalogue are sisters; one of each kind says more about what the shop has.
    first_of_kind = {product["category"]: product for product in reversed(products)}.values()
    kinds = [product for product in products if product in first_of_kind]
    rest = [product for product in products if product not in first_of_kind]
    return [*kinds, *rest][:_SHOWN_AT_HOME]


def _guide_list(guides: Sequence[Guide]) -> str:
    ordered = sorted(guides, key=lambda guide: (_SHELVES.index(guide.category), guide.title))
    items = "".join(f'<li><a href="{escape(guide.url)}">{escape(guide.title)}</a></li>' for guide in ordered)
    return f'<section id="guides"><h2>Guides and policies</h2><ul class="guides">{items}</ul></section>'


def _category_link(category: str) -> str:
    return f'<a href="/demo/c/{slug_of(category)}">{escape(category)}</a>'


def _photo(product: Product) -> str:
    image = product["images"][0]
    return f'<img src="{escape(image["url"])}" alt="{escape(image["alt"])}" width="600" height="600">'
