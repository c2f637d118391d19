"""Whether an index version holds everything that the store has."""

from aisle.retrieval import repository
from aisle.retrieval.contents import Content, Passages, Products
from aisle.retrieval.indexing import OpenScope
from aisle.retrieval.versions import IndexVersion
from aisle.tenants import service as tenants

SCAN = 5_000


async def missing(open_scope: OpenScope, version: IndexVersion) -> int:
    """Count the items of the store that a version lacks or holds with older words.

    A written version lacks nothing that was there when it became ready, and takes every change since in the change's
    own transaction: more than nothing means that something is wrong.
    """
    async with open_scope() as session:
        store = await tenants.get_store(session, session.tenant[1])
    contents: tuple[Content, ...] = (Products(store.language), Passages(version.recipe.chunking.key))
    return sum([await _missing(open_scope, version, content) for content in contents])


async def _missing(open_scope: OpenScope, version: IndexVersion, content: Content) -> int:
    place, lacking = None, 0
    while True:
        async with open_scope() as session:
            scanned = await content.after(session, place, SCAN)
            ids = [id_ for id_, _ in scanned]
            held = await repository.hashes_of(session, version, content.kind, ids)
            # What changed between the two reads has reached the version with its change.
            stale = [id_ for id_, content_hash in scanned if held.get(id_) != content_hash]
            now = await content.hashes(session, stale) if stale else {}
            held = await repository.hashes_of(session, version, content.kind, stale) if stale else {}
        lacking += sum(held.get(id_) != content_hash for id_, content_hash in now.items())
        if not scanned:
            return lacking
        place = ids[-1]
