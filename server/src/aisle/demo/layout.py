"""The frame that every page of the demo shop hangs in: head, header, navigation, foot."""

import re
from html import escape

from aisle.demo.content import store

NAVIGATION = (
    ("Rucksacks", "/demo/c/rucksacks"),
    ("Tents", "/demo/c/tents"),
    ("Jackets", "/demo/c/jackets"),
    ("Boots", "/demo/c/boots"),
    ("Guides", "/demo/#guides"),
)

_FOOT = (
    ("Delivery", "/demo/guides/delivery-uk"),
    ("Returns", "/demo/guides/returns"),
    ("Repairs", "/demo/guides/repairs"),
    ("Questions", "/demo/guides/faq"),
    ("Contact", "/demo/guides/contact"),
    ("Privacy", "/demo/guides/privacy"),
)


def page(title: str, main: str, *, summary: str = "", current: str = "", embed: str = "") -> str:
    """Return a complete page. `main` and `embed` are trusted HTML; everything else is escaped here."""
    return f"""<!doctype html>
<html lang="en-GB" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · {escape(store().name)}</title>
<meta name="description" content="{escape(summary or title)}">
<link rel="stylesheet" href="/demo/shop.css">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
{_header(current)}
<main id="main">
{main}
</main>
{_footer()}
{embed}</body>
</html>
"""


def slug_of(name: str) -> str:
    """Make the part of an address, or an anchor, from a name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("’", "")).strip("-")


def _header(current: str) -> str:
    return f"""<header class="top"><p class="notice">Free delivery over £60. Returns within 60 days.</p>
<div><a class="wordmark" href="/demo/">{escape(store().name)}</a>
<nav aria-label="Shop"><ul>{"".join(_entry(name, url, current) for name, url in NAVIGATION)}</ul></nav></div></header>"""


def _entry(name: str, url: str, current: str) -> str:
    mark = ' aria-current="page"' if name == current else ""
    return f'<li><a href="{url}"{mark}>{escape(name)}</a></li>'


def _footer() -> str:
    links = "".join(f'<a href="{url}">{name}</a>' for name, url in _FOOT)
    contact = escape(f"{store().phone} · {store().email}")
    return f"""<footer class="foot"><div>{links}
<p>{contact}. Pike &amp; Tarn is a made-up shop: nothing here can be bought.</p></div></footer>"""
