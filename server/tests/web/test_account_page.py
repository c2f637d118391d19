"""The account page: what is served, and under which policy."""

import re

import pytest
from web_shops import Site

from aisle.identity.accounts.mails import PAGES
from aisle.web.account_page import FILES, SCRIPTS


@pytest.mark.parametrize("path", ["/account", "/account/reset", "/account/anything"])
async def test_page_runs_nothing_but_its_own_files(site: Site, path: str) -> None:
    answer = await site.http.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert "<style" not in answer.text
    assert answer.text.count("<script") == 1


@pytest.mark.parametrize(
    ("name", "kind"), [(one, "text/javascript") for one in SCRIPTS] + [("account.css", "text/css")]
)
async def test_files_have_their_own_type(site: Site, name: str, kind: str) -> None:
    answer = await site.http.get(f"/account/{name}")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/account/..%2Fdeps.py", "/account/%2e%2e/deps.py", "/account/page.html%00"]
)
async def test_nothing_else_can_be_named(site: Site, path: str) -> None:
    answer = await site.http.get(path)
    assert "import" not in answer.text


def test_every_link_of_a_mail_has_its_part_of_the_page() -> None:
    script = (FILES / "account.js").read_text()
    for page in [*PAGES.values(), "/account/invitation"]:
        view = page.rpartition("/")[2]
        assert f"\n  {view}," in script or f"\n  {view}:" in script, page


def test_passwords_are_masked_and_open_to_password_managers() -> None:
    scripts = "".join((FILES / script).read_text() for script in SCRIPTS)
    fields = re.findall(r'field\([^{]*"\w*password", \{([^}]*)\}', scripts)
    assert len(fields) == 2
    assert all('type: "password", autocomplete' in one for one in fields)
    assert {"current-password", "new-password"} <= set(re.findall(r"\w+-password", scripts))
    for hindrance in ("onpaste", '"paste"', "onkeydown", "readOnly"):
        assert hindrance not in scripts


def test_signed_in_page_shows_how_to_sign_out_and_nothing_is_left_of_it() -> None:
    account, page = (FILES / "account.js").read_text(), (FILES / "page.js").read_text()
    home = account.split("async function home(")[1].split("\n}\n")[0]
    assert re.search(
        r'\["Sign out", async \(\) => \(await call\("POST", "/auth/sign-out"\), signIn\(\)\)\]', home
    )
    assert 'if (path === "/auth/sign-out") csrf = "";' in page
    assert "main.replaceChildren(heading" in page  # what `signIn` shows takes the place of all there was


def test_every_script_that_is_imported_is_served() -> None:
    for script in SCRIPTS:
        for wanted in re.findall(r'from "\./([^"]+)"', (FILES / script).read_text()):
            assert wanted in SCRIPTS
    assert {one.name for one in FILES.glob("*.js")} == set(SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_writes_no_markup(script: str) -> None:
    text = (FILES / script).read_text()
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage"):
        assert word not in text
