"""What can be wrong with a model of the registry."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class LocalModelNotFound(NotFound):
    """There is no such model or version in the folder."""

    code = "local_model_not_found"
    title = "There is no such model in the registry"


class LocalModelRefused(InvalidInput):
    """The model's folder does not hold what its manifest says, or the manifest is none; nothing of it was opened."""

    code = "local_model_refused"
    title = "The model in the registry cannot be used"


class LocalModelTooLarge(Conflict):
    """With it, loaded models would take more memory than they may."""

    code = "local_model_too_large"
    title = "There is no room for the model"


class LocalModelInUse(Conflict):
    """An index needs it."""

    code = "local_model_in_use"
    title = "The model is needed"
