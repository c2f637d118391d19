"""Mutants of what recognises callers: the conditions on their rows, each comparison of a secret, proofs and factors."""

from conditions import conditions_of
from mutants import Mutant, entry, text

from aisle.identity.logins import repository as logins

ENDS = "tests/web/test_ends_of_credentials.py"
CREDENTIALS = "tests/web/test_credentials.py::test_"
CHANGED = f"{CREDENTIALS}token_cut_off_changed_or_lengthened_anywhere_opens_nothing"
SIGN_INS = "tests/web/test_sign_up_and_in.py::test_"
REFRESH = "tests/web/test_refresh_tokens.py"
OTHERS = "tests/web/test_sign_in_with_others.py::test_"
PROOFS = "tests/web/test_recent_verification.py"
FACTORS = "tests/web/test_factors.py::test_"
OWN_ROLES = "tests/web/test_custom_roles.py"
MEMBERS = "tests/web/test_members_rights.py"

# The session's scope is one store, so that row-level security shows no row of another.
ASKED_BY_ROWS = ("o.store_id = s.store_id", "s.store_id = $2")


def mutants_of_rows() -> list[Mutant]:
    """Each condition on the row of a credential made true."""
    holds = logins.HOLDS
    parts = [one for one in holds.split(" AND ") if one != "l.person_id = $1"]
    return [
        *conditions_of("aisle.identity.keys.repository:find_key", ENDS, CHANGED),
        *conditions_of(
            "aisle.identity.shoppers.repository:find_session", ENDS, CHANGED, besides=ASKED_BY_ROWS
        ),
        *conditions_of("aisle.identity.logins.repository:find_login", ENDS, *_of_logins()),
        *conditions_of("aisle.identity.members.repository:list_grants", ENDS, MEMBERS, OWN_ROLES),
        *(
            entry(f"logins.HOLDS: {one}", logins, "HOLDS", holds.replace(one, f"({one} OR true)"), ENDS)
            for one in parts
        ),
    ]


def _of_logins() -> tuple[str, ...]:
    return (f"{SIGN_INS}signing_out_ends_the_sign_in_itself", REFRESH)


# Where a secret is compared, the words of it, and who notices.
COMPARED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("identity.keys.recogniser:KeyRecogniser._find", 'row["secret_hash"], text.secret_hash', (CHANGED,)),
    (
        "identity.logins.recogniser:LoginRecogniser.recognise",
        'row["secret_hash"], text.secret_hash',
        (f"{ENDS}::test_changed_cookie_opens_nothing",),
    ),
    (
        "identity.logins.access_tokens:AccessTokens._is_headed",
        'named.encode("utf-8", "replace"), self.key_id.encode()',
        (REFRESH,),
    ),
    ("identity.logins.refresh_tokens:read_refresh_token", "_tag(key, body), tag", (REFRESH,)),
    ("identity.logins.refreshing:_exchanged", 'row["secret_hash"], text.secret_hash', (REFRESH,)),
    ("identity.logins.refreshing:_was_sent_twice", 'row["previous_hash"], text.secret_hash', (REFRESH,)),
    (
        "identity.tokens:read_shopper_token",
        "hmac.new(key, body, hashlib.sha256).digest(), signature",
        (CHANGED,),
    ),
    (
        "identity.factors.challenges:Challenges.take",
        "mark, self._mark(body, asked, of)",
        (
            f"{FACTORS}registration_is_for_whom_it_was_asked_for_and_once",
            f"{FACTORS}forged_answers_of_passkeys_sign_nobody_in",
        ),
    ),
    (
        "identity.shoppers.codes:ShopperCodes._fits",
        "given, pending.code_hash or bytes(32)",
        ("tests/web/test_shopper_codes.py::test_code_is_guessed_ten_times_and_no_more",),
    ),
    (
        "identity.federation.pending:PendingSignIns.take",
        'pending.state.encode(), (state or "").encode("utf-8", "replace")',
        (f"{OTHERS}answer_with_another_state_is_not_taken",),
    ),
    (
        "identity.federation.openid.id_tokens:_has_nonce",
        "brought.encode(), nonce.encode()",
        (f"{OTHERS}nonce_of_another_sign_in_is_refused", "tests/web/test_id_token_forgeries.py"),
    ),
    (
        "identity.once_tokens.service:find_token",
        'row["secret_hash"], text.secret_hash',
        ("tests/web/test_account_passwords.py::test_changed_link_opens_nothing",),
    ),
    (
        "web.own_pages:check_csrf",
        "sent.encode(), token.encode()",
        (f"{SIGN_INS}change_without_origin_or_token_is_refused",),
    ),
    (
        "adapters.one_time_codes.totp:TotpCodes.step_of",
        "totp.generate_otp(now + by).encode(), given",
        (f"{FACTORS}code_of_another_time_is_refused", f"{FACTORS}code_works_once_and_older_ones_no_more"),
    ),
)


