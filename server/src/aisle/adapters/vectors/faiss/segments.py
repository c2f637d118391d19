"""One segment: an inverted file over vectors of 16-bit floats, which is what PostgreSQL keeps too, so nothing is lost.

Vectors are put into cells around centres found by k-means, and a search looks into the nearest cells. A segment of a
few thousand has one cell, which makes the search exact.
"""

from typing import Any

import numpy as np

from aisle.adapters.vectors.extras import load
from aisle.llm.ports import Vectors
from aisle.retrieval.ports import Ordinals

EXACT_UP_TO = 5_000
CELLS = 2.0  # times the square root of the number of vectors
SAMPLE = 40  # vectors for each cell's centre; FAISS wants as many, and more change little
LEAST_PROBES, SHARE_OF_PROBES = 32, 0.05  # cells that a search looks into


def library() -> Any:
    """Return FAISS, held to one thread a call: requests run side by side already."""
    faiss = load("faiss", "faiss")
    faiss.omp_set_num_threads(1)
    return faiss


def build(ordinals: Ordinals, vectors: Vectors) -> Any:
    """Return an index of some vectors."""
    faiss, count = library(), len(ordinals)
    cells = 1 if count <= EXACT_UP_TO else int(CELLS * count**0.5)
    index = faiss.index_factory(vectors.shape[1], f"IVF{cells},SQfp16", faiss.METRIC_INNER_PRODUCT)
    index.by_residual = False  # so that the codes are the vectors themselves
    index.cp.seed = 17
    chosen = np.random.default_rng(17).permutation(count)[: max(1, SAMPLE * cells)]
    index.train(np.ascontiguousarray(vectors[chosen], np.float32))
    index.add_with_ids(np.ascontiguousarray(vectors, np.float32), ordinals)
    return index


def to_bytes(index: Any) -> bytes:
    """Return an index as it is kept in a file."""
    return library().serialize_index(index).tobytes()  # type: ignore[no-any-return]


def from_bytes(data: bytes) -> Any:
    """Return the index that was kept in a file, ready to be searched; on a graphics card where there is one."""
    faiss = library()
    index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
    index.nprobe = min(index.nlist, max(LEAST_PROBES, int(SHARE_OF_PROBES * index.nlist)))
    # Only builds for such cards have the function. Cards know no cell lists of one cell worth their while.
    if getattr(faiss, "get_num_gpus", int)() and index.nlist > 1:
        return faiss.index_cpu_to_all_gpus(index)
    return index


def contents(data: bytes) -> tuple[Ordinals, Vectors]:
    """Return what a kept index holds, by ordinal."""
    faiss = library()
    index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
    lists = index.invlists
    filled = [(place, lists.list_size(place)) for place in range(lists.nlist) if lists.list_size(place)]
    size = lists.code_size
    ordinals = np.concatenate(
        [faiss.rev_swig_ptr(lists.get_ids(place), count).copy() for place, count in filled]
    )
    codes = np.concatenate(
        [
            faiss.rev_swig_ptr(lists.get_codes(place), count * size).reshape(count, size).copy()
            for place, count in filled
        ]
    )
    order = np.argsort(ordinals)
    return ordinals[order], codes[order].view("<f2").astype(np.float32)


def search(index: Any, vector: Vectors, k: int) -> tuple[Ordinals, Vectors]:
    """Return ordinals and dot products of the k nearest."""
    scores, ordinals = index.search(np.ascontiguousarray(vector[None], np.float32), k)
    found = ordinals[0] >= 0
    return ordinals[0][found], scores[0][found]
