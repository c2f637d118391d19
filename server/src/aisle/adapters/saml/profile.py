"""The SAML profile that Aisle speaks, put together."""

from aisle.adapters.saml import metadata, requests
from aisle.adapters.saml.conditions import check_envelope, read_assertion
from aisle.adapters.saml.library import read_by_library
from aisle.adapters.saml.reading import Refused, decode, parse
from aisle.adapters.saml.signature import signed_copy
from aisle.adapters.saml.structure import only_assertion
from aisle.identity.federation.ports import SamlAssertion, SamlExpectation


def read_by_ourselves(response: str, expected: SamlExpectation) -> SamlAssertion:
    """Return what our own checks accept. Raises Refused."""
    root = parse(decode(response))
    assertion = only_assertion(root)
    check_envelope(root, expected)
    return read_assertion(signed_copy(assertion, expected.trust.certificates), expected)


class StrictSaml:
    """Two readers, written apart from each other, must accept a response and read the same in it."""

    def read(self, response: str, expected: SamlExpectation) -> SamlAssertion:
        """Return the one signed assertion. Raises SignInFailed."""
        ours = read_by_ourselves(response, expected)
        if read_by_library(response, expected) != (ours.id, ours.subject):
            raise Refused("two readers read two things")
        return ours

    def request_url(self, sso_url: str, request_id: str, audience: str, acs_url: str, state: str) -> str:
        """Return where the browser is sent with our request."""
        return requests.request_url(sso_url, request_id, audience, acs_url, state)

    def metadata(self, audience: str, acs_url: str) -> str:
        """Return the description of ourselves that an identity provider imports."""
        return metadata.own_metadata(audience, acs_url)

    def read_metadata(self, document: str) -> tuple[str, str, tuple[str, ...]]:
        """Return entity id, sign-on address and certificates of an identity provider's metadata. Raises InvalidInput."""
        return metadata.read_metadata(document)
