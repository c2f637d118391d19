"""A workspace with a help centre and a table of products."""

from notion_workspace import TOKEN, Workspace, text
from worlds import World

from aisle.adapters.connectors.notion.settings import NotionCredentials, NotionOptions
from aisle.sources.records import Resource

RECORD = {
    "handle": "slug(@['Name'])",
    "title": "@['Name']",
    "description": "body",
    "variants": {
        "each": "[@]",
        "take": {
            "id": "id",
            "product_id": "id",
            "sku": "@['Article number']",
            "price": "amount(@['Price'], 'EUR')",
        },
    },
}


def workspace() -> tuple[Workspace, str]:
    """Return a workspace, and the id of its database of products."""
    made = Workspace()
    home = made.page("Help")
    for number in range(24):
        page = made.page(f"Question {number}", home)
        made.block(page, "paragraph", rich_text=text(f"Answer {number}"))
    bags, source = made.database("Bags", home)
    for number in range(3):
        row = made.page(
            f"Bag {number}",
            source,
            Price={"type": "number", "number": 10.5 + number},
            **{"Article number": {"type": "unique_id", "unique_id": {"prefix": "BAG", "number": number}}},
        )
        made.block(row, "paragraph", rich_text=text("Of linen."))
    return made, bags


def options(database: str) -> NotionOptions:
    """Return options that read the database's rows as products."""
    table = {"becomes": "products", "record": RECORD, "body": True}
    return NotionOptions.model_validate(
        {"tables": {f"https://app.notion.com/p/Bags-{database.replace('-', '')}?v=1": table}}
    )


def world() -> World:
    """Return it."""
    return World(
        options(workspace()[1]),
        NotionCredentials(token=TOKEN),
        lambda: workspace()[0],
        {Resource.DOCUMENTS: 25, Resource.PRODUCTS: 3},
        wrong=NotionCredentials(token="ntn_another"),
        absent="00000000-0000-0000-0000-0000000f0000",
    )
