"""Tantivy inside this process: one index of all tenants' texts, every question filtered to one tenant."""

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import tantivy
from common import Data, K, measure

given = json.loads((Path(sys.argv[1]) / "texts.json").read_text())
data = Data()
schema = (
    tantivy.SchemaBuilder()
    .add_text_field("body", tokenizer_name="en_stem")
    .add_unsigned_field("row", stored=True)
    .add_unsigned_field("tenant", indexed=True)
    .build()
)
index = tantivy.Index(schema, path=tempfile.mkdtemp(prefix="tantivy-"))
writer = index.writer(heap_size=200_000_000, num_threads=1)
for row, (text, tenant) in enumerate(zip(given["texts"], data.tenants, strict=True)):
    document = tantivy.Document(body=text)
    document.add_unsigned("row", row)
    document.add_unsigned("tenant", int(tenant))
    writer.add_document(document)
writer.commit()
writer.wait_merging_threads()
index.reload()
searcher = index.searcher()
asked = {question.tobytes(): text for question, text in zip(data.questions, given["questions"], strict=True)}
must = tantivy.Occur.Must


def best(question: np.ndarray, tenant: int) -> list[int]:
    words = index.parse_query(asked[question.tobytes()], ["body"])
    own = tantivy.Query.term_query(schema, "tenant", tenant)
    wanted = tantivy.Query.boolean_query([(must, words), (must, tantivy.Query.const_score_query(own, 0.0))])
    return [searcher.doc(address)["row"][0] for _, address in searcher.search(wanted, K).hits]


measure(data, best, f"{tantivy.__version__}, in process, on disk, one index, no SQL", exact=None)
