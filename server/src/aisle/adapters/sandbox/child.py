"""The process that reads one file: cuts itself off, reads, answers and ends."""

import gc
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from aisle.adapters.sandbox import isolation, wire
from aisle.adapters.sandbox.capabilities import probe
from aisle.adapters.sandbox.protocol import Job
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

# Reads (data, name, declared type, largest size) and raises ParseFailed.
Reader = Callable[[bytes, str, str | None, int], ParsedDocument]
# Makes bytes of (converter's name, data, name, arguments) and raises ParseFailed.
Convert = Callable[[str, bytes, str, Mapping[str, int]], bytes]

_ANSWER = 3
_MOST_DESCRIPTORS = 4_096
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Tools:
    """The functions that a child works with, loaded before it is started."""

    read: Reader
    convert: Convert


def run(job: Job, tools: Tools, source: int, answer: int, namespaced: bool) -> None:
    """Read the file in the descriptor `source` and write the answer to `answer`."""
    os.setsid()
    data = _read(source)
    answer = _close_all_but(answer)
    rooted = namespaced and isolation.enter_empty_root()
    isolation.drop_user()
    isolation.limit_resources(job.limits)
    filtered = isolation.filter_system_calls()
    # One file is read and then the process ends: collecting garbage would only take its time.
    gc.disable()
    if job.is_probe:
        _write(answer, json.dumps(asdict(probe(namespaced and rooted, filtered))).encode())
    else:
        _write(answer, _answer(job, tools, data))


def _answer(job: Job, tools: Tools, data: bytes) -> bytes:
    try:
        if job.converter is not None:
            return wire.encode_bytes(tools.convert(job.converter, data, job.name, job.arguments))
        return wire.encode_document(tools.read(data, job.name, job.declared_type, job.limits.input_bytes))
    except ParseFailed as failure:
        return wire.encode_failure(failure)
    except MemoryError:
        reason = FailureReason.OUT_OF_MEMORY
        return wire.encode_failure(ParseFailed(reason, "the file needs more memory than it may have"))


def _read(source: int) -> bytes:
    size = os.fstat(source).st_size
    return os.pread(source, size, 0) if size < _PIECE else b"".join(_pieces(source, size))


def _pieces(source: int, size: int) -> list[bytes]:
    return [os.pread(source, _PIECE, start) for start in range(0, size, _PIECE)]


def _close_all_but(answer: int) -> int:
    """Close every descriptor but the answer's, which gets the number 3; 0 to 2 lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    answer = os.dup2(os.dup(answer) if answer < _ANSWER else answer, _ANSWER, inheritable=False)
    for standard in range(_ANSWER):
        os.dup2(nowhere, standard)
    os.closerange(_ANSWER + 1, _MOST_DESCRIPTORS)
    return answer


def _write(descriptor: int, payload: bytes) -> None:
    view = memoryview(payload)
    while view:
        view = view[os.write(descriptor, view) :]
