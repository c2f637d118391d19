"""What those are called who did something, by the principals that rows and the audit log keep."""

from collections.abc import Iterable
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.keys import repository as keys
from aisle.identity.members import repository as members
from aisle.identity.types import CallerKind


async def names_of(session: Session, principals: Iterable[str | None]) -> dict[str, str]:
    """Return the names of members and of keys, by principal ("member:ID"). Who is neither, or is here no more, is left out."""
    asked = {one for one in principals if one}
    found: dict[str, str] = {}
    if people := _ids(asked, CallerKind.MEMBER):
        rows = await members.list_names(session, people)
        found |= {f"{CallerKind.MEMBER}:{row['person_id']}": row["name"] for row in rows}
    if programs := _ids(asked, CallerKind.SECRET_KEY):
        rows = await keys.list_names(session, programs)
        found |= {f"{CallerKind.SECRET_KEY}:{row['id']}": row["name"] for row in rows if row["name"]}
    return found


def _ids(principals: Iterable[str], kind: CallerKind) -> list[UUID]:
    """Return the ids of one kind of principals; what is no id is none."""
    found = []
    for principal in principals:
        named, _, text = principal.partition(":")
        try:
            found += [UUID(text)] if named == kind else []
        except ValueError:
            continue
    return found
