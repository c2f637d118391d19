"""Where the proof of a domain is looked for, and what its absence means."""

import hmac
from enum import StrEnum

from aisle.core.errors import AisleError
from aisle.identity.federation.ports import DnsResolver, Endpoints
from aisle.identity.federation.sign_on.types import Domain

RECORD, PATH = "_aisle", "/.well-known/aisle-verification"


class Finding(StrEnum):
    """found; absent: the name servers answered, and neither place has it; unknown: they did not answer."""

    FOUND = "found"
    ABSENT = "absent"
    UNKNOWN = "unknown"


async def look_for(resolver: DnsResolver, endpoints: Endpoints, domain: Domain) -> Finding:
    """Look for the proof in the name system, then on the site. endpoints: the organization's guarded way out."""
    recorded = await _in_dns(resolver, domain)
    if recorded is not Finding.FOUND and await _on_site(endpoints, domain):
        return Finding.FOUND
    return recorded


async def _in_dns(resolver: DnsResolver, domain: Domain) -> Finding:
    try:
        texts = await resolver.texts(f"{RECORD}.{domain.domain}")
    except AisleError:
        return Finding.UNKNOWN
    found = any(hmac.compare_digest(one.strip().encode(), domain.proof.encode()) for one in texts)
    return Finding.FOUND if found else Finding.ABSENT


async def _on_site(endpoints: Endpoints, domain: Domain) -> bool:
    try:
        answer = await endpoints.get(f"https://{domain.domain}{PATH}")
    except AisleError:
        return False
    return hmac.compare_digest(answer.body.strip(), domain.proof.encode())
