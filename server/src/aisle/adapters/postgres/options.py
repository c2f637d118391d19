"""How the server is tuned: a small machine that also runs the API, the worker and the embedder."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aisle.adapters.postgres.address import HOST
from aisle.adapters.postgres.record import ServerRecord


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """What a caller may choose. `durable=False` is for throw-away databases: a power cut may lose everything."""

    port: int | None = None
    shared_buffers: str = "128MB"
    max_connections: int = 100
    durable: bool = True
    extra: Mapping[str, str] = field(default_factory=dict)


_COMMON = {
    "unix_socket_permissions": "0700",
    "listen_addresses": HOST,
    "cluster_name": "aisle",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.max": "1000",
    # Queries here take milliseconds; compiling them takes longer than running them.
    "jit": "off",
    # Fewer helper processes: nothing is replicated from here and two workers keep up with the tables.
    "max_logical_replication_workers": "0",
    "max_worker_processes": "4",
    "autovacuum_max_workers": "2",
    # Building a vector index on the usual catalogue fits in this; it is taken only while one is built.
    "maintenance_work_mem": "128MB",
}

_LOGGING = {
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "server-%Y%m%dT%H%M%S.log",
    "log_rotation_size": "10MB",
    "log_rotation_age": "1d",
    # Statements and the DETAIL of errors carry what shoppers wrote; neither belongs in a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}

_THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "checkpoint_timeout": "1h",
    "max_wal_size": "1GB",
}

# PostgreSQL 18 keeps a pool of reading processes; the working set fits in memory, so they would only idle.
_SINCE_18 = {"io_method": "sync"}


def server_arguments(options: ServerOptions, version: int, record: ServerRecord) -> dict[str, str]:
    """Every server setting by name; given on the command line, so that a new Aisle also tunes an old data folder."""
    return {
        **_COMMON,
        **_LOGGING,
        **(_SINCE_18 if version >= 18 else {}),
        **({} if options.durable else _THROW_AWAY),
        "shared_buffers": options.shared_buffers,
        "max_connections": str(options.max_connections),
        **options.extra,
        "port": str(record.port),
        "unix_socket_directories": record.socket_folder,
    }
