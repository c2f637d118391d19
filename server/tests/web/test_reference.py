"""/docs shows the API without any script or foreign host."""

import re

from web_shops import Site

from aisle.web.reference import page_of


async def test_every_operation_is_on_the_page_and_nothing_comes_from_elsewhere(site: Site):
    page = await site.http.get("/docs")
    document = (await site.http.get("/openapi.json")).json()
    assert page.status_code == 200
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page.text
    assert "<script" not in page.text
    assert re.findall(r'(?:src|href)="([^"]+)"', page.text) == ["/docs/style.css", "/openapi.json"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert (await site.http.get("/docs/style.css")).headers["content-type"].startswith("text/css")


def test_texts_of_the_document_are_escaped():
    operation = {
        "summary": "<b>x</b>",
        "description": "<script>",
        "parameters": [{"name": "<i>", "in": "query"}],
        "responses": {"200": {"description": "<u>"}},
    }
    page = page_of({"info": {"description": "<em>"}, "paths": {"/<p>": {"get": operation}}})
    for hostile in ("<b>x</b>", "<script>", "<i>", "<u>", "<em>", "/<p>"):
        assert hostile not in page
