"""Mutants of queries: each condition of a statement made true, one at a time, found in the text of its function."""

import re

from mutants import Mutant, text
from rewriting import Place

# Row-level security asks the same of these; that it does is proven table by table elsewhere.
TENANTS_OWN = re.compile(
    r"(\w\.)?(organization_id|person_id) = \$1|\w\.organization_id = \w\.organization_id"
)
CONDITION = re.compile(
    r"(?<= AND )(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|(?:(?! AND | ORDER | LIMIT | FOR | RETURNING |[\"{]).)+)"
)


def conditions_of(place: str, *tests: str, besides: tuple[str, ...] = ()) -> list[Mutant]:
    """A mutant for each condition after an AND. besides: those that keep nobody out."""
    found = [one.strip() for one in CONDITION.findall(Place(place).text)]
    wanted = [one for one in found if not TENANTS_OWN.fullmatch(one) and one not in besides]
    return [text(place, one, f"({one} OR true)", *tests) for one in dict.fromkeys(wanted)]
