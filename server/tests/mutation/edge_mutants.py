"""Mutants of the edges: names and origins, the claim on a request, the way out, and the socket."""

from conditions import conditions_of
from mutants import Mutant, entry, text, together

from aisle.core.http.egress import networks
from aisle.core.idempotency import repository as claims

DOOR = "tests/web/test_the_door.py::test_"
SIGN_INS = "tests/web/test_sign_up_and_in.py::test_"
FOREIGN = f"{SIGN_INS}foreign_page_cannot_use_the_cookie"
KEYS = "tests/web/test_credentials.py::test_"
ONCE = "tests/web/test_idempotency.py"
# Those that count nothing: with every run their tenant has more rows.
CLAIMS = tuple(
    f"tests/core/test_idempotency_claims.py::test_{name}"
    for name in (
        "who_is_away_too_long_loses_the_request_and_keeps_nothing",
        "released_and_claimed_anew_is_not_the_old_claim",
        "lease_that_is_renewed_is_not_taken_over",
        "reply_is_kept_for_a_day_and_then_forgotten",
        "lost_reply_is_said_and_the_effect_not_repeated",
        "effect_and_reply_are_kept_together",
        "stored_reply_is_sealed_and_of_one_tenant",
        "request_that_runs_is_not_claimed_by_who_did_not_see_it",
        "claim_that_is_lost_is_neither_renewed_nor_released_nor_ended",
    )
)
GUARD = "tests/core/egress/test_ssrf.py::test_"
FORMS = f"{GUARD}every_direct_form_is_refused_before_a_connection"
LOOKED = "tests/core/egress/test_what_is_looked_up.py::test_"
PUBLIC = f"{LOOKED}what_no_public_shop_needs_is_refused_wherever_its_name_leads"
OPENED = f"{LOOKED}opened_network_opens_its_addresses_and_nothing_beside_them"
FETCH = "tests/core/egress/test_guarded_fetch.py::test_"
INNER = f"{GUARD}inner_address_is_not_public"
SOCKET = "tests/web/test_chat_socket.py::test_"


def mutants_of_hosts_and_origins() -> list[Mutant]:
    """Which names are ours, and which pages may use what a browser sends by itself."""
    known, page = "aisle.web.edge.hosts:_is_known", "aisle.web.own_pages:check_own_page"
    foreign, public = f"{DOOR}foreign_host_is_not_this_server", f"{DOOR}public_address_and_further_names_are"
    local = f"{DOOR}this_machine_is_known_by_its_numbers_and_local_names_unless_production_has_a_name"
    bare = f"{SIGN_INS}change_without_origin_or_token_is_refused"
    hosted = f"{KEYS}hosted_pages_key_works_on_this_servers_own_origin_alone"
    return [
        text("aisle.web.edge.hosts:check_host", "host is None or not", "host is not None and not", foreign),
        text("aisle.web.edge.hosts:check_host", "if len(named) == 1 else None", "if named else None", foreign, f"{DOOR}two_hosts_are_none"),
        text("aisle.web.edge.hosts:check_host", " or scope[\"path\"] in PROBES", "", local),
        text(known, "host in names or", "True or", foreign),
        text(known, "host.endswith(name[1:])", "host.endswith(name[2:])", public),
        text(known, 'name.startswith("*.")', "True", foreign, public),
        text(known, 'settings.public_url and settings.mode == "production"', "False", local),
        text("aisle.web.edge.hosts:_name", "not name or (port and not (port.isascii() and port.isdigit()))", "False", foreign),
        text(page, "(origin is None and changes) or ", "", bare),
        text(page, "or (origin is not None and origin.lower() != own.lower())", "", FOREIGN),
        text(page, "origin.lower() != own.lower()", "not origin.lower().startswith(own.lower())", FOREIGN),
        text(page, 'site is not None and site not in ({"same-origin"} if changes else OURS)', "False", FOREIGN),
        text("aisle.web.deps:_recognised_by_cookie", "check_own_page(request, own)", "pass", FOREIGN),
        text("aisle.web.own_pages:cookie_of", "len(sent) == 1", "sent", f"{SIGN_INS}cookie_that_was_sent_twice_counts_for_nothing"),
        text("aisle.web.deps:_origin_of", "public_url or ", "", hosted),
        text("aisle.web.deps:_origin_of", "public_url or not (host in (*LOCAL_NAMES, own_host) or _is_address(host))", "False", hosted),
        text("aisle.identity.authenticator:check_origin", '(origin or "").lower() not in known', "False", f"{KEYS}publishable_key_works_on_its_own_origins_alone"),
    ]  # fmt: skip


def mutants_of_claims() -> list[Mutant]:
    """Whose request it is, which one, and who still holds it."""
    rows, whose = (
        "aisle.core.idempotency.repository:",
        f"{ONCE}::test_key_belongs_to_one_route_and_one_principal",
    )
    where = claims.WHERE
    names = [
        entry(f"idempotency.WHERE: {one}", claims, "WHERE", where.replace(one, f"({one} OR true)"), ONCE)
        for one in ("principal = $2", "route = $3", "key = $4")
    ]
    place = [
        text(f"{rows}_place", f"named.{one}", '"one"', whose, ONCE)
        for one in ("scope.principal", "route", "key")
    ]
    return [
        *names,
        *place,
        *conditions_of(f"{rows}find", *CLAIMS),
        *conditions_of(f"{rows}renew", *CLAIMS),
        *conditions_of(f"{rows}end", *CLAIMS),
        *conditions_of(f"{rows}release", *CLAIMS),
        text(f"{rows}claim", "r.expires_at <= now() OR (r.state = 'running' AND r.lease_until <= now())", "true", *CLAIMS),
        text(
            "aisle.web.once.attempt:Attempt._repeat",
            "await self.request_hash() != found.request_hash",
            "False",
            f"{ONCE}::test_other_body_or_query_under_the_same_key_is_refused",
        ),
    ]  # fmt: skip


