"""What macros become. Those that look something up at the wiki say nothing here; what they would show is a document of its own."""

from collections.abc import Callable

from aisle.adapters.connectors.confluence.storage.elements import Element

BOXES = ("info", "note", "tip", "warning", "panel", "success", "error")
CODE = ("code", "noformat", "code-block")
# Lists, trees and numbers that are made when a page is looked at; scripts; what belongs to the shop's own people.
SILENT = frozenset(
    [
        *(
            "attachments",
            "toc",
            "toc-zone-index",
            "children",
            "pagetree",
            "pagetreesearch",
            "recently-updated",
            "index",
        ),
        *(
            "contentbylabel",
            "content-report-table",
            "detailssummary",
            "blog-posts",
            "include",
            "excerpt-include",
        ),
        *(
            "jira",
            "jirachart",
            "jiraissues",
            "roadmap",
            "chart",
            "gallery",
            "profile",
            "profile-picture",
            "contributors",
        ),
        *(
            "livesearch",
            "search",
            "tasks-report-macro",
            "create-from-template",
            "anchor",
            "html",
            "html-include",
            "widget",
        ),
        *("rss", "gadget", "im", "iframe", "change-history", "favpages", "space-details", "userlister"),
    ]
)


def macro(element: Element) -> str:
    """Return a macro as HTML; of one that nobody knows what stands in it."""
    name = element.attributes.get("ac:name", "").lower()
    if name in SILENT:
        return ""
    if name in BOXES:
        return _box(element)
    if name in CODE:
        return _titled(element) + f"<pre><code>{_body(element)}</code></pre>"
    made = MADE.get(name)
    return made(element) if made else _body(element)


def _body(element: Element) -> str:
    return element.told.get("body", "")


def _titled(element: Element) -> str:
    title = element.parameters.get("title", "").strip()
    return f"<p><strong>{title}</strong></p>" if title else ""


def _box(element: Element) -> str:
    return f"<div>{_titled(element)}{_body(element)}</div>"


def _expand(element: Element) -> str:
    title = element.parameters.get("title", "").strip()
    return f"<details><summary>{title}</summary>{_body(element)}</details>" if title else _body(element)


def _excerpt(element: Element) -> str:
    return "" if element.parameters.get("hidden") == "true" else _body(element)


def _file(element: Element) -> str:
    named = element.told.get("named", "") or element.parameters.get("name", "")
    return f"<p>{named}</p>" if named else ""


MADE: dict[str, Callable[[Element], str]] = {
    "expand": _expand,
    "ui-expand": _expand,
    "excerpt": _excerpt,
    "details": lambda one: "" if one.parameters.get("hidden") == "true" else _body(one),
    "status": lambda one: one.parameters.get("title", ""),
    **dict.fromkeys(("view-file", "viewpdf", "viewdoc", "viewxls", "viewppt"), _file),
}
