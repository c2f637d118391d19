"""Every family of mutants."""

from collections.abc import Callable

import article_mutants
import credential_mutants
import edge_mutants
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
    "rows of credentials": credential_mutants.mutants_of_rows,
    "comparisons of secrets": credential_mutants.mutants_of_comparisons,
    "recent proof itself": credential_mutants.mutants_of_proof,
    "needed factors": credential_mutants.mutants_of_needed_factors,
    "renewed sign-ins": credential_mutants.mutants_of_renewing,
    "hosts and origins": edge_mutants.mutants_of_hosts_and_origins,
    "claims on requests": edge_mutants.mutants_of_claims,
    "the guard of the ways out": edge_mutants.mutants_of_the_guard,
    "the socket": edge_mutants.mutants_of_the_socket,
    "jobs": right_mutants.mutants_of_jobs,
    "articles": article_mutants.mutants_of_articles,
    "many articles": article_mutants.mutants_of_many,
    "the linter": article_mutants.mutants_of_the_linter,
}
