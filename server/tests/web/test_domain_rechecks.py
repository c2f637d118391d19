"""Proven domains are looked at again: what was given up lapses after a week, and no outage of name servers does that."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from web_federation import Stage, error_of, open_stage
from web_people import open_member
from web_shops import check_problem, open_site
from web_sign_on import Company, open_company, verify_domain

from aisle.core.db.migrate import Roles
from aisle.identity.federation.sign_on.rechecking import BATCH, MOST_FAILURES
from aisle.worker.upkeep import make_rounds


@pytest.fixture(scope="module")
async def opened(own_databases: Any, roles: Roles, tmp_path_factory: Any) -> AsyncIterator[Stage]:
    seen = own_databases.app, own_databases.worker, own_databases.dispatcher
    parts = *seen, roles.secrets, tmp_path_factory.mktemp("domains")
    async with open_stage(lambda **settings: open_site(*parts, **settings)) as made:
        theirs, ours = made.site.worker.sign_in, made.site.parts.sign_in
        theirs.resolver, theirs.endpoints_for = made.resolver, ours.endpoints_for
        yield made


@pytest.fixture
async def company(opened: Stage) -> Company:
    return await open_company(opened.reset())


async def pass_days(company: Company, days: int = 1) -> None:
    """Let the worker's rounds come by once a day."""
    for _ in range(days):
        await company.sql(
            "UPDATE sso_domain SET checked_at = checked_at - interval '25 hours' WHERE organization_id = $1",
            company.organization,
        )
        assert await make_rounds(company.stage.site.worker)
        await company.stage.site.work()


async def have_failed(company: Company, days: int) -> None:
    """As if the worker had looked in vain for some days already."""
    await company.sql(
        "UPDATE sso_domain SET failures = $2 WHERE organization_id = $1", company.organization, days
    )


async def state(company: Company) -> tuple[bool, int]:
    (row,) = await company.sql(
        "SELECT verified_at, failures FROM sso_domain WHERE organization_id = $1 AND domain = $2",
        company.organization,
        company.domain,
    )
    return row["verified_at"] is not None, row["failures"]


def give_up(company: Company) -> Any:
    """Take the record away; returns it."""
    return company.stage.resolver.records.pop(f"_aisle.{company.domain}")


async def test_domain_that_is_given_up_lapses_after_a_week_and_owners_are_told(company: Company) -> None:
    other = await open_member(company.stage.site, "owner", organization=company.organization)
    admin = await open_member(company.stage.site, "admin", organization=company.organization)
    give_up(company)
    who = company.somebody()
    assert error_of((await company.sign_on(**who))[1]) is None
    await pass_days(company, MOST_FAILURES - 1)
    assert await state(company) == (True, MOST_FAILURES - 1)
    assert error_of((await company.sign_on(**company.somebody()))[1]) is None
    await pass_days(company)
    assert await state(company) == (False, 0)
    visitor, answer = await company.sign_on(**company.somebody())
    assert error_of(answer) == "sso_domain_not_verified"
    assert not visitor.is_signed_in
    assert error_of((await company.sign_on(**who))[1]) is None
    mailer = company.stage.site.mailer
    for owner in (company.owner, other):
        (mail,) = [one for one in mailer.to(owner.email) if "no longer proven" in one.subject]
        assert company.domain in mail.text.replace("\u2060", "")
    assert not mailer.to(admin.email)
    rows = await company.sql(
        "SELECT before FROM audit_entry WHERE organization_id = $1 AND action = 'sign_on.domain_lapsed'",
        company.organization,
    )
    assert [row["before"]["domain"] for row in rows] == [company.domain]


async def test_lapsed_domain_may_be_proven_by_somebody_else_or_again(company: Company) -> None:
    give_up(company)
    rival = await open_company(company.stage)
    with pytest.raises(AssertionError, match="domain_taken"):
        await verify_domain(rival, company.domain)
    await have_failed(company, MOST_FAILURES - 1)
    await pass_days(company)
    path = f"/sign-on/connections/{rival.connection['id']}/domains/{company.domain}/verify"
    assert (await rival.owner.post(path)).status_code == 200
    mine = f"/sign-on/connections/{company.connection['id']}/domains/{company.domain}/verify"
    check_problem(await company.owner.post(mine), 409, "domain_not_proven")


async def test_proof_that_comes_back_begins_the_week_anew(company: Company) -> None:
    record = give_up(company)
    await have_failed(company, MOST_FAILURES - 1)
    company.stage.resolver.records[f"_aisle.{company.domain}"] = record
    await pass_days(company)
    assert await state(company) == (True, 0)
    give_up(company)
    await have_failed(company, MOST_FAILURES - 2)
    await pass_days(company)
    assert await state(company) == (True, MOST_FAILURES - 1)


async def test_file_on_the_site_proves_it_as_well(company: Company) -> None:
    (proof,) = [one for one in give_up(company) if one.startswith("aisle-verification=")]
    company.stage.web.documents[f"https://{company.domain}/.well-known/aisle-verification"] = proof.encode()
    await pass_days(company, 2)
    assert await state(company) == (True, 0)


async def test_name_servers_that_are_away_cost_nobody_a_domain(company: Company) -> None:
    await have_failed(company, MOST_FAILURES - 1)
    company.stage.resolver.is_away = True
    await pass_days(company, 2)
    company.stage.resolver.is_away = False
    assert await state(company) == (True, MOST_FAILURES - 1)


async def test_domains_are_looked_at_once_a_day_and_in_batches(company: Company) -> None:
    await company.sql(
        "INSERT INTO sso_domain (organization_id, domain, connection_id, proof, verified_at, checked_at)"
        " SELECT $1, 'd' || n || '.' || $3, $2, 'p', now(), now() - interval '2 days' FROM generate_series(1, $4) n",
        company.organization,
        company.connection["id"],
        company.domain,
        BATCH + 10,
    )
    await make_rounds(company.stage.site.worker)
    await make_rounds(company.stage.site.worker)
    assert await company.stage.site.work() >= 1
    rows = await company.sql(
        "SELECT failures, count(*) AS n FROM sso_domain WHERE organization_id = $1 GROUP BY 1 ORDER BY 1",
        company.organization,
    )
    assert [(row["failures"], row["n"]) for row in rows] == [(0, 1), (1, BATCH + 10)]
