"""The inventory of data, keys, ways out, costs and logs is the code's own."""

import ast
import re

from source_files import ROOT, Tree, calls, places, trees

from aisle.bootstrap.sealed import SEALED
from aisle.core.settings import Settings

PAGE = (ROOT / "docs" / "reference" / "security-inventory.md").read_text("utf-8")
ADDRESS = re.compile(
    r"_(url|ranges|endpoint|host|base_url)$|^(chat_models|embedders|sign_in_providers|firebase_project)$"
)
# Where this server itself is, and not somewhere to ask.
OWN = {"host", "public_url"}


def part(title: str) -> str:
    """What stands under one heading."""
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def first_cells(text: str) -> set[str]:
    """What stands in code marks in the first cells of tables."""
    return {
        name
        for line in text.splitlines()
        if line.startswith("|")
        for name in re.findall(r"`([^`]+)`", line.split("|")[1])
    }


def name_of(field: str) -> str:
    alias = Settings.model_fields[field].validation_alias
    return str(alias.choices[-1]) if hasattr(alias, "choices") else f"AISLE_{field.upper()}"


def test_every_sealed_column_has_a_class() -> None:
    assert first_cells(part("Data")) == {f"{one.table}.{one.column}" for one in SEALED}


def purposes(tree: Tree) -> set[str]:
    """Purposes for which keys are derived."""
    return {
        str(call.args[0].value)
        for name, call in calls(tree)
        if name.endswith(".key")
        and len(call.args) == 1
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_key_is_listed() -> None:
    found = set().union(*(purposes(tree) for tree in trees().values()))
    assert len(found) > 12
    assert first_cells(part("Keys")) == found


def test_every_address_that_is_asked_is_listed() -> None:
    asked = {name_of(field) for field in Settings.model_fields if ADDRESS.search(field) and field not in OWN}
    assert first_cells(part("Ways out")) == asked


def test_every_setting_that_is_named_is_there() -> None:
    known = {name_of(field) for field in Settings.model_fields}
    assert (
        set(re.findall(r"`((?:AISLE|OPENAI|GEMINI|ANTHROPIC|DATABASE)_[A-Z_]+)`", PAGE)) - {"AISLE_HOME"}
        <= known
    )


def writes_elsewhere(tree: Tree) -> bool:
    """Whether logs are sent anywhere but to standard error."""
    return any(
        re.search(r"(File|Socket|SysLog|HTTP|SMTP|Watched)\w*Handler$|basicConfig$|WriteLoggerFactory$", name)
        for name, _ in calls(tree)
    )


def test_logs_go_where_the_inventory_says() -> None:
    assert places(writes_elsewhere) == {"core/telemetry/logs.py"}
    assert writes_elsewhere(ast.parse("logging.handlers.SysLogHandler()"))
    setting_up = ast.unparse(trees()["core/telemetry/logs.py"])
    assert "WriteLoggerFactory(sys.stderr)" in setting_up
    assert "StreamHandler(sys.stderr)" in setting_up


def test_every_way_to_sign_in_is_listed() -> None:
    """Whatever hands out a sign-in does it through two functions; each route that calls one is in the table."""
    hands_out = places(
        lambda tree: any(name in ("hand_out", "sent_on", "coming_back.sent_on") for name, _ in calls(tree))
    )
    assert {place for place in hands_out if place.startswith("web/")} == {
        "web/sign_in.py", "web/factors.py", "web/passkeys.py", "web/federation.py", "web/sign_on.py",
    }  # fmt: skip
    listed = first_cells(part("Ways to sign in"))
    assert listed == {
        "/auth/sign-up", "/auth/sign-in", "/auth/second-step", "/auth/passkeys/sign-in", "/auth/oidc/{provider}/callback",
        "/auth/firebase", "/auth/sign-on/{connection_id}/callback", "/auth/sign-on/{connection_id}/acs", "/auth/refresh",
    }  # fmt: skip


def test_packages_are_locked_by_hash_from_the_usual_registries_and_not_too_young() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / "server" / lock).read_text("utf-8")
        packages = re.findall(r"^([a-zA-Z0-9_.-]+)==", text, re.MULTILINE)
        blocks = re.split(r"\n(?=[a-zA-Z0-9])", text)
        assert len(packages) > 40
        assert all("--hash=sha256:" in block for block in blocks if "==" in block)
        assert not re.search(
            r"index-url|find-links|git\+|://",
            "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")),
        )
    locked = (ROOT / "scripts" / "lock.sh").read_text("utf-8")
    assert "--exclude-newer" in locked
    assert "days=7" in locked
    rules = part("Code of others")
    assert "not younger than a week" in rules
    assert re.search(r"within 3 days, another high one within 14, .* within 90", rules.replace("\n", " "))
