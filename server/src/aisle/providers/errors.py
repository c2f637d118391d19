"""What can go wrong with models and with the providers that organizations bring."""

from aisle.core.errors import NotFound


class ModelNotFound(NotFound):
    """There is no such model, or it is another organization's."""

    code = "model_not_found"
    title = "There is no such model"
