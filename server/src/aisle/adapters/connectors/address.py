"""A shop's address as people write it."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field


def shop_address(text: str) -> str:
    """Return the address of a shop's start page without a slash at its end. Raises ValueError for what is none."""
    written = text.strip()
    whole = written if "://" in written else f"https://{written}"
    parts = urlsplit(whole)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise ValueError("write it like https://shop.example")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path}".rstrip("/")


def origin(url: str) -> str:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


ShopAddress = Annotated[
    str,
    AfterValidator(shop_address),
    Field(max_length=500, description="Address of the shop's start page.", examples=["https://shop.example"]),
]
