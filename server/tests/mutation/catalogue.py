"""Every family of mutants."""

from collections.abc import Callable

import right_mutants
import route_mutants
from mutants import Mutant

FAMILIES: dict[str, Callable[[], list[Mutant]]] = {
    "rights of routes": route_mutants.mutants_of_rights,
    "recent proofs": route_mutants.mutants_of_proofs,
    "the policy": right_mutants.mutants_of_the_policy,
    "roles": right_mutants.mutants_of_roles,
    "bounds of keys": right_mutants.mutants_of_bounds,
    "members and owners": right_mutants.mutants_of_members,
    "invitations": right_mutants.mutants_of_invitations,
    "visits": right_mutants.mutants_of_visits,
    "jobs": right_mutants.mutants_of_jobs,
}
