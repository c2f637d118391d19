"""Every family of mutants."""

from collections.abc import Callable

import right_mutants
import route_mutants
from mutants import Mutant

FAMILIES: dict[str, Callable[[], list[Mutant]]] = {
    "rights of routes": route_mutants.mutants_of_rights,
    "recent proofs": route_mutants.mutants_of_proofs,
    "roles": right_mutants.mutants_of_roles,
    "jobs": right_mutants.mutants_of_jobs,
}