def mutants_of_comparisons() -> list[Mutant]:
    """Each comparison of a secret held for equal, whatever was brought."""
    return [text(f"aisle.{place}", words, 'b"", b""', *tests) for place, words, tests in COMPARED]


def mutants_of_proof() -> list[Mutant]:
    """What makes a proof recent, and whose."""
    asked = "aisle.web.deps:recently_verified"
    return [
        text(asked, "caller.person_id is None", "True", PROOFS),
        text(asked, "caller.person_id is None", "False", PROOFS),
        text(asked, "not await parts.logins.is_verified(session, caller.credential_id)", "False", PROOFS),
        *conditions_of("aisle.identity.logins.repository:is_verified", PROOFS),
    ]


def mutants_of_needed_factors() -> list[Mutant]:
    """What keeps a member without the factor that a role needs."""
    lacking = "aisle.identity.factors.requirement:is_lacking"
    limited = f"{FACTORS}role_that_needs_a_factor_opens_nothing_without_one"
    others = f"{FACTORS}other_roles_need_none"
    acting = "aisle.identity.logins.recogniser:acting"
    return [
        text(lacking, "METHODS.isdisjoint(methods) and", "", limited),
        text(lacking, " and await is_needed(session, person_id)", "", others),
        text(
            "aisle.identity.factors.requirement:needs_factor",
            "not set(security.get(MFA_ROLES) or ()).isdisjoint(roles)",
            "False",
            limited,
        ),
        text(acting, "if lacking:", "if False:", limited),
        text(
            acting,
            'row["connection_id"] is None and await requirement',
            "await requirement",
            "tests/web/matrix/test_sign_on_stays_out.py",
        ),
        text(acting, ", needs_factor=True)", ")", limited),
        text("aisle.identity.policy:check_factor", "caller.needs_factor", "False", limited),
        text("aisle.web.deps:reached_store", "check_factor(caller)", "pass", limited),
        *conditions_of("aisle.identity.factors.repository:roles_and_security", others),
    ]


def mutants_of_renewing() -> list[Mutant]:
    """What ends the token before a new proof, and what keeps a turn from losing its writer."""
    tests = "tests/web/test_renewed_sign_ins.py"
    anew = f"{tests}::test_signing_in_anew_ends_the_browsers_sign_in_before"
    again = f"{tests}::test_password_sent_again_gives_a_new_cookie_and_ends_the_old_one"
    renewing = "aisle.web.renewing:"
    return [
        text("aisle.web.signed_in:hand_out", "await end_before(request, parts)", "pass", anew),
        text(f"{renewing}end_before", "parts.authenticator.forget_credentials(ended)", "pass", anew),
        text("aisle.web.account:verify", "await renew_cookie(response, parts, caller)", "pass", again),
        text(
            "aisle.web.factors:verify_factor",
            "await renew_cookie(response, parts, caller)",
            "pass",
            f"{tests}::test_factor_sent_again_does_so_too",
        ),
        text(
            f"{renewing}renew_cookie",
            "parts.authenticator.forget_credentials([caller.credential_id])",
            "pass",
            again,
        ),
        text(
            "aisle.identity.logins.repository:replace_secret",
            "kind = 'browser'",
            "true",
            f"{tests}::test_program_keeps_its_tokens_when_it_proves_itself",
        ),
        text(
            "aisle.conversations.turn:Turns.start",
            "asyncio.shield(opening)",
            "opening",
            "tests/web/test_cancelled_turns.py::test_who_hangs_up_while_a_turn_is_stored_leaves_no_turn_that_nobody_writes",
        ),
        text(
            "aisle.identity.accounts.password_rules:is_made_of",
            "len(rest) * 2 < len(letters) and rest != letters",
            "False",
            f"{SIGN_INS}weak_password_is_refused_with_its_reason",
        ),
    ]
