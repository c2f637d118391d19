"""What can go wrong with schemas and with analyses."""

from aisle.core.errors import AisleError, Conflict, InvalidInput, NotFound, TooLarge


class SchemaInvalid(InvalidInput):
    """It is no JSON Schema, or uses something that is not supported."""

    code = "schema_invalid"
    title = "The schema is not valid"


class SchemaRecursive(InvalidInput):
    """A part of it refers to itself."""

    code = "schema_recursive"
    title = "The schema refers to itself"


class SchemaTooLarge(TooLarge):
    """More bytes, levels, properties or values than a model can be asked for."""

    code = "schema_too_large"
    title = "The schema is too large"


class SchemaUnsatisfiable(InvalidInput):
    """No value could validate against it."""

    code = "schema_unsatisfiable"
    title = "No value can satisfy the schema"


class PatternRefused(InvalidInput):
    """A regular expression that cannot be matched in linear time, or is too large."""

    code = "schema_pattern_refused"
    title = "A pattern of the schema is not supported"


class ExampleInvalid(InvalidInput):
    """An example's value does not validate against the schema it belongs to."""

    code = "schema_example_invalid"
    title = "An example does not validate"


class SchemaNotFound(NotFound):
    """No schema of this name and version, shipped or the organization's own."""

    code = "schema_not_found"
    title = "There is no such schema"


class SchemaNameTaken(Conflict):
    """A shipped schema, or another of the organization's own, has the name."""

    code = "schema_name_taken"
    title = "A schema of this name exists already"


class TooManySchemas(Conflict):
    """The organization has as many schemas, or one as many versions, as are kept."""

    code = "too_many_schemas"
    title = "There are too many schemas"


class ImageInvalid(InvalidInput):
    """What was sent as a picture is none, is damaged, or is larger than models take."""

    code = "image_invalid"
    title = "A picture cannot be used"


class NoModel(Conflict):
    """No model that writes is set up, or none is usual and none was named."""

    code = "no_model"
    title = "There is no model to ask"


class ModelNotNamed(InvalidInput):
    """The settings name no model like this."""

    code = "model_unknown"
    title = "There is no model of this name"


class AnalysisDeclined(AisleError):
    """The model, or its provider, does not want to answer this."""

    code = "analysis_declined"
    status = 422
    title = "The model declined"


class AnalysisInvalid(AisleError):
    """What the model wrote does not validate, also after repairs; the last output and its faults travel in extra."""

    code = "analysis_invalid"
    status = 502
    title = "The model wrote nothing that validates"
