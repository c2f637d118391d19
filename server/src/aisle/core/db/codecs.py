"""How values travel to PostgreSQL and back, set once for each connection."""

import json
import struct
from typing import Any

import numpy as np


def encode_halfvec(vector: np.ndarray | bytes) -> bytes:
    """Write pgvector's binary halfvec: int16 dimensions, int16 zero, big-endian float16 values."""
    if isinstance(vector, bytes):
        return (
            vector  # written before, as inside arrays: the driver takes a bare numpy array for a nested one
        )
    return struct.pack(">HH", len(vector), 0) + vector.astype(">f2").tobytes()


def decode_halfvec(data: bytes) -> np.ndarray:
    """Read pgvector's binary halfvec as float32."""
    return np.frombuffer(data, dtype=">f2", offset=4).astype(np.float32)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


async def set_codecs(connection: Any) -> None:
    """Teach a new connection JSON and halfvec."""
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=_dump, decoder=json.loads)
    await connection.set_type_codec(
        "halfvec", schema="public", encoder=encode_halfvec, decoder=decode_halfvec, format="binary"
    )
