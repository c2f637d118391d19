"""An installation that stays between runs: what takes most of an hour to build is built once."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aisle.adapters.postgres import EmbeddedPostgres, ServerOptions
from aisle.bootstrap.server import attach_server
from aisle.core.db import migrate
from aisle.core.secrets import load_secrets
from aisle.retrieval import postings
from benchmarks import corpus, seeding
from benchmarks.installation import Installation, settings_of
from benchmarks.places import CACHE

# What a machine of this size is given when it serves a million chunks; the default is for a first try on a laptop.
TUNED = ServerOptions(
    shared_buffers="2GB",
    extra={
        "maintenance_work_mem": "2GB",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "max_parallel_maintenance_workers": "1",
    },
)


@contextmanager
def standing_installation(name: str) -> Iterator[Installation]:
    """Use the installation of a name, making it first if there is none that fits this code. It is left for next time."""
    home = CACHE / f"{name}-{_fingerprint()}"
    home.mkdir(parents=True, exist_ok=True)
    settings = settings_of(home, "hashed")
    postgres = EmbeddedPostgres(home, TUNED)
    postgres.ensure_running()
    try:
        server = attach_server(settings, load_secrets(home))
        try:
            server.migrate_if_needed()
            yield Installation(settings, load_secrets(home), server, postgres.status().pid or 0)
        finally:
            server.release()
    finally:
        postgres.release()


def _fingerprint() -> str:
    """Name what decides what is stored: the schema, the codec of postings, and the made-up contents."""
    digest = hashlib.sha256()
    for path in sorted((migrate.MIGRATIONS / "sql").glob("*.sql")):
        digest.update(path.read_bytes())
    for module in (postings, corpus, seeding):
        digest.update(Path(module.__file__ or "").read_bytes())
    return digest.hexdigest()[:10]
