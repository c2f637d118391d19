"""The shape that a response must have: one assertion, in its one place, under its own signature."""

from typing import Any

from aisle.adapters.saml.names import SUCCESS, a, ds, p
from aisle.adapters.saml.reading import require, text_of

RESPONSE_PARTS = (a("Issuer"), ds("Signature"), p("Status"), a("Assertion"))
ASSERTION_PARTS = (
    a("Issuer"),
    ds("Signature"),
    a("Subject"),
    a("Conditions"),
    a("Advice"),
    a("AuthnStatement"),
    a("AttributeStatement"),
    a("AuthzDecisionStatement"),
)
ID_NAMES = frozenset({"id", "assertionid", "responseid", "requestid"})


def only_assertion(root: Any) -> Any:
    """Return the one assertion of a response. Raises Refused for every other arrangement."""
    require(root.tag == p("Response"), "not a response")
    require(root.get("Version") == "2.0" and root.get("ID"), "not SAML 2.0")
    require(all(child.tag in RESPONSE_PARTS for child in root), "a part that does not belong into a response")
    _check_status(root)
    assertions = [node for node in root.iter() if _local(node) in ("Assertion", "EncryptedAssertion")]
    require(len(assertions) == 1, "not exactly one assertion")
    assertion = assertions[0]
    require(
        assertion.tag == a("Assertion") and assertion.getparent() is root, "the assertion is not in its place"
    )
    require(assertion.get("Version") == "2.0" and assertion.get("ID"), "not a SAML 2.0 assertion")
    require(
        all(child.tag in ASSERTION_PARTS for child in assertion),
        "a part that does not belong into an assertion",
    )
    _check_places(root, assertion)
    _check_ids(root)
    return assertion


def only_child(parent: Any, name: str) -> Any:
    """Return the one child of a name."""
    found = parent.findall(name)
    require(len(found) == 1, f"not exactly one {name.rpartition('}')[2]}")
    return found[0]


def _check_status(root: Any) -> None:
    code = only_child(only_child(root, p("Status")), p("StatusCode"))
    require(code.get("Value") == SUCCESS, "the identity provider reports no success")


def _check_places(root: Any, assertion: Any) -> None:
    """Signatures stand in the response and in the assertion, once each, and hold nothing but a signature."""
    require(sum(_local(node) == "Response" for node in root.iter()) == 1, "a response inside a response")
    signatures = [node for node in root.iter() if _local(node) == "Signature"]
    places = [node.getparent() for node in signatures]
    require(all(node.tag == ds("Signature") for node in signatures), "a signature of another namespace")
    require(all(place is root or place is assertion for place in places), "a signature in a strange place")
    require(places.count(assertion) == 1, "the assertion is not signed")
    require(places.count(root) <= 1, "two signatures of the response")
    require(not any(_local(node) == "Object" for node in root.iter()), "an object inside a signature")


def _check_ids(root: Any) -> None:
    """Ids are one attribute of one name, and no two are alike whatever the letters' case."""
    found = []
    for node in root.iter():
        for name, value in node.attrib.items():
            local = name.rpartition("}")[2]
            if local.lower() in ID_NAMES:
                plain = name == "ID" or (node.tag.startswith("{" + ds("").strip("{}")) and name == "Id")
                require(plain, "an id under another name")
                found.append(value.strip().lower())
    require(len(found) == len(set(found)) and all(found), "an id comes twice")


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def issuer_of(element: Any) -> str:
    """Return who speaks."""
    return text_of(only_child(element, a("Issuer")))
