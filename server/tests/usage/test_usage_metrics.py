"""What the page of metrics holds of models: the installation's by name, those that organizations bring under one."""

from dataclasses import replace

from prometheus_client import generate_latest

from aisle.llm.catalogue import Cost
from aisle.usage import metrics
from usage_world import Tenant, done


def shown(name: str) -> list[str]:
    """Return the page's lines that hold a name."""
    return [line for line in generate_latest().decode().splitlines() if name in line]


async def test_organizations_cannot_fill_the_page_with_names_and_currencies(tenant: Tenant) -> None:
    before = len(generate_latest().splitlines())
    for number in range(200):
        planned = replace(tenant.planned(currency="XTS"), endpoint=f"filling-{number}", is_own=True)
        outcome = done()
        held = await tenant.observer.reserve(planned)
        await held.settle(replace(outcome, cost=Cost(outcome.cost.amount, f"X{number:02d}"[:3])))
    assert not shown("filling-")
    assert not shown('currency="X')
    assert len(generate_latest().splitlines()) - before < 40
    assert any("aisle_model_calls_total" in line for line in shown(f'model="{metrics.OWN}"'))


async def test_a_model_of_the_installation_has_its_name_however_many_others_there_were(
    tenant: Tenant,
) -> None:
    for number in range(60):
        metrics.count(replace(tenant.planned(), endpoint=f"own-{number}", is_own=True), done())
    metrics.count(replace(tenant.planned(), endpoint="of-the-installation"), done("0.25"))
    [cost] = [line for line in shown("of-the-installation") if line.startswith("aisle_model_cost_total")]
    assert cost.endswith(" 0.25")
