"""Chroma inside this process: one collection, tenants told apart by a filter on metadata."""

import tempfile

import chromadb
from common import Data, K, measure

data = Data()
collection = chromadb.PersistentClient(tempfile.mkdtemp()).create_collection(
    "all", metadata={"hnsw:space": "cosine"}
)
for start in range(0, len(data.vectors), 5_000):
    rows = range(start, min(start + 5_000, len(data.vectors)))
    collection.add(
        [str(row) for row in rows],
        embeddings=data.vectors[rows.start : rows.stop].tolist(),
        metadatas=[{"tenant": int(data.tenants[row])} for row in rows],
    )


def nearest(question, tenant):  # type: ignore[no-untyped-def]
    found = collection.query(
        query_embeddings=[question.tolist()], n_results=K, where={"tenant": tenant}, include=[]
    )
    return [int(one) for one in found["ids"][0]]


measure(data, nearest, f"{chromadb.__version__}, in process, tenant as a filter")
