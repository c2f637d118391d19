"""Use cases on the catalogue. Those that take a session work inside the caller's transaction and commit nothing."""

from aisle.catalog.service.complementing import Beside, find_complements, find_named
from aisle.catalog.service.edit_running import run_edit
from aisle.catalog.service.faceting import get_facets
from aisle.catalog.service.finding import count_matching, find_in_order, find_matching
from aisle.catalog.service.import_running import run_import
from aisle.catalog.service.import_starting import (
    ImportRequest,
    StartedImport,
    readable,
    start_import,
    try_out,
)
from aisle.catalog.service.import_viewing import get_import, list_import_errors, list_imports
from aisle.catalog.service.overriding import get_overrides, override_product
from aisle.catalog.service.reading import (
    categories_of,
    category_counts,
    count_products,
    find_by_identifiers,
    get_category,
    get_compared,
    get_product,
    get_products,
    ids_by_name,
    ids_of,
    list_products,
    sample_titles,
    search_hashes,
    search_hashes_of,
    vocabulary,
)
from aisle.catalog.service.writing import apply_batch, apply_plan, plan_batch

__all__ = [
    "Beside",
    "ImportRequest",
    "StartedImport",
    "apply_batch",
    "apply_plan",
    "categories_of",
    "category_counts",
    "count_matching",
    "count_products",
    "find_by_identifiers",
    "find_complements",
    "find_in_order",
    "find_matching",
    "find_named",
    "get_category",
    "get_compared",
    "get_facets",
    "get_import",
    "get_overrides",
    "get_product",
    "get_products",
    "ids_by_name",
    "ids_of",
    "list_import_errors",
    "list_imports",
    "list_products",
    "override_product",
    "plan_batch",
    "readable",
    "run_edit",
    "run_import",
    "sample_titles",
    "search_hashes",
    "search_hashes_of",
    "start_import",
    "try_out",
    "vocabulary",
]
