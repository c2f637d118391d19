"""Use cases on knowledge. Every one works inside the caller's transaction and commits nothing."""

from aisle.knowledge.service.accepting import accept, require_count, require_size
from aisle.knowledge.service.deleting import delete, delete_source, erase, erase_source, next_to_erase
from aisle.knowledge.service.ingesting import fail, open_file, publish, save_reading, take
from aisle.knowledge.service.recutting import (
    UncutDocument,
    answering_passages,
    count_passages,
    count_published,
    drop_cuts,
    known_hashes,
    passage_hashes,
    save_cut,
    stored_document,
    uncut_after,
    unheld_passages,
)
from aisle.knowledge.service.sources import create_source, find_source_by_name, get_source
from aisle.knowledge.service.viewing import (
    count_documents,
    find_labels,
    find_passages,
    get_document,
    get_passages,
    list_documents,
    passage_around,
    source_names,
)

__all__ = [
    "UncutDocument",
    "accept",
    "answering_passages",
    "count_documents",
    "count_passages",
    "count_published",
    "create_source",
    "delete",
    "delete_source",
    "drop_cuts",
    "erase",
    "erase_source",
    "fail",
    "find_labels",
    "find_passages",
    "find_source_by_name",
    "get_document",
    "get_passages",
    "get_source",
    "known_hashes",
    "list_documents",
    "next_to_erase",
    "open_file",
    "passage_around",
    "passage_hashes",
    "publish",
    "require_count",
    "require_size",
    "save_cut",
    "save_reading",
    "source_names",
    "stored_document",
    "take",
    "uncut_after",
    "unheld_passages",
]
