"""What can go wrong with invitations."""

from aisle.core.errors import Conflict, Forbidden, NotFound, RateLimited


class InvitationNotFound(NotFound):
    """No such invitation in this organization."""

    code = "invitation_not_found"
    title = "There is no such invitation"


class InvitationSpent(NotFound):
    """Used, revoked, expired, replaced by a newer mail, or by somebody who may not invite any more; the same words for all."""

    code = "invitation_spent"
    title = "This invitation does not hold any more; ask for a new one"


class InvitationOpen(Conflict):
    """One is on its way already; `invitation_id` names it."""

    code = "invitation_open"
    title = "This address has an open invitation; send that again or revoke it"


class InvitationForAnother(Forbidden):
    """The link was sent to another address than the one that is signed in."""

    code = "invitation_for_another"
    title = "This invitation was sent to another address; sign in with that one"


class AlreadyMember(Conflict):
    """The person belongs to the organization."""

    code = "already_member"
    title = "This person is a member already"


class TooManyInvitations(RateLimited):
    """A limit, so that nobody sends unwanted mail through an organization."""

    code = "too_many_invitations"
    title = "Too many invitations were sent today"
