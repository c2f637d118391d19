"""Names that models of organizations may have, and places of their providers' keys."""

from uuid import UUID

# Such names mean something else wherever a model is named.
RESERVED = frozenset({"quote", "default", "judge", "usual", "none"})
PREFIXES = ("assistant:", "embedder:", "reranker:", "writer:")
TAIL = 4
# Of a shorter key the tail would tell too much.
LEAST_FOR_TAIL = 16


def is_reserved(name: str) -> bool:
    """Whether a model of an organization must not be called so."""
    return name.lower() in RESERVED or name.lower().startswith(PREFIXES)


def key_place(provider_id: UUID) -> str:
    """Return what a provider's key is sealed for."""
    return f"provider.key_sealed:{provider_id}"


def tail_of(key: str) -> str | None:
    """Return what is shown of a key."""
    return key[-TAIL:] if len(key) >= LEAST_FOR_TAIL else None
