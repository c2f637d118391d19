"""The Admin API's schema of each version, from `$AISLE_COMMERCE_DIR/schemas/shopify`."""

import gzip
import json
from functools import cache

from graphql import DocumentNode, GraphQLError, GraphQLSchema, build_client_schema, parse, validate
from recorded_shop import commerce_folder


@cache
def versions() -> tuple[str, ...]:
    """Return the supported versions, oldest first."""
    folder = commerce_folder() / "schemas" / "shopify"
    return tuple(sorted(file.name[6:13] for file in folder.glob("admin_*.json.gz")))


@cache
def schema_of(version: str) -> GraphQLSchema:
    """Return the schema of a version."""
    file = commerce_folder() / "schemas" / "shopify" / f"admin_{version}.json.gz"
    with gzip.open(file) as opened:
        said = json.load(opened)
    return build_client_schema(said.get("data", said), assume_valid=True)


@cache
def parsed(text: str) -> DocumentNode:
    """Return a document; the same ones come again and again."""
    return parse(text)


@cache
def faults_of(version: str, text: str) -> tuple[GraphQLError, ...]:
    """Return what is wrong with a document in a version."""
    return tuple(validate(schema_of(version), parsed(text)))


def served(asked: str) -> str:
    """Return the version that answers: the asked one, or the oldest supported one in place of one that is no longer."""
    known = versions()
    return asked if asked in known else known[0]
