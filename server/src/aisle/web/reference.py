"""/docs: the API as a page made from its OpenAPI document. No script and no foreign host, so it works offline."""

import json
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
STYLE = """
:root { color-scheme: light dark; font: 1rem/1.55 ui-sans-serif, system-ui, sans-serif; }
body { max-inline-size: 56rem; margin: 0 auto; padding: 1.5rem; }
h2 { margin-block: 2.5rem .5rem; text-transform: capitalize; }
details { border-block-start: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); }
summary { padding-block: .6rem; cursor: pointer; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; overflow-wrap: anywhere; }
pre { padding: .75rem; overflow-x: auto; background: color-mix(in srgb, CanvasText 8%, Canvas); }
table { border-collapse: collapse; inline-size: 100%; font-size: .9rem; }
th, td { padding: .3rem .6rem .3rem 0; text-align: start; vertical-align: top; }
b { display: inline-block; min-inline-size: 4.5rem; }
"""


@router.get("/docs")
async def reference(request: Request) -> HTMLResponse:
    """Serve the page."""
    return HTMLResponse(page_of(request.app.openapi()), headers={"content-security-policy": POLICY})


@router.get("/docs/style.css")
async def style() -> HTMLResponse:
    """Serve its style sheet."""
    return HTMLResponse(STYLE, media_type="text/css", headers={"cache-control": "public, max-age=3600"})


def page_of(document: dict[str, Any]) -> str:
    """Return the whole page, every text of it escaped."""
    groups: dict[str, list[str]] = {}
    shared = document.get("components", {}).get("parameters", {})
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            groups.setdefault((operation.get("tags") or ["other"])[0], []).append(
                _operation(method, path, operation, shared)
            )
    sections = "".join(
        f"<section><h2>{escape(name)}</h2>{''.join(found)}</section>" for name, found in groups.items()
    )
    about = escape(document["info"].get("description", ""))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Aisle API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/docs/style.css"></head><body><main><h1>Aisle API</h1>'
        f"<p>{about} Send <code>Authorization: Bearer …</code> with every call below <code>/api/v1</code>."
        ' The machine-readable form is <a href="/openapi.json">/openapi.json</a>.</p>'
        f"{sections}</main></body></html>"
    )


def _operation(method: str, path: str, operation: dict[str, Any], shared: dict[str, Any]) -> str:
    parts = [
        f"<p>{escape(operation.get('description', ''))}</p>",
        _parameters(
            [
                shared.get(one.get("$ref", "").rpartition("/")[2], one)
                for one in operation.get("parameters", [])
            ]
        ),
        _body(operation.get("requestBody")),
        _answers(operation.get("responses", {})),
    ]
    title = f"<b>{method.upper()}</b> <code>{escape(path)}</code> {escape(operation.get('summary', ''))}"
    return f"<details><summary>{title}</summary>{''.join(parts)}</details>"


def _parameters(parameters: list[dict[str, Any]]) -> str:
    rows = "".join(
        f"<tr><th scope='row'><code>{escape(one['name'])}</code></th><td>{escape(one['in'])}"
        f"{', required' if one.get('required') else ''}</td><td>{escape(one.get('description', ''))}</td></tr>"
        for one in parameters
    )
    return f"<table><caption>Parameters</caption>{rows}</table>" if rows else ""


def _body(body: dict[str, Any] | None) -> str:
    shown = []
    for kind, content in (body or {}).get("content", {}).items():
        examples = [one.get("value") for one in content.get("examples", {}).values()]
        example = content.get(
            "example", examples[0] if examples else content.get("schema", {}).get("properties")
        )
        text = json.dumps(example, indent=2, ensure_ascii=False)
        shown.append(f"<p>Body, <code>{escape(kind)}</code></p><pre tabindex='0'>{escape(text)}</pre>")
    return "".join(shown)


def _answers(responses: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(status)}</th><td>{escape(one.get('description', ''))}</td></tr>"
        for status, one in responses.items()
    )
    return f"<table><caption>Answers</caption>{rows}</table>" if rows else ""
