"""Serving requests under a role that could pass by row-level security is refused at the start."""

from aisle.core.db.access import Access, look_at
from aisle.core.settings import SettingsRefused


async def refuse_strong_role(url: str, setting: str) -> None:
    """Raise SettingsRefused unless this address signs in as a plain role of a database that was migrated.

    Raises DatabaseUnavailable when nobody answers there.
    """
    access = await look_at(url)
    if faults := _strengths(access):
        raise SettingsRefused(
            f"{setting} signs in as “{access.name}”, which {' and '.join(faults)}. Give it a plain login; `aisle migrate` grants what it needs."
        )
    if not access.has_schema:
        raise SettingsRefused(
            f"The database {access.database} has no schema yet: run `aisle migrate` with DATABASE_ADMIN_URL first."
        )
    if not access.may_use_schema:
        raise SettingsRefused(
            f"{setting} signs in as “{access.name}”, which has no rights in Aisle's schema: run `aisle migrate` with this "
            "address and DATABASE_ADMIN_URL, which grants them."
        )
    if not access.has_vectors:
        raise SettingsRefused(
            f"The database {access.database} has lost the extension vector: run `aisle migrate` with DATABASE_ADMIN_URL."
        )


def _strengths(access: Access) -> list[str]:
    return [
        text
        for text, holds in (
            ("is a superuser", access.is_superuser),
            ("has BYPASSRLS", access.bypasses_rls),
            ("owns Aisle's tables", access.owns_tables),
            ("may become a role that is one or has it", access.may_become_strong),
        )
        if holds
    ]
