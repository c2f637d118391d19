"""What each element becomes. What is within it has become HTML already."""

import html
from collections.abc import Callable

from aisle.adapters.connectors.confluence.storage.elements import Element
from aisle.adapters.connectors.confluence.storage.macros import macro
from aisle.adapters.connectors.markup import escaped, link, public

# Written as they are, without their attributes but these.
KEPT = frozenset(
    [
        *("p", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "div", "span"),
        *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"),
        *(
            "strong",
            "b",
            "em",
            "i",
            "u",
            "s",
            "del",
            "ins",
            "sub",
            "sup",
            "code",
            "small",
            "big",
            "cite",
            "time",
        ),
    ]
)
ATTRIBUTES = frozenset({"colspan", "rowspan", "start"})
EMPTY = frozenset({"br", "hr"})
# A page's title is its h1.
HEADINGS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}
# Instructions to authors, settings of elements, numbers of tasks, code.
DROPPED = frozenset(
    [
        *(
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "noscript",
            "template",
            "head",
            "title",
            "col",
            "colgroup",
        ),
        *(
            "ac:placeholder",
            "ac:task-id",
            "ac:task-uuid",
            "ac:adf-attribute",
            "ac:adf-parameter",
            "ac:adf-mark",
        ),
        *("ri:user", "ri:space", "ri:shortcut", "ri:content-entity"),
    ]
)
# What an element says of the one that it stands in, and is no text of the page.
TOLD = {
    "ac:rich-text-body": "body",
    "ac:plain-text-body": "body",
    "ac:link-body": "words",
    "ac:plain-text-link-body": "words",
    "ac:caption": "words",
    "ac:task-status": "status",
    "ac:task-body": "body",
    "ac:adf-content": "body",
    "ac:adf-fallback": "fallback",
}


def written(element: Element, parent: Element) -> str:
    """Return an element as HTML; nothing for one that says something of its parent, and has told it."""
    name = element.name
    if name in DROPPED:
        return ""
    if name in ("ac:parameter", "ac:default-parameter"):
        said = element.html or element.told.get("named", "")
        parent.parameters[element.attributes.get("ac:name", "")] = said
        return ""
    if name in TOLD:
        parent.told[TOLD[name]] = element.html
        return ""
    if name.startswith("ri:"):
        parent.told |= _named(element)
        return ""
    return _shown(element)


def _shown(element: Element) -> str:
    made = SHOWN.get(element.name)
    return made(element) if made else _plain(element)


def _plain(element: Element) -> str:
    """Elements of HTML stay; others are left away from around what they hold."""
    name = HEADINGS.get(element.name, element.name)
    if name not in KEPT and name not in HEADINGS.values():
        return element.html
    if name in EMPTY:
        return f"<{name}>"
    told = "".join(
        f' {key}="{escaped(value)}"'
        for key, value in element.attributes.items()
        if key in ATTRIBUTES and value.isdecimal()
    )
    return f"<{name}{told}>{element.html}</{name}>"


def _named(element: Element) -> dict[str, str]:
    """Return what a reference names: a file, a page, an address."""
    said = element.attributes
    if element.name == "ri:url":
        return {"address": said.get("ri:value", "")}
    named = said.get("ri:filename") or said.get("ri:content-title")
    return {"named": escaped(named)} if named else {}


def _link(element: Element) -> str:
    """Links within the wiki lead nowhere for shoppers: their words stay."""
    words = element.told.get("words") or element.told.get("named", "")
    return link(html.unescape(element.told.get("address", "")), words)


def _image(element: Element) -> str:
    words = element.attributes.get("ac:alt") or element.attributes.get("ac:title") or ""
    shown, under = _picture(element.told.get("address"), words), element.told.get("words", "")
    if not public(element.told.get("address")):
        shown = escaped(words)
    return (
        f"<figure>{shown}{f'<figcaption>{under}</figcaption>' if under else ''}</figure>"
        if shown or under
        else ""
    )


def _picture(address: str | None, words: str) -> str:
    href = public(address)
    return f'<img src="{escaped(href)}" alt="{escaped(words)}">' if href else ""


def _task(element: Element) -> str:
    box = "☑" if element.told.get("status", "").strip() == "complete" else "☐"
    return f"<li>{box} {element.told.get('body', '')}</li>"


def _emoji(element: Element) -> str:
    """Names such as :cross_mark: say nothing."""
    said = element.attributes.get("ac:emoji-fallback", "")
    return "" if said.startswith(":") else escaped(said)


SHOWN: dict[str, Callable[[Element], str]] = {
    "ac:structured-macro": macro,
    "ac:macro": macro,
    "ac:link": _link,
    "ac:image": _image,
    "ac:task-list": lambda one: f"<ul>{one.html}</ul>",
    "ac:task": _task,
    "ac:emoticon": _emoji,
    "ac:adf-node": lambda one: one.told.get("body", ""),
    "ac:adf-extension": lambda one: one.html or one.told.get("fallback", ""),
    "a": lambda one: link(one.attributes.get("href"), one.html),
    "img": lambda one: _picture(one.attributes.get("src"), one.attributes.get("alt", "")),
    "time": lambda one: one.html or escaped(one.attributes.get("datetime")),
}
