"""The keywords of JSON Schema (draft 2020-12) that are understood here, by what they hold.

Source: JSON Schema Core and Validation, draft 2020-12. What changes by reference or by place (`$dynamicRef`, `$id`,
`$anchor`, `unevaluated…`) is left out: models are never told it well.
"""

ONE_SCHEMA = frozenset(
    {"items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else"}
)
SCHEMA_LISTS = frozenset({"prefixItems", "anyOf", "oneOf", "allOf"})
SCHEMA_MAPS = frozenset({"properties", "patternProperties", "dependentSchemas"})
DEFINITIONS = frozenset({"$defs", "definitions"})
NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
TEXTS = frozenset({"minLength", "maxLength", "pattern", "format"})
ARRAYS = frozenset({"minItems", "maxItems", "uniqueItems", "minContains", "maxContains"})
OBJECTS = frozenset({"required", "minProperties", "maxProperties", "dependentRequired"})
ANY = frozenset({"type", "enum", "const", "$ref"})
# What says something to people and nothing to a validator.
ANNOTATIONS = frozenset(
    {
        "$schema",
        "$comment",
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "contentEncoding",
        "contentMediaType",
        "discriminator",
    }
)
KNOWN = (
    ONE_SCHEMA
    | SCHEMA_LISTS
    | SCHEMA_MAPS
    | DEFINITIONS
    | NUMBERS
    | TEXTS
    | ARRAYS
    | OBJECTS
    | ANY
    | ANNOTATIONS
)
DIALECTS = (
    "https://json-schema.org/draft/2020-12/schema",
    "https://json-schema.org/draft/2019-09/schema",
    "http://json-schema.org/draft-07/schema",
)
