"""The one place that calls of models go through: which model, how long, how often, and what it cost."""

from aisle.llm.gateway.bound import GatewayModel
from aisle.llm.gateway.calls import Call, Payer, Purpose
from aisle.llm.gateway.deciding import Considered, Decision
from aisle.llm.gateway.endpoints import Endpoint
from aisle.llm.gateway.gateway import Gateway
from aisle.llm.gateway.matrix import MATRIX, CallRule
from aisle.llm.gateway.observer import CallObserver, Ended, NullObserver, Outcome, Reservation, Try
from aisle.llm.gateway.policy import Prefer, RoutePolicy, RoutingPolicies
from aisle.llm.gateway.reach import EndpointDirectory, Reach
from aisle.llm.gateway.tally import Tally

__all__ = [
    "MATRIX",
    "Call",
    "CallObserver",
    "CallRule",
    "Considered",
    "Decision",
    "Ended",
    "Endpoint",
    "EndpointDirectory",
    "Gateway",
    "GatewayModel",
    "NullObserver",
    "Outcome",
    "Payer",
    "Prefer",
    "Purpose",
    "Reach",
    "Reservation",
    "RoutePolicy",
    "RoutingPolicies",
    "Tally",
    "Try",
]
