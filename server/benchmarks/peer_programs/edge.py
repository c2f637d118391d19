"""Qdrant Edge inside this process: one shard, tenants told apart by an indexed filter."""

import os
import tempfile

import qdrant_edge as qe
from common import Data, K, measure

data = Data()
folder = os.path.join(tempfile.mkdtemp(), "shard")
parameters = qe.EdgeVectorParams(data.vectors.shape[1], qe.Distance.Dot)
shard = qe.EdgeShard.create(folder, qe.EdgeConfig(vectors=parameters))
shard.update(qe.UpdateOperation.create_field_index("tenant", qe.PayloadSchemaType.Integer))
for start in range(0, len(data.vectors), 5_000):
    rows = range(start, min(start + 5_000, len(data.vectors)))
    points = [qe.Point(row, data.vectors[row].tolist(), {"tenant": int(data.tenants[row])}) for row in rows]
    shard.update(qe.UpdateOperation.upsert_points(points))
while shard.optimize():
    pass


def nearest(question, tenant):  # type: ignore[no-untyped-def]
    own = qe.Filter(must=[qe.FieldCondition("tenant", match=qe.MatchValue(tenant))])
    found = shard.search(qe.SearchRequest(qe.Query.Nearest(question.tolist()), K, filter=own))
    return [point.id for point in found]


measure(data, nearest, "in process, tenant as an indexed filter")
