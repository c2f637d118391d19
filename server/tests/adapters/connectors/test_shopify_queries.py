"""Every document that is sent is valid in every supported version of the Admin API."""

import pytest
from graphql import GraphQLEnumType
from shopify_double.bulk import faults_in_bulk
from shopify_double.schemas import faults_of, schema_of, versions

from aisle.adapters.connectors.shopify.mapping.products import STATES
from aisle.adapters.connectors.shopify.mapping.states import FULFILMENTS, PAYMENTS, SHIPMENTS
from aisle.adapters.connectors.shopify.reading import queries, shapes
from aisle.adapters.connectors.shopify.reading.shapes import Feed, Shape
from aisle.adapters.connectors.shopify.versions import TRIED

FEEDS = {name: feed for name, feed in vars(shapes).items() if isinstance(feed, Feed)}
SHAPES = {name: shape for name, shape in vars(shapes).items() if isinstance(shape, Shape)}


def documents() -> dict[str, str]:
    """Return all that can be sent, by name."""
    sent = {
        name: text
        for name, text in vars(queries).items()
        if name.isupper() and isinstance(text, str) and text.startswith(("query", "mutation"))
    }
    for name, feed in FEEDS.items():
        sent |= {f"{name}-page": queries.pages(feed)}
        if feed.count:
            sent |= {f"{name}-count": queries.count(feed.count), f"{name}-bulk": queries.bulk(feed)}
    for name, shape in SHAPES.items():
        sent |= {f"{name}-nodes": queries.nodes(shape)}
        sent |= {f"{name}-{each.field}-rest": queries.rest(shape, each) for each in shape.nested}
    return sent


def test_the_versions_that_were_tried_are_those_with_a_schema() -> None:
    assert versions() == TRIED


@pytest.mark.parametrize("version", TRIED)
def test_every_document_is_valid(version: str) -> None:
    sent = documents()
    assert len(sent) > 50
    versions()  # skips without the schemas
    for name, text in sent.items():
        assert faults_of(version, text) == (), name


@pytest.mark.parametrize("version", TRIED)
def test_bulk_queries_keep_to_the_limits_of_bulk_operations(version: str) -> None:
    versions()
    for feed in FEEDS.values():
        if feed.count:
            assert faults_in_bulk(version, queries.bulk(feed)) == ""


def test_a_field_that_a_version_lacks_would_be_noticed() -> None:
    versions()
    wrong = queries.pages(shapes.PRODUCTS).replace("vendor", "vendors")
    assert faults_of("2026-07", wrong)


def test_all_states_of_all_versions_are_known() -> None:
    known = {
        "ProductStatus": STATES,
        "OrderDisplayFinancialStatus": PAYMENTS,
        "OrderDisplayFulfillmentStatus": FULFILMENTS,
        "FulfillmentDisplayStatus": SHIPMENTS,
        "FulfillmentStatus": SHIPMENTS,
    }
    for version in versions():
        for name, words in known.items():
            enum = schema_of(version).get_type(name)
            assert isinstance(enum, GraphQLEnumType)
            assert set(enum.values) <= set(words), (version, name)
