"""Mutants of the one function and of what gives rights: roles, bounds, giving, owners, invitations, visits, jobs."""

from conditions import conditions_of
from mutants import Mutant, entry, text

from aisle.identity import roles

KEYS = "tests/identity/test_keys.py::test_"
BOUNDS = "tests/identity/test_bounding.py"
MANAGED = "tests/web/test_key_management.py"
# Those that list nothing: with every run the shop that they share has more keys.
MANAGING_TESTS = tuple(
    f"{MANAGED}::test_{name}"
    for name in (
        "a_makers_loss_of_rights_is_its_keys_loss",
        "a_child_dies_with_the_key_that_made_it",
        "keys_of_a_suspended_or_removed_maker_are_dead_within_thirty_seconds",
        "a_key_has_no_more_than_its_maker",
        "roles_without_the_right_make_no_keys",
        "a_store_developer_makes_keys_for_that_store_alone",
        "a_foreign_key_answers_like_an_absent_one",
        "a_key_makes_no_mightier_key",
        "chains_of_keys_are_short",
        "rotation_without_overlap_ends_the_old_key",
        "who_rotates_a_key_must_have_what_it_may",
        "a_key_rotates_itself_and_its_children_live_on",
        "public_pages_need_a_confirmed_address_and_local_ones_none",
    )
)
BY_STORE = "tests/web/test_rights_store_by_store.py::test_"
MAKERS = "tests/identity/test_makers_of_keys.py"
MEMBERS = "tests/web/test_members.py"
CUSTOM = "tests/web/test_custom_roles.py"
INVITED = "tests/web/test_invitations.py"
VISITS = "tests/web/test_visits.py"
MOMENT = "tests/web/test_rights_of_this_moment.py::test_"
JOBS = "tests/core/test_job_gate.py"
STORE_PATHS = "tests/web/test_store_paths.py"
LEFT = "tests/web/test_organizations.py::test_leaving_ends_membership_and_the_last_owner_stays"

ALLOW = "aisle.identity.policy:allow"
GIVING = "aisle.identity.members.giving:"
MEMBER_ROWS = "aisle.identity.members.repository:"
BOUND = "aisle.identity.keys.bounds:"
MANAGING = "aisle.identity.keys.managing:"
ACCEPTING = "aisle.identity.invitations.accepting:"


def mutants_of_the_policy() -> list[Mutant]:
    """Each condition of `allow` gone, and what stands around it."""
    reach = (f"{KEYS}a_grant_for_one_store", f"{KEYS}a_grant_for_the_organization")
    one, whole = (
        f"{reach[0]}_reaches_neither_another_nor_the_organization",
        f"{reach[1]}_reaches_its_stores_and_no_other_organization",
    )
    return [
        text(ALLOW, "place.organization_id != caller.organization_id", "False", whole),
        text(
            ALLOW,
            "action in grant.actions and",
            "",
            f"{KEYS}a_secret_key_may_do_what_its_scopes_say_and_no_more",
        ),
        text(ALLOW, " and grant.store_id in (None, place.store_id)", "", one),
        text(
            ALLOW,
            "(None, place.store_id)",
            "(None, place.store_id, caller.store_id)",
            f"{MOMENT}a_stores_key_reaches_nothing_of_the_organization",
        ),
        text(ALLOW, "any(", "True or any(", f"{KEYS}without_grants_nothing_is_allowed"),
        text(
            "aisle.web.deps:caller_of",
            "require(caller, action)",
            "pass",
            STORE_PATHS,
            "tests/web/test_members_rights.py",
        ),
        text(
            "aisle.web.deps:reached_store",
            "store is None or not any(grant.store_id in (None, store.store_id) for grant in caller.grants)",
            "store is None",
            STORE_PATHS,
            "tests/web/test_members_rights.py",
        ),
        text(
            "aisle.web.deps:scope_of_store",
            "require(there, action)",
            "pass",
            f"{BY_STORE}several_stores_are_searched_where_each_may_be",
        ),
    ]


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


