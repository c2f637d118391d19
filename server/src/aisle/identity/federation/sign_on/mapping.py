"""From groups at an identity provider to roles here."""

from collections.abc import Sequence

from aisle.identity.federation.sign_on.types import ConnectionSettings
from aisle.identity.members.types import Given
from aisle.identity.roles import OWNER


def roles_for(settings: ConnectionSettings, groups: Sequence[str]) -> tuple[Given, ...]:
    """Return the roles of somebody in these groups; the default one where no group stands for a role.

    Groups are compared letter by letter. Nobody becomes an owner but by a rule that says so.
    """
    found = tuple(dict.fromkeys(rule.given for rule in settings.rules if rule.group in groups))
    if found or settings.default_role is None:
        return found
    return (Given(settings.default_role),)


def keeps_owner(settings: ConnectionSettings, is_owner: bool, roles: Sequence[Given], others: int) -> bool:
    """Whether an owner stays one: by the rules, because the rules do not speak of owners, or as the last one.

    others: owners beside this one.
    """
    named = Given(OWNER) in roles
    return is_owner and (named or not settings.makes_owners or others == 0)
