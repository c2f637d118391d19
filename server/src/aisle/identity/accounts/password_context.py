"""Words that everybody around a person knows: the names of their organizations and of the installation (OWASP ASVS 5.0, 6.1.2)."""

from urllib.parse import urlsplit

from aisle.core.db import Scope, Session
from aisle.identity.accounts import repository
from aisle.identity.accounts.tools import AccountTools

PRODUCT = "aisle"
MOST_ORGANIZATIONS = 20


def words_of_installation(base_url: str) -> tuple[str, ...]:
    """Return the product's name and the public host's."""
    return PRODUCT, urlsplit(base_url).hostname or ""


async def words_around(tools: AccountTools, session: Session) -> tuple[str, ...]:
    """Return what the session's person is surrounded by: installation and organizations."""
    names = []
    for organization_id in await repository.list_organizations(session, MOST_ORGANIZATIONS):
        async with tools.database.also(
            session, Scope(organization_id, None, session.scope.principal)
        ) as theirs:
            names.append(await repository.organization_name(theirs))
    return (*tools.installation, *names)