def mutants_of_bounds() -> list[Mutant]:
    """What binds keys to who made them, gone piece by piece."""
    return [
        text("aisle.identity.bounding:bounded", "one.actions & limit.actions", "one.actions", BOUNDS),
        text("aisle.identity.bounding:bounded", "if _meet(one.store_id, limit.store_id)", "", BOUNDS),
        text(
            "aisle.identity.bounding:bounded",
            "one.store_id if limit.store_id is None else limit.store_id",
            "one.store_id",
            BOUNDS,
        ),
        text("aisle.identity.bounding:covers", "return all(", "return True or all(", BOUNDS),
        text(
            "aisle.identity.bounding:covers",
            "Place(caller.organization_id, grant.store_id)",
            "caller.place",
            BOUNDS,
            *MANAGING_TESTS,
        ),
        text(
            "aisle.identity.bounding:require_covering",
            "not covers(caller, wanted)",
            "False",
            f"{MEMBERS}::test_nobody_gives_or_takes_from_those_who_have_more",
        ),
        text(
            BOUND + "grants_of_key",
            "return named_grants(row) if reached else _refuse()",
            "return named_grants(row)",
            f"{MOMENT}a_pages_key_ends_where_its_maker_reaches_the_store_no_more",
        ),
        text(
            BOUND + "grants_of_key",
            "return bounded(named_grants(row), await _makers(session, row, depth))",
            "return named_grants(row)",
            *MANAGING_TESTS,
        ),
        text(BOUND + "_makers", "parent is None or", "", *MANAGING_TESTS),
        text(BOUND + "_makers", "or _refuse()", "", *MANAGING_TESTS),
        text(
            BOUND + "check_stands",
            "if row is None:\n            _refuse()",
            "if row is None:\n            return",
            MAKERS,
        ),
        text(BOUND + "check_stands", "await grants_of_key(session, row)", "pass", *MANAGING_TESTS),
        text(
            MANAGING + "Keys.revoke",
            "_require_at(caller, Action.WRITE_KEYS, places_of(row))",
            "pass",
            f"{BY_STORE}a_key_that_may_be_read_there_is_ended_and_rotated_by_who_may_write_there",
        ),
        text(
            MANAGING + "Keys.rotate",
            "key_of(row).state is not KeyState.ACTIVE",
            "False",
            f"{BY_STORE}a_revoked_key_is_not_rotated_back_to_life",
        ),
        text(
            MANAGING + "Keys._new_maker",
            'caller.kind is CallerKind.SECRET_KEY and row["maker_key"] != caller.credential_id',
            "False",
            f"{BY_STORE}a_program_rotates_no_key_that_a_person_made",
        ),
        text(
            MANAGING + "Keys._check",
            "_require_at(caller, Action.WRITE_KEYS, places)",
            "pass",
            *MANAGING_TESTS,
        ),
        text(
            MANAGING + "Keys._check",
            "require_covering(caller, [Grant(place, actions) for place in places])",
            "pass",
            *MANAGING_TESTS,
        ),
        text(
            MANAGING + "Keys._check",
            "await check_going_live(self.database, session, maker, wanted.origins)",
            "pass",
            *MANAGING_TESTS,
        ),
        text(
            MANAGING + "_find",
            "row is None or not all(",
            "row is None or False and not all(",
            *MANAGING_TESTS,
        ),
        text(MANAGING + "_maker", ">= LONGEST_CHAIN", ">= 1000", *MANAGING_TESTS),
        text(MANAGING + "_maker", "caller.kind is not CallerKind.SECRET_KEY", "False", MAKERS),
        text(
            MANAGING + "_readable",
            "if Action.READ_KEYS in grant.actions",
            "",
            f"{BY_STORE}keys_are_listed_where_they_may_be_read_alone",
        ),
    ]


