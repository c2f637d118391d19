"""Every query on organizations' routes, which stand in their settings."""

from typing import Any

from aisle.core.db import Session


async def find_routes(session: Session, *, lock: bool = False) -> Any:
    """Return the routes of the session's organization as they are stored; None where there are none."""
    end = " FOR NO KEY UPDATE" if lock else ""
    return await session.fetchval(
        f"SELECT settings -> 'model_routes' FROM organization WHERE organization_id = $1{end}",
        session.scope.organization_id,
    )


async def write_routes(session: Session, routes: dict[str, Any]) -> None:
    """Write the routes of the session's organization."""
    await session.execute(
        "UPDATE organization SET settings = settings || jsonb_build_object('model_routes', $2::jsonb)"
        " WHERE organization_id = $1",
        session.scope.organization_id,
        routes,
    )
