"""python3-saml, wrapped once: strict, typed, and asked after our own checks."""

import logging
from typing import Any
from urllib.parse import urlsplit

from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from aisle.adapters.saml.names import ANY_NAME_ID, POST, REDIRECT
from aisle.adapters.saml.reading import Refused, require
from aisle.identity.federation.ports import SamlExpectation

# It prints what it is given; what it refuses is told by our own error.
logging.getLogger("onelogin").setLevel(logging.CRITICAL)


def read_by_library(response: str, expected: SamlExpectation) -> tuple[str, str]:
    """Return id and subject of the assertion as the library reads them. Raises Refused for what it does not accept."""
    require(expected.request_id is None or response, "empty")
    where = urlsplit(expected.acs_url)
    request: dict[str, Any] = {
        "https": "on" if where.scheme == "https" else "off",
        "http_host": where.netloc,
        "script_name": where.path,
        "get_data": {},
        "post_data": {},
    }
    try:
        read = OneLogin_Saml2_Response(_settings(expected), response)
        good = read.is_valid(request, expected.request_id)
        # The library takes an answer that names no request; then it could have been begun anywhere.
        good = good and read.get_in_response_to() == expected.request_id
        found = (str(read.get_assertion_id()), str(read.get_nameid())) if good else None
    except Exception:  # whatever trips it is no sign-in
        raise Refused("refused by the library") from None
    require(found, "refused by the library")
    assert found is not None
    return found


def _settings(expected: SamlExpectation) -> OneLogin_Saml2_Settings:
    settings: dict[str, Any] = {
        "strict": True,
        "debug": False,
        "sp": {
            "entityId": expected.audience,
            "assertionConsumerService": {"url": expected.acs_url, "binding": POST},
            "NameIDFormat": ANY_NAME_ID,
        },
        "idp": {
            "entityId": expected.trust.entity_id,
            "singleSignOnService": {"url": expected.acs_url, "binding": REDIRECT},
            "x509certMulti": {"signing": list(expected.trust.certificates)},
        },
        "security": {
            "wantAssertionsSigned": True,
            "wantNameId": True,
            "wantAttributeStatement": False,
            "rejectDeprecatedAlgorithm": True,
            "rejectUnsolicitedResponsesWithInResponseTo": True,
            "allowRepeatAttributeName": False,
        },
    }
    return OneLogin_Saml2_Settings(settings)
