"""Mutants of what gives rights: usual roles, and what a job may."""

from mutants import Mutant, entry, text

from aisle.identity import roles

JOBS = "tests/core/test_job_gate.py"


def mutants_of_roles() -> list[Mutant]:
    """Each usual role with each action that it lacks."""
    table = "tests/identity/test_rights_table.py"
    return [
        entry(f"role {name} + {action}", roles.ROLES, name, held | {action}, table)
        for name, held in roles.ROLES.items()
        for action in sorted(roles.GRANTABLE - held)
    ] + [
        entry(f"{name} - {action}", roles.ROLES, name, held - {action}, table)
        for name, held in roles.ROLES.items()
        for action in sorted(held)
    ]


def mutants_of_jobs() -> list[Mutant]:
    """What a job may, and when it rests."""
    gate = "aisle.identity.job_gate:JobGate.check"
    return [
        text(gate, "not allow(caller, Action(message.right), caller.place)", "False", JOBS),
        text(gate, "await tenants.is_suspended(session)", "False", JOBS),
        text("aisle.tenants.repository:is_suspended", "t.suspended_at IS NOT NULL OR", "", JOBS),
        text("aisle.tenants.repository:is_suspended", " OR s.suspended_at IS NOT NULL", "", JOBS),
        text("aisle.identity.job_gate:caller_of", "FIXED[CallerKind.JOB]", "frozenset(Action)", JOBS),
    ]
