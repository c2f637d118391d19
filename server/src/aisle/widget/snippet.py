"""What a shop puts into its pages, and what its content policy has to allow for it."""

from html import escape


def snippet(host: str, slug: str, key: str) -> str:
    """Return the one script element. host: of this installation, as https://chat.example."""
    loader = escape(f"{host.rstrip('/')}/static/loader.js")
    return f'<script async src="{loader}" data-store="{escape(slug)}" data-key="{escape(key)}"></script>'


def policy_lines(host: str) -> tuple[str, ...]:
    """Return what a shop's Content-Security-Policy has to name; nothing unsafe is needed."""
    return tuple(f"{name} {host.rstrip('/')}" for name in ("script-src", "connect-src", "frame-src"))
