"""What the how-tos of sources show can be pasted: the kind takes it, and what is stored of it means the same."""

import json
import re
from pathlib import Path

import pytest

from aisle.adapters.connectors import KINDS

DOCS = Path(__file__).resolve().parents[4] / "docs/how-to"
SHOWN = [
    pytest.param(kind, json.loads(block), id=f"{page}-{number}")
    for page, kind in (("connect-notion", "notion"), ("connect-a-database", "database"))
    for number, block in enumerate(
        re.findall(r"```json\n(.*?)```", (DOCS / f"{page}.md").read_text("utf-8"), re.DOTALL)
    )
]


def test_there_are_some() -> None:
    assert len(SHOWN) == 3


@pytest.mark.parametrize(("kind", "shown"), SHOWN)
def test_options_can_be_pasted(kind: str, shown: dict[str, object]) -> None:
    made = KINDS[kind].options.model_validate(shown)
    assert KINDS[kind].options.model_validate(json.loads(made.model_dump_json())) == made
