"""No code is made from data: no evaluation, no unsafe deserialisation, no shell, no parser of XML that fetches or expands."""

import ast
import re

import pytest
from source_files import ROOT, Tree, calls, imported, places

RUNS = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "builtins.eval", "builtins.exec"}
UNSAFE = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle", "joblib", "yaml"}
FOREIGN_XML = {"xml.etree", "xml.dom", "xml.sax.expatreader", "xmltodict", "xml.etree.ElementTree"}
SCRIPT_FOLDERS = ("widget/src", "console/src")
MARKUP = ("innerHTML", "outerHTML", "insertAdjacentHTML", "dangerouslySetInnerHTML", "document.write", "eval(",
          "new Function", "__proto__", "setTimeout(\"", "javascript:")  # fmt: skip


def runs_data(tree: Tree) -> bool:
    """Whether something is evaluated, or handed to a shell."""
    shell = any(
        keyword.arg == "shell" and getattr(keyword.value, "value", True)
        for _, call in calls(tree)
        for keyword in call.keywords
    )
    return shell or any(name in RUNS for name, _ in calls(tree))


def reads_objects(tree: Tree) -> bool:
    """Whether something can make objects of any class out of bytes."""
    return bool({name.partition(".")[0] for name in imported(tree)} & UNSAFE)


def is_closed(call: ast.Call) -> bool:
    given = {keyword.arg: getattr(keyword.value, "value", None) for keyword in call.keywords}
    return given.get("resolve_entities") is False and given.get("no_network") is True


def reads_xml_openly(tree: Tree) -> bool:
    """Whether XML is read by a parser that resolves entities, fetches, or is the library's own choice."""
    if imported(tree) & FOREIGN_XML:
        return True
    for name, call in calls(tree):
        if name in ("etree.XMLParser", "etree.iterparse") and not is_closed(call):
            return True
        if (
            name in ("etree.fromstring", "etree.parse", "etree.XML")
            and len(call.args) + len(call.keywords) < 2
        ):
            return True
    return False


def test_nothing_is_evaluated_or_run_by_a_shell() -> None:
    assert places(runs_data) == set()


def test_no_objects_are_made_from_stored_bytes() -> None:
    assert places(reads_objects) == set()


def test_xml_is_read_without_entities_and_network() -> None:
    assert places(reads_xml_openly) == set()
    assert len(places(lambda tree: any(name == "etree.XMLParser" for name, _ in calls(tree)))) >= 3


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (runs_data, "eval('1')"),
        (runs_data, "import subprocess\nsubprocess.run('ls', shell=True)"),
        (runs_data, "import os\nos.system('ls')"),
        (reads_objects, "import pickle"),
        (reads_objects, "def f():\n    from yaml import load"),
        (reads_xml_openly, "from lxml import etree\netree.fromstring(b'x')"),
        (reads_xml_openly, "from lxml import etree\netree.XMLParser()"),
        (reads_xml_openly, "import xml.etree.ElementTree"),
    ],
)
def test_what_is_planted_is_found(look, text: str) -> None:  # type: ignore[no-untyped-def]
    assert look(ast.parse(text))


def test_pages_write_text_and_no_markup() -> None:
    files = [
        file
        for folder in SCRIPT_FOLDERS
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".ts", ".tsx", ".js")
    ]
    assert len(files) > 50
    faults = [
        (file.name, word)
        for file in files
        for word in MARKUP
        if word in file.read_text("utf-8") and file.name != "links.ts"
    ]
    assert faults == []


def test_no_field_is_set_by_a_name_that_was_sent() -> None:
    """Otherwise a field called __proto__ would change every object; what is kept by name is kept in a Map."""
    computed = re.compile(r"\w\[(?!\d)[^\]'\"]+\] = ")
    found = [
        (file.name, line.strip())
        for folder in SCRIPT_FOLDERS
        for file in sorted((ROOT / folder).rglob("*"))
        if file.suffix in (".ts", ".tsx", ".js")
        for line in file.read_text("utf-8").splitlines()
        if computed.search(line)
    ]
    # Their names are lists in the lines above.
    assert found == [
        ("passkeys.ts", "if (part) said[name] = text64(part);"),
        # Its name is one of two of the type.
        (
            "useTestChat.ts",
            'if (event.type === "start") chats.current[which] = event.messageMetadata.conversationId;',
        ),
        ("filters.ts", "found[name] = value.trim();"),
    ]


HEARING = re.compile(r"postMessage|onmessage|[\"']message[\"']", re.IGNORECASE)
# The two ends of the one way between a shop's page and the frame; and a channel whose both ends are the frame's own.
BRIDGE = {"widget/src/bridge/frame.ts", "widget/src/panel/link.ts"}
WITHIN = {"widget/src/ui/drawing.ts"}


def test_pages_take_messages_over_the_widgets_bridge_alone() -> None:
    """There the sender is checked: see `widget/tests/unit/bridge.test.ts`."""
    found = {
        str(file.relative_to(ROOT))
        for folder in (*SCRIPT_FOLDERS, "examples/use-chat/src")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".ts", ".tsx", ".js")
        and (
            HEARING.search(text := file.read_text("utf-8"))
            and ("addEventListener" in text or "postMessage" in text)
        )
    }
    assert found == BRIDGE | WITHIN
    for name in WITHIN:
        assert "addEventListener" not in (ROOT / name).read_text("utf-8")
    ours = (ROOT / "widget/src/bridge/frame.ts").read_text("utf-8")
    assert "source === parent && source !== window && origins.includes(origin)" in ours
