"""FAISS inside this process: an HNSW graph for each tenant, which is what nobody has to filter."""

import faiss
import numpy as np
from common import Data, K, measure

faiss.omp_set_num_threads(1)
data = Data()
rows = {int(tenant): np.flatnonzero(data.tenants == tenant) for tenant in np.unique(data.tenants)}
indexes = {}
for tenant, own in rows.items():
    indexes[tenant] = faiss.IndexHNSWFlat(data.vectors.shape[1], 16, faiss.METRIC_INNER_PRODUCT)
    indexes[tenant].hnsw.efSearch = 40
    indexes[tenant].add(data.vectors[own])


def nearest(question, tenant):  # type: ignore[no-untyped-def]
    _, found = indexes[tenant].search(question[None], K)
    return rows[tenant][found[0][found[0] >= 0]]


measure(data, nearest, f"{faiss.__version__}, in process, a graph for each tenant, no SQL and no durability")
