"""A configuration that cannot be used is told when it is given, with the place."""

import pytest
from made_api import BASE, configuration
from pydantic import ValidationError

from aisle.adapters.connectors.api import KIND
from aisle.adapters.connectors.api.options import ApiOptions
from aisle.sources.ports import Delta, offered
from aisle.sources.records import Resource


def changed(**resource):
    return configuration(**resource)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (changed(items="data.("), "products: At place 6"),
        (changed(record={"id": "no", "colour": "x"}), "no field 'colour'"),
        (changed(record={"id": "no", "title": "label +"}), "title: At place"),
        (changed(record={"id": "no", "variants": {"each": "x"}}), "each, take"),
        (changed(request={"path": "//evil.example/x"}), "path"),
        (changed(request={"path": "/x\\y"}), "path"),
        (changed(request={"path": "/x", "qeury": {}}), "qeury"),
        (changed(request={"path": "/x", "query": {"a": "{page.}"}}), "expected a name"),
        (changed(paging={"kind": "cursor"}), "needs next"),
        (changed(delta={"add": {}, "format": "soon"}), "format 'soon'"),
        (changed(delta={"add": {}, "zone": "Mars"}), "no time zone"),
        ({"resources": {}}, "resources"),
        ({"resources": {"planets": {}}}, "planets"),
        ({**configuration(), "auth": {"kind": "magic"}}, "magic"),
    ],
)
def test_what_is_wrong_is_said(written, said):
    with pytest.raises(ValidationError) as caught:
        ApiOptions(address=BASE, configuration=written)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["kiosk.example", "ftp://kiosk.example", "https://a:b@kiosk.example", "https://kiosk.example/?x", ""],
)
def test_an_address_is_one_and_nothing_more(address):
    with pytest.raises(ValidationError):
        ApiOptions(address=address, configuration=configuration())


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"preset": "nope"},
        {"preset": "vendure", "configuration": configuration()},
        {"preset": "vendure", "settings": {"colour": "red"}},
        {"preset": "vendure", "settings": {"brand_facet": "a' or 'b"}},
    ],
    ids=["nothing", "no such preset", "both", "no such setting", "a setting with signs"],
)
def test_a_ready_made_configuration_is_named_rightly(given):
    with pytest.raises(ValidationError):
        ApiOptions(address=BASE, **given)


def test_a_connection_offers_what_its_configuration_reads():
    rules = offered(KIND, ApiOptions(address=BASE, configuration=configuration()))
    assert list(rules) == [Resource.PRODUCTS]
    assert rules[Resource.PRODUCTS].delta is Delta.TIME
    assert Resource.ORDERS in offered(KIND, ApiOptions(address=BASE, preset="vendure"))
