"""What parts kept answers by how they were written."""

from dataclasses import dataclass, field
from uuid import UUID

from aisle.bootstrap.chat_models import ChatModels
from aisle.bootstrap.kept_answers import Rules
from aisle.core.ids import new_id
from aisle.core.settings import Settings
from aisle.llm.gateway import Gateway, Purpose, RoutePolicy
from aisle.llm.gateway.calls import Call, Payer, paid_by
from aisle.llm.gateway.policy import NO_POLICY


@dataclass(frozen=True, slots=True)
class OwnPolicies:
    """Policies of organizations, held here."""

    of: dict[UUID | None, RoutePolicy] = field(default_factory=dict)

    async def of_call(self, call: Call) -> RoutePolicy:
        return self.of.get(call.payer.organization_id, NO_POLICY)

    def policy(self, purpose: Purpose) -> RoutePolicy:
        return NO_POLICY


async def rules(policies: OwnPolicies, organization: UUID | None = None, **settings: object) -> str:
    models = ChatModels(made=Gateway([], policies))
    wanted = Settings(_env_file=None, **settings)  # type: ignore[call-arg, arg-type]
    with paid_by(Payer(organization)):
        return await Rules(wanted, models).of_payer()


async def test_an_organization_that_changes_its_routes_parts_from_what_was_written_before() -> None:
    one, policies = new_id(), OwnPolicies()
    before = await rules(policies, one)
    assert before == await rules(policies, new_id())
    policies.of[one] = RoutePolicy(("large",), first=True)
    assert await rules(policies, one) != before
    assert await rules(policies, new_id()) == before


async def test_settings_that_judge_or_order_part_and_those_that_do_not_do_not() -> None:
    usual = await rules(OwnPolicies())
    assert await rules(OwnPolicies(), judge_model="strict") != usual
    assert await rules(OwnPolicies(), rerank="diversity") != usual
    assert await rules(OwnPolicies(), log_level="debug") == usual
