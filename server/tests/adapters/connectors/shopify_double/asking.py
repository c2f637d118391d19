"""One query or mutation: validated against the version's schema, paid for from the bucket, run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, execute_sync

from shopify_double import costs
from shopify_double.schemas import faults_of, parsed, schema_of

Reply = dict[str, Any]


@dataclass
class Desk:
    """Answers queries. asked: every document, with its version, in order. throttle: so many are refused whatever the bucket holds. throttled: were."""

    bucket: costs.Bucket = field(default_factory=costs.Bucket)
    dearest: float = costs.MOST
    asked: list[tuple[str, str]] = field(default_factory=list)
    throttle: int = 0
    throttled: int = 0

    def answer(
        self, version: str, text: str, variables: Mapping[str, Any], root: Mapping[str, Any], now: float
    ) -> Reply:
        """Return what the API says to a document."""
        self.asked.append((version, text))
        schema, document = schema_of(version), parsed(text)
        if faults := faults_of(version, text):
            return {"errors": [{**fault.formatted, "extensions": {"code": "invalid"}} for fault in faults]}
        cost = costs.requested(schema, document, variables)
        if cost > self.dearest:
            said = f"Query cost is {cost}, which exceeds the single query max cost limit ({self.dearest})."
            return self._refused(said, "MAX_COST_EXCEEDED", cost)
        if self.throttle > 0 or not self.bucket.take(cost, now):
            self.throttle = max(0, self.throttle - 1)
            self.throttled += 1
            return self._refused("Throttled", "THROTTLED", cost)
        result = execute_sync(schema, document, dict(root), variable_values=dict(variables))
        paid = costs.actual(schema, document, variables, result.data)
        self.bucket.give(max(0.0, cost - paid))
        reply: Reply = {"data": result.data, "extensions": self._costs(cost, paid)}
        if result.errors:
            reply["errors"] = [_formatted(error) for error in result.errors]
        return reply

    def _refused(self, said: str, code: str, cost: float) -> Reply:
        errors = [{"message": said, "extensions": {"code": code}}]
        return {"errors": errors, "extensions": self._costs(cost, None)}

    def _costs(self, cost: float, paid: float | None) -> Reply:
        told = {"requestedQueryCost": cost, "actualQueryCost": paid, "throttleStatus": self.bucket.status()}
        return {"cost": told}


def _formatted(error: GraphQLError) -> Reply:
    """Return an entry of `errors`. A fault of the double itself is none of Shopify's: it fails the test."""
    if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
        raise error.original_error
    return dict(error.formatted)
