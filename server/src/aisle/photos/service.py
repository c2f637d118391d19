"""Use cases of photos: take one in, send it with a message, look at it, forget it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.vault import Opener, Vault
from aisle.identity.types import Caller
from aisle.photos import repository
from aisle.photos.errors import PhotoNotFound, PhotoUsed, TooManyPhotos
from aisle.photos.ports import CleanPhoto

MOST_BYTES = 8 * 2**20  # of an upload; the window sends some hundred KB
MOST_IN_MESSAGE = 3
MOST_UNSENT = 10  # of one shopper
UNSENT_KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SealedPhoto:
    """A photo that can be opened when no transaction is open."""

    id: UUID
    sealed: bytes
    opener: Opener

    def open(self) -> bytes:
        """Return the JPEG file. Raises Unreadable."""
        return self.opener.unseal(self.sealed, _place(self.id))


async def keep(session: Session, vault: Vault, caller: Caller, photo: CleanPhoto) -> UUID:
    """Keep a photo that may be sent with a message, and return its id. Raises TooManyPhotos."""
    await repository.delete_forgotten(session, UNSENT_KEPT)
    if await repository.count_unsent(session, caller.session_id) >= MOST_UNSENT and caller.session_id:
        raise TooManyPhotos(
            f"At most {MOST_UNSENT} photos wait to be sent; send or delete one.",
            retry_after=int(UNSENT_KEPT.total_seconds()),
        )
    photo_id = new_id()
    sealed = await vault.seal(session, photo.data, _place(photo_id))
    await repository.insert(session, photo_id, caller.session_id, sealed, photo.width, photo.height)
    return photo_id


async def attach(session: Session, caller: Caller, photo_ids: Sequence[UUID], conversation_id: UUID) -> None:
    """Let photos belong to the conversation they are sent in.

    Raises:
        PhotoNotFound: One is not there, or another shopper's; which of the two is not told.
        PhotoUsed: One was sent in another conversation of the shopper's.
    """
    found = {
        row["id"]: row["conversation_id"]
        for row in await repository.hold_own(session, photo_ids, caller.session_id)
    }
    if set(photo_ids) - found.keys():
        raise PhotoNotFound("Upload the photo again.")
    if any(held not in (None, conversation_id) for held in found.values()):
        raise PhotoUsed("Upload the photo again for this conversation.")
    await repository.attach(session, photo_ids, conversation_id)


async def of_message(
    session: Session, vault: Vault, conversation_id: UUID, photo_ids: Sequence[UUID]
) -> list[SealedPhoto]:
    """Return the photos of a message that are still there, in their order."""
    sealed = await repository.sealed_of(session, conversation_id, photo_ids)
    return [
        SealedPhoto(id_, sealed[id_], await vault.opener(session, sealed[id_]))
        for id_ in photo_ids
        if id_ in sealed
    ]


async def open_own(session: Session, vault: Vault, caller: Caller, photo_id: UUID) -> bytes:
    """Return a photo of the caller's own as a JPEG file. Raises PhotoNotFound."""
    return await _opened(
        session, vault, photo_id, await repository.find_own(session, photo_id, caller.session_id)
    )


async def discard(session: Session, caller: Caller, photo_id: UUID) -> None:
    """Delete a photo that was not sent. Raises PhotoNotFound, PhotoUsed."""
    (found,) = await repository.hold_own(session, [photo_id], caller.session_id) or (None,)
    if found is None:
        raise PhotoNotFound()
    if found["conversation_id"] is not None:
        raise PhotoUsed("It goes with its conversation: delete that.")
    await repository.delete(session, photo_id)


async def forget_unsent(session: Session) -> int:
    """Delete photos that were never sent; returns how many."""
    return await repository.delete_forgotten(session, UNSENT_KEPT)


async def _opened(session: Session, vault: Vault, photo_id: UUID, sealed: bytes | None) -> bytes:
    if sealed is None:
        raise PhotoNotFound()
    return await vault.unseal(session, sealed, _place(photo_id))


def _place(photo_id: UUID) -> str:
    return f"photo.sealed:{photo_id}"
