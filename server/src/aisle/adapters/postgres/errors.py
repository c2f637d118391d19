"""What can go wrong with the embedded server; every `detail` ends with what to do."""

from aisle.core.errors import Unavailable


class EmbeddedPostgresError(Unavailable):
    """The embedded server cannot be used."""

    code = "embedded_postgres"
    title = "The embedded database is not available"


class BinariesMissing(EmbeddedPostgresError):
    """PostgreSQL's programs are not where they should be, or cannot run here."""

    code = "postgres_binaries_missing"


class ServerUserMissing(EmbeddedPostgresError):
    """PostgreSQL refuses to run as root and there is no other user to run it as."""

    code = "postgres_user_missing"


class DiskFull(EmbeddedPostgresError):
    """The disk has no room for the database."""

    code = "disk_full"


class PortTaken(EmbeddedPostgresError):
    """The port that was asked for belongs to another program."""

    code = "postgres_port_taken"


class DataMissing(EmbeddedPostgresError):
    """A database was here before and is not here now; starting an empty one would hide the loss."""

    code = "postgres_data_missing"


class VersionMismatch(EmbeddedPostgresError):
    """The data was written by another major version of PostgreSQL."""

    code = "postgres_version_mismatch"


class ServedElsewhere(EmbeddedPostgresError):
    """A server that this launcher did not start is using the data folder."""

    code = "postgres_served_elsewhere"


class StartFailed(EmbeddedPostgresError):
    """The server did not come up."""

    code = "postgres_start_failed"


class StopFailed(EmbeddedPostgresError):
    """The server did not go down."""

    code = "postgres_stop_failed"
