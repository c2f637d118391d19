"""The ledger of OWASP ASVS 5.0.0, and the page that is made of it: `python tests/asvs/ledger.py` writes the page anew."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "reference" / "asvs.md"
VERDICTS = {"met": "met", "open": "open", "not_applicable": "does not apply", "outside": "outside"}
CHAPTERS = (
    "Encoding and sanitization", "Validation and business logic", "Web front end", "API and web service", "Files", "Authentication",
    "Sessions", "Authorization", "Self-contained tokens", "OAuth and OIDC", "Cryptography", "Secure communication", "Configuration",
    "Data protection", "Secure coding", "Logging and errors", "WebRTC",
)  # fmt: skip
HEAD = """# OWASP ASVS 5.0, levels 1 and 2

How Aisle stands to each line of the [standard](https://owasp.org/www-project-application-security-verification-standard/), in our own words.
`server/tests/asvs/ledger.toml` names the tests of each line; a test of its own looks whether they are there, and makes this page.

**Met**: tests hold it. **Open**: not met; what lacks is said. **Does not apply**: what the line is about is not here. **Outside**: whoever
runs Aisle has to do it. Nobody but us has looked at this; it is no certificate.
"""

Line = dict[str, Any]


def lines() -> list[Line]:
    """The lines of the ledger in their order."""
    found: list[Line] = tomllib.loads((Path(__file__).parent / "ledger.toml").read_text("utf-8"))["line"]
    return found


def counted(found: list[Line]) -> str:
    """A table of how many lines of each level have which verdict."""
    counts = Counter((line["level"], line["verdict"]) for line in found)
    rows = [
        f"| {level} | {' | '.join(str(counts[level, verdict]) for verdict in VERDICTS)} | {sum(line['level'] == level for line in found)} |"
        for level in (1, 2)
    ]
    head = f"| level | {' | '.join(VERDICTS.values())} | lines |\n|---|{'---|' * (len(VERDICTS) + 1)}"
    return "\n".join([head, *rows])


def page(found: list[Line]) -> str:
    """The whole page."""
    parts = [HEAD, counted(found), ""]
    for number, title in enumerate(CHAPTERS, 1):
        rows = [_row(line) for line in found if line["id"].split(".")[0] == str(number)]
        parts += [
            f"## V{number} {title}",
            "",
            "| line | level | what | how it stands |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    return "\n".join(parts).rstrip() + "\n"


def _row(line: Line) -> str:
    why = f": {line['why']}" if line.get("why") else ""
    return f"| {line['id']} | {line['level']} | {line['says']} | {VERDICTS[line['verdict']]}{why} |"


if __name__ == "__main__":
    PAGE.write_text(page(lines()), "utf-8")
