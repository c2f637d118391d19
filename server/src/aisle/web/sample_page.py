"""A page of a shop that is none: what the window's draft is shown on, with the real window and no account.

The page is grey where a shop's own goods would be, so that nobody takes it for the shop.
"""

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from typing import Annotated, Literal

from fastapi import Query

State = Literal["open", "closed", "nudge", "answering"]
_RTL = {"ar", "fa", "he", "ur"}
_QUESTION = 200  # characters
_STYLE = """
:root { color-scheme: light dark; font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif; }
:root[data-mode="light"] { color-scheme: light; }
:root[data-mode="dark"] { color-scheme: dark; }
body { margin: 0; background: Canvas; color: CanvasText; }
header { padding: 20px 24px; border-block-end: 1px solid color-mix(in srgb, CanvasText 15%, Canvas); font-weight: 600; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 20px; padding: 24px; max-inline-size: 900px; }
main i { display: block; block-size: 170px; border-radius: 8px; background: color-mix(in srgb, CanvasText 8%, Canvas); }
"""
# Constant, so that its digest alone may run: what is to be shown stands in attributes.
_SCRIPT = """
const { show, ask } = document.documentElement.dataset;
window.Aisle = show === "open" ? [["open"]] : show === "answering" ? [["ask", ask]] : [];
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """In which state the window is shown. mode: in place of the draft's. language: of the window. ask: what is asked."""

    show: Annotated[State, Query()] = "open"
    mode: Annotated[Literal["light", "dark"] | None, Query()] = None
    language: Annotated[str | None, Query(pattern=r"^[a-z]{2}$")] = None
    ask: Annotated[str, Query(max_length=_QUESTION)] = ""


def sample_page(slug: str, name: str, key: str, link: str, asked: Shown) -> tuple[str, str]:
    """Return the page and its policy. key: the hosted page's own, which opens chats from this server's origin alone."""
    language = asked.language or "en"
    direction = "rtl" if language in _RTL else "ltr"
    page = f"""<!doctype html>
<html lang="{escape(language)}" dir="{direction}" data-show="{asked.show}" data-ask="{escape(asked.ask)}" data-mode="{asked.mode or "auto"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(name)}</title>
<style>{_STYLE}</style>
<script>{_SCRIPT}</script>
<script async src="/static/loader.js"{_attributes(slug, key, link, asked)}></script>
</head>
<body><header>{escape(name)}</header><main>{"<i></i>" * 8}</main></body>
</html>
"""
    return page, _policy()


def _attributes(slug: str, key: str, link: str, asked: Shown) -> str:
    given = {"store": slug, "key": key, "preview": link, "mode": asked.mode, "language": asked.language}
    if asked.show != "nudge":
        given["nudge"] = "none"
    return "".join(f' data-{name}="{escape(value)}"' for name, value in given.items() if value)


def _policy() -> str:
    return (
        f"default-src 'none'; script-src 'self' '{_digest(_SCRIPT)}'; style-src '{_digest(_STYLE)}'; connect-src 'self'; "
        "frame-src 'self'; img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
