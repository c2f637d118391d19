"""The page that speaks with a passkey, as the server sees it."""

from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from pydantic import BaseModel, Field

from aisle.bootstrap.resources import Resources
from aisle.identity.factors.types import Page
from aisle.web.deps import own_origin


class Options(BaseModel):
    """What a browser hands to an authenticator; it holds for five minutes and one answer."""

    public_key: dict[str, Any] = Field(description="For PublicKeyCredential.parse…OptionsFromJSON.")


def own_page(request: Request, parts: Resources) -> Page:
    """Return this server's own origin: an authenticator's answer to any other page does not count."""
    origin = own_origin(request, parts).lower()
    return Page(origin, urlsplit(origin).hostname or "")


def asks(options: dict[str, Any]) -> Options:
    """Shape the options."""
    return Options(public_key=options)
