"""What can go wrong with prompts."""

from aisle.core.errors import Conflict, InvalidInput, NotFound, TooLarge


class PromptNotFound(NotFound):
    """No prompt of this name, or no version of an override."""

    code = "prompt_not_found"
    title = "There is no such prompt"


class PromptFixed(Conflict):
    """It guards evidence, refusals or secrecy, and nobody puts another in its place."""

    code = "prompt_fixed"
    title = "This prompt cannot be overridden"


class PromptInvalid(InvalidInput):
    """The text is empty, holds characters that nobody sees, or braces that are no variable."""

    code = "prompt_invalid"
    title = "The prompt is not valid"


class VariableUnknown(InvalidInput):
    """The text, or a preview, names a variable that the prompt does not have."""

    code = "prompt_variable_unknown"
    title = "The prompt has no such variable"


class VariableMissing(InvalidInput):
    """A variable that the prompt needs stands nowhere in the text, or has no value."""

    code = "prompt_variable_missing"
    title = "The prompt lacks a variable"


class PromptTooLong(TooLarge):
    """More characters or tokens than an override may have."""

    code = "prompt_too_long"
    title = "The prompt is too long"


class TooManyVersions(Conflict):
    """As many versions of an override as are kept."""

    code = "too_many_prompt_versions"
    title = "There are too many versions"
