"""Documents of a sync: stored and read beforehand, shown to nobody until all of the sync is, and kept for the way back."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.vault import Vault
from aisle.knowledge.intake import IncomingFile
from aisle.knowledge.metadata import clean, title_from_name
from aisle.knowledge.repository import holding, intake, passages, releasing, states
from aisle.knowledge.repository.intake import NewVersion
from aisle.knowledge.service.accepting import file_place
from aisle.knowledge.service.held import by_chunking
from aisle.knowledge.service.ingesting import publish
from aisle.knowledge.types import (
    DocumentId,
    DocumentState,
    Orphans,
    Passage,
    Published,
    VersionId,
    VersionState,
)


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """A version that waits with its sync. before_id: that answers now."""

    document_id: UUID
    version_id: UUID | None
    before_id: UUID | None


async def hold(session: Session, vault: Vault, source_id: UUID, file: IncomingFile) -> HeldVersion:
    """Store a version of the document of that name, the first one where there is none. It is read and published later."""
    await intake.lock_source(session, source_id)
    metadata = clean(file)
    known = await intake.find_known(session, source_id, metadata.name)
    found = await holding.find_document(session, source_id, metadata.name)
    document_id = known.id if known else DocumentId(new_id())
    if known is None:
        title = metadata.title or title_from_name(metadata.name)
        await intake.insert_document(session, document_id, source_id, title, metadata)
        await states.set_state(session, document_id, DocumentState.HELD)
    digest = await asyncio.to_thread(lambda: hashlib.sha256(file.data).digest())
    version = NewVersion(
        id=VersionId(new_id()),
        document_id=document_id,
        number=known.last_number + 1 if known else 1,
        sha256=digest,
        bytes=len(file.data),
        declared_type=file.declared_type,
        title=metadata.title,
        state=VersionState.HELD,
        reason=None,
        detail=None,
    )
    await intake.insert_version(session, version)
    sealed = await vault.seal(session, file.data, file_place(version.id))
    await intake.insert_file(session, version.id, sealed)
    return HeldVersion(document_id, version.id, found["published_version_id"] if found else None)


async def find_held(session: Session, source_id: UUID, name: str) -> HeldVersion | None:
    """Return the document of that name with the version that answers now, or None."""
    metadata = clean(IncomingFile(name, b""))
    found = await holding.find_document(session, source_id, metadata.name)
    return HeldVersion(found["id"], None, found["published_version_id"]) if found else None


async def hold_again(session: Session, version_id: UUID) -> bool:
    """Let a version that answered before wait to answer again; False where its text is gone, or it answers now."""
    return await holding.hold_version(session, version_id)


async def outdated_cuts(session: Session, version_id: UUID, chunkings: Sequence[str]) -> list[str]:
    """Return those chunkings that have not cut a version."""
    cuts = await holding.cuts_of(session, version_id)
    return [key for key in chunkings if key not in (cuts or ())]


async def held_passages(session: Session, version_id: UUID, chunking: str) -> list[Passage]:
    """Return the passages of a version as one chunking cuts it."""
    return await holding.passages_of(session, version_id, chunking)


async def publish_held(
    session: Session, held: HeldVersion, file: IncomingFile | None, chunkings: Sequence[str]
) -> Published | None:
    """Let a held version answer, with what its source says of it now; None if it is not wanted any more. Raises NotCut.

    A document whose bytes are as they were, held without a version, is only filed anew.
    """
    published = Published({})
    if held.version_id is not None:
        done = await publish(session, DocumentId(held.document_id), VersionId(held.version_id), chunkings)
        if done is None:
            return None
        published = done
    if file is not None:
        await releasing.set_labels(session, held.document_id, clean(file))
    return published


async def take_away(session: Session, document_id: UUID) -> Orphans:
    """Let a document answer no more, and return the passages that the index must forget; its versions stay for the way back."""
    await passages.lock_passages(session)
    await holding.hide(session, document_id)
    left = await passages.passages_of_document(session, document_id)
    return by_chunking(await passages.orphans_among(session, left))


async def drop_held(session: Session, version_ids: Sequence[UUID], *, answered: bool = False) -> None:
    """Forget held versions of a sync that does not go live, and documents that came with it alone.

    answered: they did before, and are kept as they were.
    """
    if not version_ids:
        return
    await passages.lock_passages(session)
    documents = await holding.let_go(session, version_ids, answered=answered)
    await holding.drop_unseen(session, documents)
