"""What can go wrong with models and with the providers that organizations bring."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class ModelNotFound(NotFound):
    """There is no such model, or it is another organization's."""

    code = "model_not_found"
    title = "There is no such model"


class ProviderNotFound(NotFound):
    """There is no such provider, or it is another organization's."""

    code = "provider_not_found"
    title = "There is no such provider"


class ProviderNameTaken(Conflict):
    """Another provider of the organization has the name."""

    code = "provider_name_taken"
    title = "Another provider has this name"


class ModelNameTaken(Conflict):
    """Another model has the name: one of the organization's, or one of the installation that was not to be shadowed."""

    code = "model_name_taken"
    title = "Another model has this name"


class ProviderSuspended(Conflict):
    """Nobody asks it now."""

    code = "provider_suspended"
    title = "The provider is suspended"


class TooManyProviders(InvalidInput):
    """An organization has a bounded number of them."""

    code = "too_many_providers"
    title = "The organization has too many providers"
