"""The one place that calls of models go through: which model, how long, how often, and what it cost."""

from aisle.llm.gateway.bound import GatewayModel
from aisle.llm.gateway.calls import Call, Duty, Payer, Purpose
from aisle.llm.gateway.deciding import Considered, Decision
from aisle.llm.gateway.endpoints import Endpoint
from aisle.llm.gateway.explaining import Explained, explaining
from aisle.llm.gateway.forwarding import WholeAnswer, can_forward
from aisle.llm.gateway.gateway import Gateway
from aisle.llm.gateway.matrix import MATRIX, CallRule
from aisle.llm.gateway.observer import CallObserver, Ended, NullObserver, Outcome, Reservation, Try
from aisle.llm.gateway.policy import (
    Canary,
    Ensemble,
    Policies,
    Prefer,
    RoutePolicy,
    RoutingPolicies,
    Settle,
    Shadow,
)
from aisle.llm.gateway.reach import EndpointDirectory, Reach
from aisle.llm.gateway.tally import Tally

__all__ = [
    "MATRIX",
    "Call",
    "CallObserver",
    "CallRule",
    "Canary",
    "Considered",
    "Decision",
    "Duty",
    "Ended",
    "Endpoint",
    "EndpointDirectory",
    "Ensemble",
    "Explained",
    "Gateway",
    "GatewayModel",
    "NullObserver",
    "Outcome",
    "Payer",
    "Policies",
    "Prefer",
    "Purpose",
    "Reach",
    "Reservation",
    "RoutePolicy",
    "RoutingPolicies",
    "Settle",
    "Shadow",
    "Tally",
    "Try",
    "WholeAnswer",
    "can_forward",
    "explaining",
]
