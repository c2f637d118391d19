"""Serving requests under a role that could pass by row-level security is refused at the start."""

from aisle.core.db import Database
from aisle.core.settings import SettingsRefused

STRENGTH = """
SELECT current_user AS name, r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
       EXISTS (SELECT 1 FROM pg_tables t WHERE t.schemaname = 'aisle' AND pg_has_role(current_user, t.tableowner, 'MEMBER')) AS owns,
       to_regclass('aisle.schema_version') IS NOT NULL AS migrated
FROM pg_roles r WHERE r.rolname = current_user
"""


async def refuse_strong_role(database: Database, setting: str) -> None:
    """Raise SettingsRefused when the role is a superuser, owns Aisle's tables, or has BYPASSRLS."""
    async with database.connection() as connection:
        role = await connection.fetchrow(STRENGTH)
    faults = [
        text
        for text, holds in (
            ("is a superuser", role["superuser"]),
            ("has BYPASSRLS", role["bypasses"]),
            ("owns Aisle's tables", role["owns"]),
        )
        if holds
    ]
    if faults:
        raise SettingsRefused(
            f"{setting} signs in as “{role['name']}”, which {' and '.join(faults)}. Give it a plain login; `aisle migrate` grants what it needs."
        )
    if not role["migrated"]:
        raise SettingsRefused(
            "The database has no schema yet: run `aisle migrate` with DATABASE_ADMIN_URL first."
        )
