"""Writes the catalogue of the demo shop; run it again after editing a family and commit what changes."""

import json
from pathlib import Path

from aisle.demo.catalogue.build import build_products, to_lines

SHOP = Path(__file__).parent / "shop"


def write_catalogue(folder: Path = SHOP) -> None:
    """Write the products, and beside them which drawing shows which product."""
    built = list(build_products())
    kinds = {product["handle"]: kind for product, kind in built}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catalogue.jsonl").write_text(to_lines([product for product, _ in built]), "utf-8")
    (folder / "kinds.json").write_text(json.dumps(kinds, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write_catalogue()
