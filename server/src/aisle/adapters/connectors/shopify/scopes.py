"""Which access scopes each resource needs."""

from collections.abc import Mapping, Set

from aisle.sources.records import Resource

NEEDS: Mapping[Resource, tuple[str, ...]] = {
    Resource.PRODUCTS: ("read_products",),
    Resource.VARIANTS: ("read_products",),
    Resource.PRICES: ("read_products",),
    Resource.STOCK: ("read_products", "read_inventory", "read_locations"),
    Resource.ORDERS: ("read_orders",),
    Resource.SHIPMENTS: ("read_orders",),
    Resource.REFUNDS: ("read_orders",),
    Resource.CUSTOMERS: ("read_customers",),
    Resource.CARTS: ("read_orders",),
    Resource.DOCUMENTS: ("read_content", "read_legal_policies"),
}
ALL_ORDERS = "read_all_orders"
# The newer scope of online store pages and blogs allows what the older one of content does.
_INSTEAD = {"read_content": frozenset({"read_online_store_pages"})}


def granted(scopes: Set[str], needed: str) -> bool:
    """Whether the scopes hold one; who may write may read."""
    others = _INSTEAD.get(needed, frozenset())
    return bool({needed, needed.replace("read_", "write_", 1), *others} & scopes)


def missing(scopes: Set[str]) -> dict[Resource, str]:
    """Return what each resource that cannot be read lacks."""
    lacks = {
        resource: ", ".join(need for need in needs if not granted(scopes, need))
        for resource, needs in NEEDS.items()
    }
    return {resource: lack for resource, lack in lacks.items() if lack}
