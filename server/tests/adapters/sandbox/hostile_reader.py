"""A reader that does what a taken-over parser would try. The file's text says what; the answer says what came of it.

Loaded by the sandbox's server in place of the parsers.
"""

import ctypes
import os
import signal
import socket
import time
from collections.abc import Callable

from aisle.knowledge.structure import Block, BlockKind, ParsedDocument

PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/", "/root", "/home", ".")


def read(data: bytes, name: str, declared_type: str | None, max_bytes: int) -> ParsedDocument:
    deed, _, argument = data.decode().partition(" ")
    return document(DEEDS[deed](argument))


def document(text: str, **changes: object) -> ParsedDocument:
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    fields: dict[str, object] = {
        "text": text,
        "blocks": (block,),
        "tables": (),
        "title": None,
        "media_type": "text/plain",
        "page_count": None,
        "notes": (),
    }
    return ParsedDocument(**{**fields, **changes})  # type: ignore[arg-type]


def tried(deed: Callable[[], object]) -> str:
    try:
        return f"done: {deed()}"
    except OSError as error:
        return f"refused: {error.errno}"


def loop(_: str) -> str:
    while True:
        pass


def sleep(seconds: str) -> str:
    time.sleep(float(seconds))
    return "slept"


def allocate(megabytes: str) -> str:
    return str(len(bytearray(int(megabytes) << 20)))


def allocate_natively(megabytes: str) -> str:
    """Take memory piece by piece as a C library does, which ends by a signal when it gets none."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    for _ in range(int(megabytes)):
        place = libc.malloc(1 << 20)
        ctypes.memset(place, 1, 1 << 20)
    return "allocated"


def fork(_: str) -> str:
    return tried(os.fork)


def execute(_: str) -> str:
    return tried(lambda: os.execv("/bin/sh", ["sh", "-c", "true"]))


def connect(target: str) -> str:
    host, port = target.split(":")

    def deed() -> str:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as client:
            client.settimeout(2)
            client.connect((host, int(port)))
            return "connected"

    return tried(deed)


def connect_locally(path: str) -> str:
    def deed() -> str:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.connect(path)
            return "connected"

    return tried(deed)


def write(name: str) -> str:
    def deed(place: str) -> str:
        with open(os.path.join(place, name), "w") as file:
            file.write("x")
        return place

    return " ".join(tried(lambda place=place: deed(place)) for place in PLACES)  # type: ignore[misc]


def see(path: str) -> str:
    return tried(lambda: open(path, "rb").read(10))


def environment(_: str) -> str:
    return " ".join(sorted(os.environ))


def descriptors(_: str) -> str:
    found = []
    for descriptor in range(200):
        try:
            os.fstat(descriptor)
            found.append(descriptor)
        except OSError:
            continue
    return str(found)


def kill(target: str) -> str:
    return tried(lambda: os.kill(int(target), signal.SIGKILL))


def crash(_: str) -> str:
    ctypes.string_at(0)
    return "alive"


def leave(_: str) -> str:
    os._exit(0)


def shout(megabytes: str) -> str:
    piece = b"x" * (1 << 20)
    for _ in range(int(megabytes)):
        os.write(3, piece)
    return "shouted"


def lie(answer: str) -> str:
    os.write(3, answer.encode())
    os._exit(0)


DEEDS: dict[str, Callable[[str], str]] = {
    deed.__name__: deed
    for deed in (
        loop, sleep, allocate, allocate_natively, fork, execute, connect, connect_locally, write, see,
        environment, descriptors, kill, crash, leave, shout, lie,
    )
}  # fmt: skip
