"""What a shop says of its web site."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from aisle.adapters.connectors.website.addresses import canonical

Pattern = Annotated[str, Field(min_length=1, max_length=300)]
WebAddress = Annotated[str, Field(max_length=1_500)]


class WebsiteOptions(BaseModel):
    """Where to begin, and what belongs to it."""

    model_config = ConfigDict(extra="forbid")

    address: WebAddress = Field(description="Where the site begins: https://shop.example.")
    sitemaps: list[WebAddress] = Field(
        [], max_length=50, description="Sitemaps and feeds (RSS, Atom) that robots.txt does not name."
    )
    hosts: list[WebAddress] = Field(
        [], max_length=20, description="Other addresses that belong to the site: https://help.shop.example."
    )
    include: list[Pattern] = Field(
        [],
        max_length=200,
        description="Only paths like these; * stands for anything, $ for the end: /help/*.",
    )
    exclude: list[Pattern] = Field([], max_length=200, description="No paths like these: /blog/*, *?print=*.")
    depth: int = Field(10, ge=0, le=50, description="Links from the beginning that are followed.")
    most_pages: int = Field(5_000, ge=1, le=50_000, description="Addresses that are asked at most.")
    links: bool = Field(True, description="Follow links; off: only what sitemaps and feeds name.")
    files: bool = Field(True, description="Read linked files too: PDF, Word, Excel, PowerPoint, text.")
    page_bytes: int = Field(5 * 2**20, ge=2**10, le=50 * 2**20, description="Largest page or file, in bytes.")
    page_seconds: float = Field(
        20.0, ge=0.1, le=120, description="Longest time that one page may take, in seconds."
    )

    @field_validator("address", "hosts", "sitemaps")
    @classmethod
    def _are_addresses(cls, value: str | list[str]) -> str | list[str]:
        made = [canonical(one.strip()) for one in ([value] if isinstance(value, str) else value)]
        if None in made:
            raise ValueError("write whole addresses, like https://shop.example/help")
        kept = [one for one in made if one]
        return kept[0] if isinstance(value, str) else kept


class NoCredentials(BaseModel):
    """Public pages need none."""

    model_config = ConfigDict(extra="forbid")
