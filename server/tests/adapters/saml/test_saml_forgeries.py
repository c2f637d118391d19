"""Nothing forged signs anybody in: neither our own checks nor the library's take it, each alone."""

from datetime import UTC, datetime, timedelta

import pytest
from saml_forgeries import ACS, AUDIENCE, BOB, FORGERIES, REQUEST, Forgery, around, parts, posted, wanted

from aisle.adapters.saml import StrictSaml
from aisle.adapters.saml.fake import FakeIdentityProvider
from aisle.adapters.saml.library import read_by_library
from aisle.adapters.saml.profile import read_by_ourselves
from aisle.adapters.saml.reading import Refused
from aisle.identity.federation.errors import SignInFailed
from aisle.identity.federation.ports import SamlExpectation, SamlTrust

# Which check has to see what: a check that is taken away turns its forgeries red, even where another would catch them.
REASONS = {
    "wrapped_before": "not exactly one assertion",
    "wrapped_after": "not exactly one assertion",
    "inside_the_evil_one": "not exactly one assertion",
    "signature_of_the_other_in_it": "not exactly one assertion",
    "original_in_the_signature": "not exactly one assertion",
    "original_in_extensions": "a part that does not belong into a response",
    "original_in_the_status": "not exactly one assertion",
    "original_in_advice": "not exactly one assertion",
    "response_in_response": "a part that does not belong into a response",
    "whole_response_signed_and_wrapped": "not exactly one assertion",
    "same_id_twice": "not exactly one assertion",
    "id_under_another_name": "not exactly one assertion",
    "changed_subject": "the content was changed",
    "changed_attribute": "the content was changed",
    "unsigned": "the assertion is not signed",
    "response_signed_only": "the assertion is not signed",
    "empty_signature": "not exactly one SignedInfo",
    "signed_by_another": "signed by somebody else",
    "another_connections_provider": "another identity provider's response",
    "sha1": "a digest that is not accepted",
    "sha1_digest": "a digest that is not accepted",
    "reference_to_everything": "the signature is of something else",
    "no_reference": "not exactly one Reference",
    "void_canonical_form": "no canonical form",
    "xslt_transform": "other transforms",
    "xpath_transform": "other transforms",
    "document_type": "document type, entity, comment or processing instruction",
    "external_entity": "document type, entity, comment or processing instruction",
    "defaulted_attribute": "document type, entity, comment or processing instruction",
    "namespace_confusion": "a part that does not belong into a response",
    "rebound_prefix": "a part that does not belong into an assertion",
    "utf16": "not UTF-8",
    "stale": "made long ago or in the future",
    "from_the_future": "made long ago or in the future",
    "wrong_audience": "for another audience",
    "wrong_recipient": "for another recipient",
    "wrong_destination": "sent to another address",
    "wrong_issuer": "another identity provider's response",
    "another_request": "in answer to something else",
    "no_request": "in answer to something else",
    "no_success": "the identity provider reports no success",
    "two_signed_assertions": "not exactly one assertion",
    "no_assertion": "not exactly one assertion",
    "encrypted_to_nobody": "a part that does not belong into a response",
    "no_subject": "not exactly one Subject",
    "no_conditions": "not exactly one Conditions",
    "no_xml": "not well-formed",
    "no_base64": "not base64",
}


@pytest.fixture(scope="module")
def idp() -> FakeIdentityProvider:
    return FakeIdentityProvider()


@pytest.fixture(scope="module")
def other() -> FakeIdentityProvider:
    return FakeIdentityProvider("https://idp.other.example/metadata")


def expected(idp: FakeIdentityProvider, request_id: str | None = REQUEST) -> SamlExpectation:
    trust = SamlTrust(idp.entity_id, (idp.certificate,))
    return SamlExpectation(trust, AUDIENCE, ACS, request_id, datetime.now(UTC))


def test_corpus_is_large_enough() -> None:
    assert len(FORGERIES) >= 40
    assert {one.__name__ for one in FORGERIES} == set(REASONS)


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda one: one.__name__)
def test_forged_response_is_refused_by_our_own_checks(
    forge: Forgery, idp: FakeIdentityProvider, other: FakeIdentityProvider
) -> None:
    with pytest.raises(Refused) as refused:
        read_by_ourselves(forge(idp, other), expected(idp))
    assert refused.value.why == REASONS[forge.__name__]
    assert refused.value.detail == SignInFailed().detail  # who sent it learns nothing of why


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda one: one.__name__)
def test_forged_response_is_refused_by_the_library(
    forge: Forgery, idp: FakeIdentityProvider, other: FakeIdentityProvider
) -> None:
    with pytest.raises(SignInFailed):
        read_by_library(forge(idp, other), expected(idp))


def test_genuine_response_is_read_by_both_alike(idp: FakeIdentityProvider) -> None:
    genuine = idp.respond(wanted(attributes={"groups": ["staff", "editors"], "email": [BOB]}))
    assert read_by_library(genuine, expected(idp)) == ("_a1", BOB)
    read = StrictSaml().read(genuine, expected(idp))
    assert (read.id, read.subject, read.issuer) == ("_a1", BOB, idp.entity_id)
    assert read.attributes == {"groups": ("staff", "editors"), "email": (BOB,)}


def test_genuine_response_that_is_signed_as_a_whole_too_is_read(idp: FakeIdentityProvider) -> None:
    whole = idp.sign(idp.envelope(wanted(), parts(idp)[0]))
    assert StrictSaml().read(posted(whole), expected(idp)).subject == BOB


def test_each_of_several_certificates_counts_while_keys_are_changed(
    idp: FakeIdentityProvider, other: FakeIdentityProvider
) -> None:
    trust = SamlTrust(idp.entity_id, (other.certificate, idp.certificate))
    both = SamlExpectation(trust, AUDIENCE, ACS, REQUEST, datetime.now(UTC))
    assert StrictSaml().read(idp.respond(wanted()), both).subject == BOB


def test_clocks_may_differ_by_a_minute(idp: FakeIdentityProvider) -> None:
    ahead = idp.respond(wanted(now=datetime.now(UTC) + timedelta(seconds=50)))
    assert StrictSaml().read(ahead, expected(idp)).subject == BOB


@pytest.mark.parametrize("comment", ["<!---->", "<!-- x -->"])
def test_comment_in_a_name_is_refused_and_never_cuts_it(idp: FakeIdentityProvider, comment: str) -> None:
    """Who owns `bob@corp.example.evil.example` must not become `bob@corp.example` by a comment that signatures pass over."""
    name = "bob@corp.example.evil.example"
    signed = idp.sign(idp.assertion(wanted(subject=name)))
    forged = around(idp, signed.replace(name, f"bob@corp.example{comment}.evil.example"))
    with pytest.raises(Refused):
        read_by_ourselves(forged, expected(idp))
    assert read_by_library(forged, expected(idp))[1] == name


def test_answer_to_no_request_is_taken_only_where_none_was_made(idp: FakeIdentityProvider) -> None:
    unasked = idp.respond(wanted(request_id=None))
    assert StrictSaml().read(unasked, expected(idp, None)).subject == BOB
    with pytest.raises(SignInFailed):
        StrictSaml().read(idp.respond(wanted()), expected(idp, None))
