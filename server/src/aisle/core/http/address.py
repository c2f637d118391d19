"""Where a service outside is, and how Aisle makes itself known there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.request import getproxies_environment, proxy_bypass

from yarl import URL


@dataclass(frozen=True, slots=True)
class ServiceAddress:
    """A base address and the headers that go with it, which may hold a key and are never printed."""

    base: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def url(self, path: str) -> URL:
        """Return the address of a path below the base; a query in the base stays (as some services need)."""
        base = URL(self.base)
        whole = URL(f"{str(base.with_query(None)).rstrip('/')}/{path.lstrip('/')}")
        return whole.with_query(base.query) if base.query else whole

    @property
    def host(self) -> str:
        """The host and port, for messages."""
        return URL(self.base).authority.rpartition("@")[2]

    @property
    def names_user(self) -> bool:
        """Whether a user or a password stands in it."""
        return "@" in URL(self.base).authority

    @property
    def proxy(self) -> str | None:
        """The proxy that HTTPS_PROXY or HTTP_PROXY name for it, unless NO_PROXY excepts its host."""
        url = URL(self.base)
        if url.host is None or proxy_bypass(url.host):
            return None
        return getproxies_environment().get(url.scheme)
