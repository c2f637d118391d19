"""Real files as they are fed to the product: pages of documents and catalogue files."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """A text to upload."""

    name: str
    title: str
    text: str

    def as_document(self) -> dict[str, str]:
        """Return it as the API takes it."""
        return {"name": self.name, "title": self.title, "text": self.text}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue file, and what is asked of the store it fills. quoted: its licence lets answers be shown."""

    name: str
    file: str
    currency: str = "USD"
    questions: tuple[str, ...] = ()
    data: bytes = b""
    quoted: bool = False

    def loaded(self, folder: Path) -> "Catalogue":
        """Return it with its bytes, and with the file's own name."""
        path = folder / "commerce-samples" / self.file
        return replace(self, file=path.name, data=path.read_bytes())


CATALOGUES = (
    Catalogue("Shopify apparel", "shopify-product-csvs/apparel.csv", "USD", ("Do you have a jacket?",)),
    Catalogue(
        "Shopify home", "shopify-product-csvs/home-and-garden.csv", "USD", ("Something for my garden",)
    ),
    Catalogue("Shopify jewellery", "shopify-product-csvs/jewelery.csv", "USD", ("A silver bracelet",)),
    Catalogue(
        "WooCommerce",
        "woocommerce/sample_products.csv",
        "GBP",
        ("A hoodie with a zipper", "What is the cheapest cap?"),
    ),
    Catalogue(
        "Saleor",
        "saleor/populatedb_data.json",
        "USD",
        ("Apple juice", "A T-shirt in size M", "Do you sell cushions?"),
        quoted=True,
    ),
)


def manual(folder: Path) -> list[Page]:
    """Return the sections of a phone's manual, each named by its id."""
    sections = _json(folder / "emanual-qa" / "s10_manual_corpus.json")
    return [
        Page(id_, section["title"].strip() or id_, "\n\n".join(section["text"]))
        for id_, section in sections.items()
        if any(line.strip() for line in section["text"])
    ]


def call_centre(folder: Path) -> list[Page]:
    """Return the guidelines of a shop's call centre, a page for each kind of call, and its table of steps."""
    flows = _json(folder / "abcd-kb" / "guidelines.json")
    pages = [
        Page(f"{area} {name}", name, _guideline(area, name, flow))
        for area, told in flows.items()
        for name, flow in told["subflows"].items()
    ]
    steps = _json(folder / "abcd-kb" / "kb.json")
    listed = "\n".join(f"- {name.replace('_', ' ')}: {', '.join(of)}" for name, of in steps.items())
    return [*pages, Page("steps", "Steps of every kind of call", f"# Steps\n\n{listed}")]


def retail_policy(folder: Path) -> list[Page]:
    """Return the policy of a shop's agents."""
    return [
        Page("policy.md", "Retail policy", (folder / "tau2-retail" / "policy.md").read_text(encoding="utf-8"))
    ]


def retail_products(folder: Path) -> Catalogue:
    """Return the same shop's products in the shape of a JSON export."""
    products = _json(folder / "tau2-retail" / "db.json")["products"].values()
    data = json.dumps({"products": [_product(product) for product in products]}).encode()
    return Catalogue("retail", "db.json products", "USD", (), data)


def _product(product: dict[str, Any]) -> dict[str, Any]:
    variants = [
        {
            "sku": one["item_id"],
            "price": one["price"],
            "available": one["available"],
            "options": one["options"],
        }
        for one in product["variants"].values()
    ]
    return {"id": product["product_id"], "title": product["name"], "variants": variants}


def _guideline(area: str, name: str, flow: dict[str, Any]) -> str:
    lines = [f"# {name}", area, *_texts(flow.get("instructions", []))]
    for action in flow["actions"]:
        lines += [action["text"], *(f"- {line}" for line in action["subtext"])]
    return "\n\n".join(line for line in lines if line.strip())


def _texts(given: Sequence[Any]) -> list[str]:
    return [str(line) for line in given]


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
