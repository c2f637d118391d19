"""`aisle migrate`."""

from aisle.cli.output import Json, show
from aisle.cli.server import server_for
from aisle.core.settings import load_settings


def migrate(as_json: Json = False) -> None:
    """Bring the database to this release, with DATABASE_ADMIN_URL (or the embedded server's own role)."""
    settings = load_settings()
    with server_for(settings) as server:
        done = server.migrate()
    show(
        {"applied": done},
        f"Applied: {', '.join(done)}" if done else "Nothing to do: the schema is up to date.",
        as_json,
    )
