"""The table of roles and permissions in the docs says what the code does."""

from pathlib import Path

from aisle.identity.permissions import SENTENCES
from aisle.identity.roles import GRANTABLE, ROLES

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "rights.md"


def test_the_table_of_rights_is_the_codes_own() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|\n ").split("|")]
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("|")
    ]
    head, _, *body = rows
    assert head[1:-1] == list(ROLES)
    told = {row[0].strip("`"): (row[1:-1], row[-1]) for row in body}
    assert set(told) == {str(action) for action in GRANTABLE}
    for action in GRANTABLE:
        cells, sentence = told[str(action)]
        assert sentence == SENTENCES[action]
        assert [cell == "yes" for cell in cells] == [action in actions for actions in ROLES.values()], action
