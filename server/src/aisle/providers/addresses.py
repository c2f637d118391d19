"""Addresses of providers: the kinds' own, and those that an organization gives."""

from urllib.parse import parse_qsl, urlsplit

from aisle.core.errors import InvalidInput
from aisle.core.settings.outside import ANTHROPIC_URL, GEMINI_URL, OPENAI_URL
from aisle.providers.types import ProviderKind

OWN: dict[ProviderKind, str] = {
    ProviderKind.OPENAI: OPENAI_URL,
    ProviderKind.GEMINI: GEMINI_URL,
    ProviderKind.ANTHROPIC: ANTHROPIC_URL,
}
HOSTS = {urlsplit(url).hostname: kind.value for kind, url in OWN.items()}
# An address is shown to whoever may read it, and stands in logs of others; a key belongs into the field for it.
SECRETS = ("key", "token", "secret", "sig", "signature", "password", "auth", "authorization")


def url_of(kind: ProviderKind, base_url: str | None) -> str:
    """Return where a provider's models are."""
    return base_url or OWN[kind]


def prices_of(url: str) -> str:
    """Return whose prices models at an address have: those of a provider at its own, or of its host and port."""
    parts = urlsplit(url)
    return HOSTS.get(parts.hostname, parts.netloc)


def check_query(base_url: str) -> None:
    """Raise InvalidInput for an address whose query looks as if it held a key; `api-version` and the like may stay."""
    for name, _ in parse_qsl(urlsplit(base_url).query, keep_blank_values=True):
        words = name.lower().replace("-", "_").split("_")
        if any(word.endswith(SECRETS) for word in words):
            raise InvalidInput(
                f"base_url: a key does not belong into the address (“{name[:40]}”); send it as `key`."
            )
