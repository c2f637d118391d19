"""The console's page and files: served to anybody, under a policy that lets nothing foreign run."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from aisle.identity.accounts.mails import PAGES as MAILED
from aisle.web import console
from aisle.web.console import PAGES


@pytest.fixture
def built(site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Aisle</title>", "utf-8")
    (tmp_path / "assets" / "index-AbCd1234.js").write_text("export {};", "utf-8")
    (tmp_path / "before.js").write_text("", "utf-8")
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text("{}", "utf-8")
    monkeypatch.setattr(console, "DIST", tmp_path)
    return site


async def test_every_address_of_the_console_is_its_page(built: Any) -> None:
    for path in PAGES:
        page = await built.http.get(
            path.replace("{path:path}", "pike/sources/new").replace("{view}", "reset")
        )
        assert (page.status_code, page.text) == (200, "<!doctype html><title>Aisle</title>")


async def test_the_page_lets_nothing_foreign_run_and_is_never_kept(built: Any) -> None:
    headers = (await built.http.get("/s/pike")).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == (
        "'none'",
        "'self'",
        "'self'",
    )
    assert (policy["frame-ancestors"], policy["require-trusted-types-for"]) == ("'none'", "'script'")
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["cache-control"], headers["x-frame-options"]) == ("no-store", "DENY")
    # Pictures of products lie at the shops, which know nothing of embedding.
    assert headers["cross-origin-embedder-policy"] == "unsafe-none"


async def test_files_with_a_hash_are_kept_for_a_year_and_others_are_asked_for_again(built: Any) -> None:
    hashed = await built.http.get("/console/assets/index-AbCd1234.js")
    plain = await built.http.get("/console/before.js")
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["cache-control"] == "public, no-cache"


async def test_files_are_sent_packed_to_who_can_unpack_them(built: Any, tmp_path: Path) -> None:
    (tmp_path / "assets" / "index-AbCd1234.js.gz").write_bytes(gzip.compress(b"export {};"))
    path = "/console/assets/index-AbCd1234.js"
    packed = await built.http.get(path, headers={"accept-encoding": "gzip, br"})
    plain = await built.http.get(path, headers={"accept-encoding": "identity"})
    assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert packed.text == plain.text == "export {};"
    assert packed.headers["cache-control"] == plain.headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["nothing.js", "index.html", ".vite/manifest.json", "%2e%2e/%2e%2e/package.json", "assets"]
)
async def test_nothing_else_can_be_named(built: Any, path: str) -> None:
    assert (await built.http.get(f"/console/{path}")).status_code == 404


async def test_a_console_that_is_not_built_says_what_to_do(built: Any, tmp_path: Path) -> None:
    (tmp_path / "index.html").unlink()
    page = await built.http.get("/sign-in")
    assert (page.status_code, "make build" in page.text) == (503, True)


def test_every_link_of_a_mail_has_its_screen() -> None:
    account = console.DIST.parent / "src" / "features" / "account"
    doors, acts = (account / "doors.ts").read_text("utf-8"), (account / "ByLink.tsx").read_text("utf-8")
    for page in [*MAILED.values(), "/account/invitation"]:
        view = page.rpartition("/")[2]
        assert f'path: "{page}"' in doors or f"\n  {view}: () =>" in acts, page
