"""From a call to where it may go: its policy, the models that its payer can reach, and what was decided of them."""

from dataclasses import dataclass, replace
from uuid import UUID

from aisle.core.clock import Clock
from aisle.core.http import Timing
from aisle.llm.chat import ChatRequest
from aisle.llm.gateway.calls import Call
from aisle.llm.gateway.canaries import Canaries, CanaryWatch
from aisle.llm.gateway.choice import Choice
from aisle.llm.gateway.deciding import Decision, decide, unfit
from aisle.llm.gateway.endpoints import Endpoint
from aisle.llm.gateway.explaining import Explained, explained
from aisle.llm.gateway.policy import Ensemble, Policies, RoutePolicy
from aisle.llm.gateway.reach import EndpointDirectory, Reach


@dataclass(frozen=True, slots=True)
class Route:
    """Where a call goes.

    Attributes:
        known: The decision, and what becomes of it.
        canary: The canary that leads, if one does.
        ensemble: Set where all models of the decision are asked and one answer is taken.
        shadow: The model that is asked beside, if there is one that can do what the request needs.
    """

    call: Call
    request: ChatRequest
    policy: RoutePolicy
    reach: Reach
    known: Explained
    canary: CanaryWatch | None = None
    ensemble: Ensemble | None = None
    shadow: Endpoint | None = None

    @property
    def judge(self) -> Endpoint | None:
        """The model that chooses among the answers of an ensemble."""
        name = self.ensemble.judge if self.ensemble else None
        return self.reach.endpoints.get(name) if name else None

    def to(self, endpoint: Endpoint) -> Explained:
        """Return what is remembered of the call, for a try of one model."""
        return replace(self.known, decision=replace(self.known.decision, chain=(endpoint,)))


class Router:
    """Decides for every call of a process."""

    def __init__(
        self,
        reach: Reach,
        policies: Policies,
        directory: EndpointDirectory | None,
        timing: Timing,
        clock: Clock,
    ) -> None:
        """reach: of the installation. directory: of what organizations brought."""
        self._reach, self.policies, self.directory, self._clock = reach, policies, directory, clock
        self.canaries = Canaries(timing.chance)

    async def reach(self, organization_id: UUID | None) -> Reach:
        """Return what an organization's calls can reach; None: the installation's models."""
        if self.directory is None or organization_id is None:
            return self._reach
        return await self.directory.reach(organization_id, self._reach)

    async def route(self, call: Call, request: ChatRequest) -> Route:
        """Return where a call goes. Raises ChatRequestRefused, ChatModelUnavailable where it can go nowhere."""
        policy = await self.policies.of_call(call)
        reach = await self.reach(call.payer.organization_id)
        if policy.ensemble is not None and not request.tools:
            return self._together(call, request, policy, reach, policy.ensemble)
        canary = self.canaries.find(call, policy)
        known = explained(call, self.decision(call, request, policy, reach, canary))
        known.decision.require()
        shadow = self._shadow(request, policy, reach)
        return Route(call, request, policy, reach, known, canary, shadow=shadow)

    def decision(
        self,
        call: Call,
        request: ChatRequest,
        policy: RoutePolicy,
        reach: Reach | None = None,
        canary: CanaryWatch | None = None,
    ) -> Decision:
        """Return where a call may go under a policy."""
        lead = canary.canary.model if canary else None
        return decide(call, request, self._choice(policy, reach or self._reach, lead))

    def _together(
        self, call: Call, request: ChatRequest, policy: RoutePolicy, reach: Reach, ensemble: Ensemble
    ) -> Route:
        members = replace(policy, models=ensemble.models, hard=(), first=True, slowest=None)
        known = explained(call, self.decision(replace(call, wanted=None), request, members, reach))
        known.decision.require()
        return Route(call, request, policy, reach, known, ensemble=ensemble)

    def _shadow(self, request: ChatRequest, policy: RoutePolicy, reach: Reach) -> Endpoint | None:
        # The installation pays for its own experiments, and with nobody else's key.
        there = reach if policy.is_own else self._reach
        found = there.endpoints.get(policy.shadow.model) if policy.shadow else None
        return None if found is None or unfit(found, request, self._choice(policy, there)) else found

    def _choice(self, policy: RoutePolicy, reach: Reach, lead: str | None = None) -> Choice:
        return Choice(reach.endpoints, reach.health, policy, self._clock.now(), lead)
