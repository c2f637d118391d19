"""Which PostgreSQL is used, and under which roles this installation signs in."""

import logging
from dataclasses import dataclass

from aisle.adapters.postgres import EmbeddedPostgres, ServerAddress
from aisle.core.db.migrate import Roles, applied_migration, newest_migration, run_migrate
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings, SettingsRefused

_log = logging.getLogger("aisle.database")


@dataclass(frozen=True, slots=True)
class DatabaseUrls:
    """Addresses of one database under each role. admin is None when it was not given."""

    app: str
    worker: str
    dispatcher: str
    admin: str | None


@dataclass(slots=True)
class DatabaseServer:
    """The server as this process uses it; `release` lets the embedded one stop when nobody else uses it."""

    urls: DatabaseUrls
    roles: Roles
    embedded: EmbeddedPostgres | None = None

    def migrate(self) -> list[str]:
        """Bring the database to this release. Raises SettingsRefused without an admin address."""
        if self.urls.admin is None:
            raise SettingsRefused("Set DATABASE_ADMIN_URL: migrating needs the role that owns the schema.")
        return run_migrate(self.urls.admin, self.roles, self.urls.app)

    def migrate_if_needed(self) -> None:
        """Bring the embedded server's database to this release; any other is migrated by hand, with `aisle migrate`."""
        if self.embedded is not None and applied_migration(self.urls.app) != newest_migration():
            self.migrate()

    def keep_running(self) -> None:
        """Start the embedded server again if it was killed; it takes the port that it had."""
        if self.embedded is not None and not self.embedded.status().running:
            _log.warning("the database had ended and is started again")
            self.embedded.ensure_running()

    def release(self) -> None:
        """Stop using the embedded server."""
        if self.embedded is not None:
            self.embedded.release()


def attach_server(settings: Settings, secrets: Secrets) -> DatabaseServer:
    """Find or start the PostgreSQL that the settings name."""
    roles = Roles(settings.db_role_prefix, secrets)
    if settings.database_url is not None:
        return DatabaseServer(_given(settings, roles, settings.database_url.get_secret_value()), roles)
    embedded = EmbeddedPostgres(settings.home, binaries=settings.pg_bin)
    return DatabaseServer(urls_of(embedded.ensure_running(), roles), roles, embedded)


def urls_of(address: ServerAddress, roles: Roles, database: str = "postgres") -> DatabaseUrls:
    """Return the addresses of one database on a server whose superuser is known."""
    admin = address.url(database)
    return DatabaseUrls(
        roles.url(admin, "app"), roles.url(admin, "worker"), roles.url(admin, "dispatcher"), admin
    )


def _given(settings: Settings, roles: Roles, app: str) -> DatabaseUrls:
    worker, dispatcher, admin = (
        settings.worker_database_url,
        settings.dispatcher_database_url,
        settings.database_admin_url,
    )
    return DatabaseUrls(
        app,
        worker.get_secret_value() if worker else roles.url(app, "worker"),
        dispatcher.get_secret_value() if dispatcher else roles.url(app, "dispatcher"),
        admin.get_secret_value() if admin else None,
    )
