"""A help space at Atlassian's."""

from confluence_wiki import CLOUD, EMAIL, SERVER, TOKEN, ConfluenceWiki
from worlds import World

from aisle.adapters.connectors.confluence.settings import ConfluenceCredentials, ConfluenceOptions
from aisle.sources.records import Resource


def wiki(address: str = CLOUD, zone: int = 0) -> ConfluenceWiki:
    """Return a wiki with two spaces for shoppers and one that is not."""
    made = ConfluenceWiki(address, zone)
    home = made.page("Help", labels=["start"])
    for number in range(24):
        made.page(f"Question {number}", f"<p>Answer {number}</p>", home)
    made.post("Open on Sundays", space="FAQ")
    made.file(home, "Care.pdf", b"%PDF-1.4 care")
    made.file(home, "logo.png", b"\x89PNG")
    made.page("Salaries", space="HR")
    return made


def options(address: str = CLOUD, **more: object) -> ConfluenceOptions:
    """Return options that read both spaces."""
    return ConfluenceOptions.model_validate({"address": address, "spaces": ["HELP", "FAQ"]} | more)


def credentials(address: str = CLOUD, token: str = TOKEN) -> ConfluenceCredentials:
    """Return those of an account, or a personal access token."""
    return ConfluenceCredentials(email="" if address == SERVER else EMAIL, token=token)


def world() -> World:
    """Return it."""
    return World(
        options(),
        credentials(),
        wiki,
        {Resource.DOCUMENTS: 27},
        wrong=credentials(token="another"),
        absent="page:999999",
    )
