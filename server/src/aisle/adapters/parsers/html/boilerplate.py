"""Telling what a page says from what it shows around that, and from what it does not show at all.

Nothing is removed from the tree: the walk passes such elements by.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER_CONTENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "button",
        "input",
        "select",
        "textarea",
        "nav",
        "dialog",
        "head",
    ]
)
_ROLES = frozenset(
    ["navigation", "search", "dialog", "alertdialog", "banner", "contentinfo", "complementary"]
)
_AROUND_CONTENT = frozenset(("header", "footer", "aside"))
_MAIN = ("main", "[role=main]", "article", "#content", "#main")
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOILERPLATE_NAME = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|newsletter|skip-link|sr-only|visually-hidden|pagination)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_NAME = 500
# A main element with fewer characters is a shell that a script fills; the page around it has more to say.
_FEWEST_CHARACTERS = 80


def content_root(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the element that holds the page's content: its only main element or article, else its body."""
    for selector in _MAIN:
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True).strip()) >= _FEWEST_CHARACTERS:
            return found[0]
    return tree.body or tree.root


def is_boilerplate(node: LexborNode, parent_tag: str) -> bool:
    """Say whether an element is no part of what the page says.

    A header or footer is the page's only directly below its body; an article may have its own.
    """
    tag = node.tag
    if tag in _NEVER_CONTENT or (tag in _AROUND_CONTENT and parent_tag in ("body", "html")):
        return True
    attributes = node.attributes
    return bool(attributes) and (_is_hidden(attributes) or _is_around(attributes))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return bool(_HIDING_STYLE.search((attributes.get("style") or "")[:_LONGEST_NAME]))


def _is_around(attributes: dict[str, str | None]) -> bool:
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return attributes.get("role") in _ROLES or bool(_BOILERPLATE_NAME.search(names[:_LONGEST_NAME]))