def mutants_of_members() -> list[Mutant]:
    """What keeps members within their rights, and an owner in each organization."""
    return [
        text(GIVING + "check_giving", "await check_owner(session, caller)", "pass", MEMBERS),
        text(GIVING + "check_giving", "require_covering(caller, grants)", "pass", MEMBERS),
        text(GIVING + "check_acting_on", "await check_owner(session, caller)", "pass", MEMBERS),
        text(
            GIVING + "check_acting_on",
            'not covers(caller, [Grant(row["store_id"], _row_actions(row)) for row in rows])',
            "False",
            MEMBERS,
        ),
        text(GIVING + "check_owner", "not by_person or not await", "by_person and not await", MEMBERS),
        text(
            GIVING + "check_owner",
            "not by_person or not await repository.is_owner(session, caller.person_id)",
            "not by_person",
            MEMBERS,
        ),
        text(
            "aisle.identity.members.service:_keep_an_owner",
            "not await repository.count_owners(session)",
            "False",
            f"{MEMBERS}::test_the_last_owner_cannot_go",
            LEFT,
        ),
        text(
            "aisle.identity.members.service:Members.change_roles",
            "await _keep_an_owner(session)",
            "pass",
            f"{MEMBERS}::test_the_last_owner_cannot_go",
        ),
        text(
            "aisle.identity.members.service:Members.suspend",
            "await _keep_an_owner(session)",
            "pass",
            f"{MEMBERS}::test_the_last_owner_cannot_go",
        ),
        text(
            "aisle.identity.members.service:Members._part",
            "await _keep_an_owner(session)",
            "pass",
            f"{MEMBERS}::test_the_last_owner_cannot_go",
            LEFT,
        ),
        text(
            "aisle.identity.members.service:Members._changing",
            "await repository.lock_members(session)",
            "pass",
            MEMBERS,
        ),
        text(
            "aisle.identity.members.service:Members._changing",
            "now = await as_of_now(session, caller)",
            "now = caller",
            f"{MOMENT}who_is_remembered_with_more_rights_changes_nothing",
        ),
        text(
            "aisle.identity.members.service:_settle_keys",
            'require_covering(caller, named_grants(row) if row["kind"] == "secret" else [])',
            "pass",
            MEMBERS,
        ),
        text(
            "aisle.identity.members.service:_settle_keys",
            "require(caller, Action.WRITE_KEYS, Place(caller.organization_id))",
            "pass",
            f"{MOMENT}who_may_not_make_keys_takes_none_over",
        ),
        *conditions_of(
            MEMBER_ROWS + "count_owners",
            f"{MEMBERS}::test_the_last_owner_cannot_go",
            f"{MOMENT}an_owner_of_one_store_is_no_owner_of_the_organization",
        ),
        # Who is suspended, or owner of a store alone, has no right to members at all: only which owner is left to ask.
        text(MEMBER_ROWS + "is_owner", "r.role = $3", "(r.role = $3 OR true)", MEMBERS),
    ]


def mutants_of_invitations() -> list[Mutant]:
    """What is looked at when somebody accepts."""
    rows = "aisle.identity.invitations.repository:find_open"
    return [
        text(
            ACCEPTING + "Acceptance.accept",
            'await repository.find_tenant(session, row["email_hash"]) != person.person_id',
            "False",
            INVITED,
        ),
        text(
            ACCEPTING + "Acceptance.accept",
            'await _check_inviter(session, row["invited_by"], roles)',
            "pass",
            INVITED,
        ),
        text(ACCEPTING + "_check_inviter", "await check_giving(session, now, roles)", "pass", INVITED),
        text(
            ACCEPTING + "_check_inviter",
            "require(now, Action.WRITE_MEMBERS, Place(organization_id))",
            "pass",
            INVITED,
        ),
        text(ACCEPTING + "_find", "not hmac.compare_digest(known, text.secret_hash) or", "", INVITED),
        text(
            "aisle.identity.invitations.inviting:Invitations._changing",
            "caller.kind not in (CallerKind.MEMBER, CallerKind.OPERATOR)",
            "False",
            INVITED,
        ),
        text(
            "aisle.identity.invitations.inviting:Invitations._changing",
            "now = await as_of_now(session, caller)",
            "now = caller",
            f"{MOMENT}who_is_remembered_with_more_rights_changes_nothing",
        ),
        *conditions_of(rows, INVITED, besides=("m.person_id = i.invited_by",)),
    ]


def mutants_of_visits() -> list[Mutant]:
    """What a visit is bound by."""
    recognise = "aisle.identity.visits.recogniser:VisitRecogniser.recognise"
    return [
        text(recognise, 'VISITING_TO_WRITE if row["writes"] else VISITING', "VISITING_TO_WRITE", VISITS),
        text(
            recognise,
            'not await self.operators.is_operator(row["person_id"])',
            "False",
            VISITS,
            f"{MOMENT}a_visit_is_its_tokens_and_its_operators",
        ),
        text(
            recognise,
            'or not hmac.compare_digest(row["secret_hash"], text.secret_hash)',
            "",
            f"{MOMENT}a_visit_is_its_tokens_and_its_operators",
        ),
        text(
            "aisle.identity.visits.operators:Operators.check",
            "person.person_id is None or not await self.is_operator(person.person_id)",
            "False",
            VISITS,
        ),
        text(
            "aisle.identity.visits.operators:Operators._holds",
            " and hmac.compare_digest(found, self._signature(person_id))",
            "",
            VISITS,
        ),
        *conditions_of("aisle.identity.visits.repository:find_running", VISITS),
        *conditions_of(
            "aisle.identity.visits.repository:find_signature",
            f"{MOMENT}a_visit_is_its_tokens_and_its_operators",
        ),
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
