"""When, for whom and in answer to what an assertion was made (SAML core 2.4, 2.5; profiles 4.1.4.3)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from aisle.adapters.saml.names import BEARER, a
from aisle.adapters.saml.reading import Refused, require, text_of
from aisle.adapters.saml.structure import issuer_of, only_child
from aisle.identity.federation.ports import SamlAssertion, SamlExpectation

SKEW = timedelta(seconds=60)
OLDEST = timedelta(minutes=10)
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z")
LONGEST_SUBJECT, MOST_VALUES, LONGEST_VALUE = 255, 500, 500


def check_envelope(root: Any, expected: SamlExpectation) -> None:
    """Check the response around the assertion. It may be unsigned: nothing is read from it."""
    require(root.get("Destination") == expected.acs_url, "sent to another address")
    require(root.get("InResponseTo") == expected.request_id, "in answer to something else")
    if root.find(a("Issuer")) is not None:
        require(issuer_of(root) == expected.trust.entity_id, "another identity provider's response")
    _check_recent(root.get("IssueInstant"), expected.now)


def read_assertion(assertion: Any, expected: SamlExpectation) -> SamlAssertion:
    """Return what a signed assertion says, if it is for us, now. Raises Refused."""
    require(issuer_of(assertion) == expected.trust.entity_id, "another identity provider's assertion")
    _check_recent(assertion.get("IssueInstant"), expected.now)
    subject = only_child(assertion, a("Subject"))
    ends = min(_check_conditions(assertion, expected), _check_confirmation(subject, expected))
    _check_session(only_child(assertion, a("AuthnStatement")), expected.now)
    return SamlAssertion(
        assertion.get("ID"), expected.trust.entity_id, _subject(subject), ends, _attributes(assertion)
    )


def _subject(subject: Any) -> str:
    found = text_of(only_child(subject, a("NameID")))
    require(0 < len(found) <= LONGEST_SUBJECT and found.isprintable(), "no name of a person")
    return found


def _check_conditions(assertion: Any, expected: SamlExpectation) -> datetime:
    conditions = only_child(assertion, a("Conditions"))
    begins, ends = conditions.get("NotBefore"), _instant(conditions.get("NotOnOrAfter"))
    require(begins is None or _instant(begins) <= expected.now + SKEW, "not yet")
    require(ends > expected.now - SKEW, "no longer")
    restrictions = conditions.findall(a("AudienceRestriction"))
    require(restrictions, "for nobody in particular")
    for one in restrictions:  # all of them must name us
        audiences = [text_of(audience) for audience in one.findall(a("Audience"))]
        require(expected.audience in audiences, "for another audience")
    return ends


def _check_confirmation(subject: Any, expected: SamlExpectation) -> datetime:
    confirmations = [one for one in subject.findall(a("SubjectConfirmation")) if one.get("Method") == BEARER]
    require(len(confirmations) == 1, "not exactly one bearer confirmation")
    data = only_child(confirmations[0], a("SubjectConfirmationData"))
    require(data.get("Recipient") == expected.acs_url, "for another recipient")
    require(data.get("InResponseTo") == expected.request_id, "in answer to something else")
    begins, ends = data.get("NotBefore"), _instant(data.get("NotOnOrAfter"))
    require(begins is None or _instant(begins) <= expected.now + SKEW, "not yet")
    require(ends > expected.now - SKEW, "no longer")
    return ends


def _check_session(statement: Any, now: datetime) -> None:
    ends = statement.get("SessionNotOnOrAfter")
    require(ends is None or _instant(ends) > now - SKEW, "the session has ended")
    require(_instant(statement.get("AuthnInstant")) <= now + SKEW, "signed in in the future")


def _check_recent(instant: str | None, now: datetime) -> None:
    made = _instant(instant)
    require(now - OLDEST <= made <= now + SKEW, "made long ago or in the future")


def _instant(text: str | None) -> datetime:
    require(text and INSTANT.fullmatch(text), "a time that cannot be read")
    try:
        return datetime.strptime(str(text)[:19], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        raise Refused("a time that cannot be read") from None


def _attributes(assertion: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for attribute in assertion.iterfind(f"{a('AttributeStatement')}/{a('Attribute')}"):
        name, values = attribute.get("Name"), attribute.findall(a("AttributeValue"))
        require(
            name and name not in found and len(values) <= MOST_VALUES,
            "an attribute comes twice, or too often",
        )
        found[name] = tuple(text for one in values if 0 < len(text := text_of(one)) <= LONGEST_VALUE)
    return found
