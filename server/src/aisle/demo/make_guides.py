"""Writes the guides of the demo shop in their four formats; run it after editing a source and commit the result."""

import json
from html import escape
from pathlib import Path

from aisle.demo.publishing.docx import write_docx
from aisle.demo.publishing.markdown import render_markdown
from aisle.demo.publishing.pdf import write_pdf
from aisle.demo.publishing.source import GuideSource, parse_source

SHOP = Path(__file__).parent / "shop"


def write_guides(folder: Path = SHOP) -> None:
    """Publish every source below the given folder, with the list that says what there is."""
    sources = [parse_source(path.read_text("utf-8")) for path in sorted((SHOP / "sources").glob("*.md"))]
    (folder / "guides").mkdir(parents=True, exist_ok=True)
    for source in sources:
        _WRITERS[source.format](source, folder / source.file)
    listing = json.dumps([_entry(source) for source in sources], ensure_ascii=False, indent=1)
    (folder / "guides.json").write_text(listing + "\n", "utf-8")


def _entry(source: GuideSource) -> dict[str, str | list[str]]:
    return {
        "file": source.file,
        "slug": source.slug,
        "title": source.title,
        "url": f"/demo/guides/{source.slug}",
        "category": source.kind,
        "tags": list(source.tags),
    }


def _write_markdown(source: GuideSource, path: Path) -> None:
    path.write_text(f"# {source.title}\n\n{source.body}\n", "utf-8")


def _write_html(source: GuideSource, path: Path) -> None:
    title = escape(source.title)
    head = f'<meta charset="utf-8"><title>{title} · Pike &amp; Tarn</title>'
    body = f"<main><article>\n<h1>{title}</h1>\n{render_markdown(source.body)}</article></main>"
    path.write_text(
        f'<!doctype html>\n<html lang="en-GB">\n<head>{head}</head>\n<body>{body}</body>\n</html>\n', "utf-8"
    )


_WRITERS = {"md": _write_markdown, "html": _write_html, "pdf": write_pdf, "docx": write_docx}

if __name__ == "__main__":
    write_guides()
