"""The domain name system: TXT records, which the standard library cannot look up."""

from aisle.adapters.dns.fake import FakeResolver
from aisle.adapters.dns.resolver import UdpResolver

__all__ = ["FakeResolver", "UdpResolver"]
