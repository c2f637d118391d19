"""What can go wrong with routes of models."""

from aisle.core.errors import InvalidInput


class ModelRouteRefused(InvalidInput):
    """A route names a model that the organization cannot use."""

    code = "model_route_refused"
    title = "A route names a model that is not there"
