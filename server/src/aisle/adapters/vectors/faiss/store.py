"""Indexes in files below the home folder, shared by the processes of one machine: one writes, all search."""

import asyncio
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from aisle.adapters.vectors.extras import has
from aisle.adapters.vectors.faiss import segments
from aisle.adapters.vectors.faiss.files import FilesDamaged, IndexFolder, Manifest, SegmentFile
from aisle.adapters.vectors.options import VectorStoreOptions
from aisle.llm.ports import Vectors
from aisle.retrieval.items import ItemKind
from aisle.retrieval.ports import Ordinals, VectorBatch, VectorIndex, VectorStoreUnavailable

KEEP_OPEN = 200  # indexes in memory; the one that was not asked for longest goes first


@dataclass(slots=True)
class _Open:
    """An index in memory. stamp: of the manifest it was read from."""

    stamp: tuple[int, int] | None
    manifest: Manifest
    segments: dict[str, Any]


class FaissVectorStore:
    """Adds a segment for every batch and merges those of like size (the logarithmic method of Bentley and Saxe, 1980)."""

    def __init__(self, home: Path) -> None:
        self._home = home / "vectors"
        self._open: dict[VectorIndex, _Open] = {}

    @classmethod
    def from_options(cls, options: VectorStoreOptions) -> "FaissVectorStore":
        """Keep the files in the installation's home. Raises SettingsRefused without the package."""
        if not has(
            "faiss"
        ):  # importing it takes a while, which an installation that does without must not wait for
            segments.library()
        return cls(options.home)

    async def put(self, index: VectorIndex, batch: VectorBatch, watermark: int) -> None:
        """Write the batch as a segment of each kind, and merge."""
        await asyncio.to_thread(self._put, index, batch, watermark)

    async def watermark(self, index: VectorIndex) -> int:
        """Return what the manifest says; 0 when files are damaged, so that they are written anew."""
        return (await self._opened(index)).manifest.watermark

    async def nearest(self, index: VectorIndex, kind: ItemKind, vector: Vectors, k: int) -> Ordinals:
        """Search every segment of the kind."""
        opened = await self._opened(index)
        chosen = [opened.segments[one.name] for one in opened.manifest.segments if one.kind == kind]
        try:
            return await asyncio.to_thread(_search, chosen, vector, k)
        except RuntimeError as error:  # the library's own kind
            raise VectorStoreUnavailable("FAISS could not search.") from error

    async def size(self, index: VectorIndex) -> int:
        """Add up what the manifest says of the segments."""
        return sum(one.count for one in (await self._opened(index)).manifest.segments)

    async def retain(self, index: VectorIndex, living: Ordinals) -> None:
        """Write every segment that holds something dead anew, without it."""
        await asyncio.to_thread(self._retain, index, living)

    async def drop(self, index: VectorIndex) -> None:
        """Remove the folder."""
        self._open.pop(index, None)
        await asyncio.to_thread(shutil.rmtree, self._folder(index).path, True)

    async def close(self) -> None:
        """Let go of what is in memory."""
        self._open.clear()

    def _folder(self, index: VectorIndex) -> IndexFolder:
        return IndexFolder(self._home / index.name)

    async def _opened(self, index: VectorIndex) -> _Open:
        known = self._open.pop(index, None)
        if known is None or known.stamp != self._folder(index).stamp():
            known = await asyncio.to_thread(self._read, index, known)
        self._open[index] = known  # the last asked for stands last
        while len(self._open) > KEEP_OPEN:
            self._open.pop(next(iter(self._open)))
        return known

    def _read(self, index: VectorIndex, known: _Open | None) -> _Open:
        folder = self._folder(index)
        try:
            for _ in range(5):  # a writer may exchange the segments while they are read
                stamp, manifest = folder.stamp(), _manifest(folder, index)
                try:
                    return _Open(stamp, manifest, _loaded(folder, manifest, known))
                except FileNotFoundError:
                    continue
            raise FilesDamaged(f"segments are missing in {folder.path}")
        except FilesDamaged:
            return _Open(folder.stamp(), Manifest(index.dimensions), {})
        except OSError as error:
            raise VectorStoreUnavailable(
                f"The files of an index cannot be read: {error.strerror}."
            ) from error

    def _put(self, index: VectorIndex, batch: VectorBatch, watermark: int) -> None:
        folder = self._folder(index)
        with folder.alone():
            manifest = self._read(index, self._open.get(index)).manifest
            if watermark <= manifest.watermark:
                return
            kept = list(manifest.segments)
            for kind in ItemKind:
                ordinals, vectors = batch.of(kind)
                fresh = ordinals >= manifest.watermark
                if fresh.any():
                    kept = _with(folder, kept, kind, ordinals[fresh], vectors[fresh])
            folder.write(replace(manifest, watermark=watermark, segments=tuple(kept)))

    def _retain(self, index: VectorIndex, living: Ordinals) -> None:
        folder = self._folder(index)
        with folder.alone():
            manifest = self._read(index, None).manifest
            kept = [new for old in manifest.segments for new in _without_dead(folder, old, living)]
            if kept != [*manifest.segments]:
                folder.write(replace(manifest, segments=tuple(kept)))


def _manifest(folder: IndexFolder, index: VectorIndex) -> Manifest:
    return folder.read(index.dimensions)


def _loaded(folder: IndexFolder, manifest: Manifest, known: _Open | None) -> dict[str, Any]:
    before = known.segments if known else {}
    return {
        one.name: before[one.name] if one.name in before else segments.from_bytes(folder.load(one))
        for one in manifest.segments
    }


def _with(
    folder: IndexFolder, kept: Iterable[SegmentFile], kind: ItemKind, ordinals: Ordinals, vectors: Vectors
) -> list[SegmentFile]:
    """Add a segment, taking in every one of its kind that is not more than twice as large as what is gathered so far."""
    others = [one for one in kept if one.kind != kind]
    same = sorted((one for one in kept if one.kind == kind), key=lambda one: one.count)
    while same and same[0].count <= 2 * len(ordinals):
        older, rows = segments.contents(folder.load(same.pop(0)))
        ordinals, vectors = np.concatenate([older, ordinals]), np.concatenate([rows, vectors])
    return [*others, *same, _written(folder, kind, ordinals, vectors)]


def _without_dead(folder: IndexFolder, segment: SegmentFile, living: Ordinals) -> list[SegmentFile]:
    ordinals, vectors = segments.contents(folder.load(segment))
    alive = np.isin(ordinals, living)
    if alive.all():
        return [segment]
    return [_written(folder, segment.kind, ordinals[alive], vectors[alive])] if alive.any() else []


def _written(folder: IndexFolder, kind: str, ordinals: Ordinals, vectors: Vectors) -> SegmentFile:
    data = segments.to_bytes(segments.build(ordinals, vectors))
    return folder.add(f"{kind}-{uuid4().hex}", kind, len(ordinals), data)


def _search(chosen: Iterable[Any], vector: Vectors, k: int) -> Ordinals:
    found = [segments.search(one, vector, k) for one in chosen]
    if not found:
        return np.array([], np.int64)
    ordinals = np.concatenate([one for one, _ in found])
    scores = np.concatenate([one for _, one in found])
    return ordinals[np.argsort(-scores, kind="stable")[:k]]
