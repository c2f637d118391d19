"""How the operator of the machine makes somebody a member: also of an organization that nobody is left to invite to."""

from collections.abc import Sequence

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.errors import Forbidden
from aisle.identity.invitations.errors import AlreadyMember
from aisle.identity.invitations.types import to_json
from aisle.identity.members import repository
from aisle.identity.members.giving import check_giving
from aisle.identity.members.joining import join
from aisle.identity.members.service import Members
from aisle.identity.members.types import Given, Member, Newcomer
from aisle.identity.types import Caller, CallerKind


async def add(members: Members, caller: Caller, newcomer: Newcomer, roles: Sequence[Given]) -> Member:
    """Make a person with an account a member without asking them; everybody else invites.

    Raises Forbidden, AlreadyMember, RoleNotFound, StoreNotFound.
    """
    if caller.kind is not CallerKind.OPERATOR:
        raise Forbidden("Members are invited; the machine's own operator alone adds them.")
    async with members.database.open_scope(caller.scope) as session:
        await repository.lock_members(session)
        await check_giving(session, caller, roles)
        if not await join(members.database, members.vault, session, newcomer, roles, "operator"):
            raise AlreadyMember()
        after = {"roles": to_json(roles)}
        await record(session, Event("member.added", "member", newcomer.person_id, after=after))
    return await members.get(caller, newcomer.person_id)
