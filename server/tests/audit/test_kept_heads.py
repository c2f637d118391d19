"""Heads outside the database: written as chains grow, signed, and believed only as they were written."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from audit_chains import Chain

from aisle.adapters.kept_heads import HeadFolder, HeadsUnavailable
from aisle.audit.heads import HeadSigner, HeadsUnreadable, KeptHead
from aisle.bootstrap.auditing import Auditing
from aisle.core.db import Database
from aisle.core.ids import new_id

SIGNER = HeadSigner(b"s" * 32)
HEAD = KeptHead(new_id(), 7, b"h" * 32, datetime(2026, 11, 20, 21, 30, tzinfo=UTC))


@pytest.fixture
def auditing(worker_database: Database, dispatcher_database: Database, tmp_path: Path) -> Auditing:
    return Auditing(worker_database, dispatcher_database, HeadFolder(tmp_path / "heads", SIGNER), 400)


def test_heads_come_back_as_they_were_written() -> None:
    assert SIGNER.read([SIGNER.written(HEAD), "", SIGNER.written(replace(HEAD, number=8))]) == [
        HEAD,
        replace(HEAD, number=8),
    ]


@pytest.mark.parametrize("name", ["tenant", "number", "hash", "at", "signature"])
def test_changed_head_is_not_believed(name: str) -> None:
    said = json.loads(SIGNER.written(HEAD))
    other = json.loads(
        SIGNER.written(replace(HEAD, tenant=new_id(), number=8, hash=b"i" * 32, at=datetime.now(UTC)))
    )
    with pytest.raises(HeadsUnreadable):
        SIGNER.read([json.dumps({**said, name: other[name]})])
    del said[name]
    with pytest.raises(HeadsUnreadable):
        SIGNER.read([json.dumps(said)])


@pytest.mark.parametrize("line", ["x", "[]", "7", "null", '{"signature": 7}', '{"signature": "é"}'])
def test_what_is_no_head_is_not_believed(line: str) -> None:
    with pytest.raises(HeadsUnreadable, match="Line 1"):
        SIGNER.read([line])


def test_head_of_another_installation_is_not_believed() -> None:
    with pytest.raises(HeadsUnreadable):
        HeadSigner(b"t" * 32).read([SIGNER.written(HEAD)])


async def test_heads_are_written_once_as_chains_grow(auditing: Auditing, chain: Chain) -> None:
    await chain.fill(3)
    await auditing.keep_heads()
    await auditing.keep_heads()
    await chain.fill(2)
    await auditing.keep_heads()
    assert [head.number for head in auditing.heads.read([chain.tenant])] == [3, 5]
    (file,) = auditing.heads.folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


async def test_people_have_heads_too(auditing: Auditing, database: Database, admin: Any) -> None:
    person = await Chain(database, admin).begin("person")
    await person.add()
    await auditing.keep_heads()
    assert [head.number for head in auditing.heads.read([person.tenant])] == [1]


async def test_folder_is_what_chains_are_compared_with(auditing: Auditing, chain: Chain) -> None:
    await chain.fill(3)
    await auditing.keep_heads()
    assert (await auditing.verify(chain.tenant)).compared == 1
    await chain.break_it("DELETE FROM audit_entry WHERE organization_id = $tenant AND number = 3")
    await chain.break_it(
        "UPDATE audit_head h SET number = 2, hash = e.hash FROM audit_entry e WHERE h.organization_id = $tenant"
        " AND e.organization_id = $tenant AND e.number = 2"
    )
    assert not (await auditing.verify(chain.tenant)).holds
    everybody = {tenant: verdict async for tenant, verdict in auditing.verify_all()}
    assert not everybody[chain.tenant].holds


async def test_tenant_that_is_gone_with_its_chain_is_told(auditing: Auditing, chain: Chain) -> None:
    await chain.fill(3)
    await auditing.keep_heads()
    await chain.break_it("DELETE FROM tenant WHERE organization_id = $tenant")
    everybody = {tenant: verdict async for tenant, verdict in auditing.verify_all()}
    assert not everybody[chain.tenant].holds


async def test_old_entries_go_from_every_chain(auditing: Auditing, chain: Chain) -> None:
    await chain.fill(3)
    assert await replace(auditing, keep_days=None).forget_old() == 0
    await auditing.forget_old()
    assert len(await chain.rows()) == 3


def test_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HeadsUnavailable, match="AISLE_AUDIT_HEADS"):
        HeadFolder(tmp_path / "file", SIGNER).add([HEAD])
