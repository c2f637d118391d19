"""What can go wrong with members and roles."""

from aisle.core.errors import Conflict, Forbidden, InvalidInput, NotFound


class MemberNotFound(NotFound):
    """Nobody of this organization."""

    code = "member_not_found"
    title = "There is no such member"


class LastOwner(Conflict):
    """An organization without an owner could not be governed any more."""

    code = "last_owner"
    title = "An organization needs an owner: make another member one first"


class OwnersOnly(Forbidden):
    """Owners are made and unmade by owners."""

    code = "owners_only"
    title = "Only an owner may make, suspend, demote or remove owners"


class RoleNotFound(NotFound):
    """No such role of this organization."""

    code = "role_not_found"
    title = "There is no such role"


class RoleTaken(Conflict):
    """Two roles of one name could not be told apart."""

    code = "role_taken"
    title = "Another role has this name"


class RoleInUse(Conflict):
    """Members have it; `members` and `invitations` say who."""

    code = "role_in_use"
    title = "Members have this role; name another one in its place"


class RoleInvalid(InvalidInput):
    """A role that gives nothing, or what nobody may be given."""

    code = "role_invalid"
    title = "This cannot be a role"