def mutants_of_the_guard() -> list[Mutant]:
    """Every look that a request takes on its way out."""
    target, admit = "aisle.core.http.egress.target:", "aisle.core.http.egress.guard:Guard."
    fetching, inside = (
        "aisle.core.http.egress.fetching:",
        f"{GUARD}names_that_lead_inside_are_refused_beside_public_addresses_too",
    )
    return [
        text(f"{target}_authority", '"@" in found[1]', "False", PUBLIC),
        text(f"{target}_authority", "len(text) > LONGEST or ODD.search(text)", "len(text) > LONGEST", PUBLIC),
        text(f"{target}_authority", "if found is None:", "if found is False:", FORMS),
        text(f"{target}_host", 'NUMBER.fullmatch(host.rpartition(".")[2])', "False", PUBLIC),
        text(f"{target}_host", 'not (LABELS.fullmatch(host) or LABELS.fullmatch(f"a.{host}"))', "False", FORMS),
        text(f"{target}_in_brackets", "address.scope_id is not None", "False", PUBLIC),
        text(f"{target}Target.follow", 'self.url.scheme == "https" and target.url.scheme == "http"', "False", f"{FETCH}redirect_from_https_to_http_is_refused"),
        text(f"{target}Target.leads_home", '"." not in self.host or any(', "any(", PUBLIC),
        text(f"{target}Target.leads_home", 'or self.host.endswith(f".{home}")', "", PUBLIC),
        text(f"{admit}check_addresses", "not addresses or not all(", "not addresses or not any(", inside),
        text(f"{admit}admit", "not (named or target.has_usual_port or self._allow.networks)", "False", PUBLIC),
        text(f"{admit}_is_open", "is_public(address) and", "", inside),
        text(f"{admit}_is_open", " and not target.leads_home", "", OPENED),
        text(f"{admit}_is_open", "target.has_usual_port and ", "", OPENED),
        text(f"{fetching}GuardedFetch._follow", "bound=target.origin == first.origin", "bound=True", f"{FETCH}credentials_stay_with_the_host_that_was_named"),
        text(f"{fetching}GuardedFetch._follow", "asked.limits.redirects + 1", "99", f"{FETCH}three_redirects_are_followed_and_no_more"),
        text(f"{fetching}GuardedFetch._once", "allow_redirects=False", "allow_redirects=True", f"{FETCH}form_is_not_sent_along_with_a_redirect", f"{GUARD}redirect_is_checked_like_the_first_address"),
        text(f"{fetching}GuardedFetch._once", "self._guard.admit(target)", "self._guard._addresses_of(target)", FORMS),
        text(f"{fetching}GuardedFetch._ask", "self._pace.take(asked.tenant)", "pass", f"{FETCH}tenant_has_its_share_a_minute_and_takes_nothing_from_others"),
        text(f"{fetching}_read", 'answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity")', "False", f"{FETCH}compressed_answer_is_refused"),
        text(f"{fetching}_read", "asked.limits.types and media_type not in asked.limits.types", "False", f"{FETCH}other_types_than_those_asked_for_are_refused"),
        text("aisle.core.http.egress.connecting:open_session", "trust_env=False", "trust_env=True", f"{GUARD}proxies_of_the_environment_are_not_used"),
        text("aisle.core.http.egress.connecting:open_session", "resolver=_Pinned(addresses),", "", f"{LOOKED}system_is_not_asked_for_a_name_that_was_looked_up"),
        *_of_networks(),
    ]  # fmt: skip


def _of_networks() -> list[Mutant]:
    """Each closed network opened. What Python itself calls global changes with its version, so that is taken away with it."""
    public = "aisle.core.http.egress.networks:is_public"
    trusting = text(public, "return address.is_global and not any(", "return not any(", INNER)
    trusting_v6 = text(public, "return address.is_global and address in", "return address in", INNER)
    found = []
    for name, python in (("CLOSED_V4", trusting), ("CLOSED_V6", trusting_v6)):
        closed = getattr(networks, name)
        for one in closed:
            left = tuple(other for other in closed if other is not one)
            opened = entry(f"{one} opened", networks, name, left, INNER)
            found.append(together(f"egress.networks: {one} opened", (opened, python), INNER))
    embedded = "aisle.core.http.egress.networks:embedded"
    return [
        *found,
        text(public, "if not all(is_public(inner) for inner in embedded(address)):", "if False:", INNER),
        text(embedded, "address in TRANSLATED or int(address) >> 32 == 0", "int(address) >> 32 == 0", INNER),
        text(embedded, "if int(address) >> 32 & 0xFFFFFFFF in ISATAP:", "if False:", INNER),
    ]


def mutants_of_the_socket() -> list[Mutant]:
    """What a socket asks of who opens it, and asks again."""
    check = "aisle.web.chat_socket:Talk._check"
    let_in = f"{SOCKET}only_who_may_chat_is_let_in"
    return [
        text(check, "require(self.caller, Action.CHAT)", "pass", let_in),
        text(check, "self.caller.store_id is None", "False", f"{SOCKET}key_of_the_organization_is_not_let_in"),
        text(check, "await self.parts.shopper_sessions.check_origin(self.caller, origin, own)", "pass", f"{SOCKET}page_of_another_origin_is_not_let_in"),
        text("aisle.web.chat_socket:Talk._keep_checking", "await self._check()", "pass", f"{SOCKET}revoked_token_reads_no_further_through_an_open_socket_or_stream"),
        text("aisle.web.chat_socket:Talk._recognise", "await self._check()", "self.caller = None", let_in),
    ]  # fmt: skip
