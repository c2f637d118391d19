"""Keys that hold the whole scope of an answer, and tags by which a row shows that nobody moved or changed it."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aisle.answer_cache.types import Partition

Tenant = tuple[Any, Any]
VERSION = "1"  # of the form of keys and values


@dataclass(frozen=True, slots=True)
class Seal:
    """Makes keys and tags. key: of this purpose alone; 32 bytes."""

    key: bytes

    def partition(self, tenant: Tenant, partition: Partition) -> bytes:
        """Return the name of a partition; 32 bytes."""
        return self._mac("partition", tenant, partition.fields())

    def question(self, tenant: Tenant, partition: Partition, question: str) -> bytes:
        """Return the key of a normalised question in its partition; 32 bytes."""
        return self._mac("question", tenant, partition.fields(), question)

    def words(self, tenant: Tenant, partition: Partition, words: tuple[str, ...]) -> bytes:
        """Return the name of the words that questions of one meaning share; 32 bytes."""
        return self._mac("words", tenant, partition.fields(), words)

    def tag(self, tenant: Tenant, row: Mapping[str, Any]) -> bytes:
        """Return the tag of a row in its place; 32 bytes. Every column but the embedding and the tag counts."""
        bound = {name: value for name, value in row.items() if name not in ("embedding", "tag")}
        return self._mac("row", tenant, sorted((name, _plain(value)) for name, value in bound.items()))

    def holds(self, tenant: Tenant, row: Mapping[str, Any]) -> bool:
        """Whether a row is as it was written, where it was written."""
        return hmac.compare_digest(self.tag(tenant, row), row["tag"])

    def _mac(self, purpose: str, tenant: Tenant, *parts: Any) -> bytes:
        text = json.dumps([VERSION, purpose, *map(str, tenant), *parts], ensure_ascii=False)
        return hmac.new(self.key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return None if value is None else str(value)
