"""`aisle audit`: an operator looks whether a chain is as it was written."""

from uuid import UUID

import pytest

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import ContextSigner, Database, Scope
from aisle.core.secrets import load_secrets


@pytest.fixture
async def organization(aisle, urls_at_home):
    """An organization with three entries."""
    made = aisle("organization", "create", "Audited", "--json").gives()["id"]
    secrets = load_secrets(aisle.home)
    database = Database(urls_at_home.app, ContextSigner(secrets.key("context")))
    await database.open()
    async with database.open_scope(Scope(UUID(made), None, "member:ann")) as session:
        for number in range(3):
            await record(session, Event("thing.changed", "thing", str(number)))
    await database.close()
    return made


def verdict_of(aisle, organization, *more, code=0):
    (row,) = aisle("audit", "verify", "--organization", organization, "--json", *more).gives(code)
    return row


def test_untouched_chain_holds(aisle, organization):
    before = verdict_of(aisle, organization)["entries"]
    assert before >= 3
    assert aisle("audit", "heads", "--json").gives()["written"] >= 1
    assert verdict_of(aisle, organization)["compared"] == 1
    folder = str(aisle.home / "audit-heads")
    assert verdict_of(aisle, organization, "--heads", folder)["compared"] == 1
    assert organization in aisle("audit", "verify", "--all").says()


async def test_cut_chain_is_told_with_a_code(aisle, organization, sql):
    aisle("audit", "heads").says()
    last = verdict_of(aisle, organization)["head"]
    await sql.execute(
        "DELETE FROM aisle.audit_entry WHERE organization_id = $1 AND number = $2", UUID(organization), last
    )
    await sql.execute(
        "UPDATE aisle.audit_head h SET number = e.number, hash = e.hash FROM aisle.audit_entry e"
        " WHERE h.organization_id = $1 AND e.organization_id = $1 AND e.number = $2",
        UUID(organization),
        last - 1,
    )
    row = verdict_of(aisle, organization, code=1)
    assert not row["holds"]
    assert "CHANGED" in aisle("audit", "verify", "--organization", organization).says(1)


@pytest.mark.parametrize(
    "words", [[], ["--all", "--person", "x"], ["--organization", "x"], ["--all", "--heads", "nowhere"]]
)
def test_wrong_words_are_refused(aisle, words):
    answer = aisle("audit", "verify", *words, "--json")
    assert answer.json["error"]["code"] in ("invalid_input", "audit_heads_unavailable")
    assert answer.code in (2, 4)
