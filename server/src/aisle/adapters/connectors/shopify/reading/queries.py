"""The documents that are sent, written from shapes."""

from functools import cache

from aisle.adapters.connectors.shopify.reading.shapes import Feed, Nested, Shape

_PAGE = "pageInfo { hasNextPage endCursor }"

SHOP = """query Shop {
  shop { name myshopifyDomain currencyCode ianaTimezone primaryDomain { url } }
  currentAppInstallation { accessScopes { handle } }
  publicApiVersions { handle supported }
}"""
CURRENCY = "query Currency { shop { currencyCode primaryDomain { url } } }"
SCOPES = "query Scopes { currentAppInstallation { accessScopes { handle } } }"
POLICIES = "query Policies { shop { shopPolicies { id title type body url } } }"
LOCATIONS = f"""query Locations($after: String) {{
  locations(first: 250, after: $after, includeInactive: true, sortKey: ID) {{ {_PAGE} nodes {{ id }} }}
}}"""
LEVELS = f"""query Levels($id: ID!, $first: Int!, $after: String, $query: String) {{
  location(id: $id) {{
    inventoryLevels(first: $first, after: $after, query: $query) {{ {_PAGE} nodes {{ id item {{ id }} }} }}
  }}
}}"""
ITEMS_OF_VARIANTS = """query ItemsOfVariants($ids: [ID!]!) {
  nodes(ids: $ids) { ... on ProductVariant { id inventoryItem { id } } }
}"""
RUN = """mutation Run($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: false) {
    bulkOperation { id status createdAt } userErrors { field message }
  }
}"""
POLL = """query Poll($id: ID!) {
  node(id: $id) { ... on BulkOperation { id status errorCode createdAt objectCount rootObjectCount url partialDataUrl } }
}"""
SUBSCRIPTIONS = f"""query Subscriptions($after: String) {{
  webhookSubscriptions(first: 100, after: $after) {{
    {_PAGE} nodes {{ id topic uri format includeFields apiVersion {{ handle supported }} }}
  }}
}}"""
SUBSCRIBE = """mutation Subscribe($topic: WebhookSubscriptionTopic!, $input: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $input) {
    webhookSubscription { id topic uri } userErrors { field message }
  }
}"""
MEND = """mutation Mend($id: ID!, $input: WebhookSubscriptionInput!) {
  webhookSubscriptionUpdate(id: $id, webhookSubscription: $input) {
    webhookSubscription { id topic uri } userErrors { field message }
  }
}"""
UNSUBSCRIBE = """mutation Unsubscribe($id: ID!) {
  webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } }
}"""


@cache
def count(field: str) -> str:
    """Return a query for how many there are; without the usual limit of 10,000."""
    return f"query Count {{ {field}(limit: null) {{ count precision }} }}"


@cache
def pages(feed: Feed) -> str:
    """Return the query for one page of a feed."""
    order = ", sortKey: ID" if feed.sorted else ""
    return f"""query Page($first: Int!, $after: String, $query: String) {{
  {feed.root}(first: $first, after: $after, query: $query{order}) {{ {_PAGE} nodes {{ {_inside(feed.shape)} }} }}
}}"""


@cache
def nodes(shape: Shape) -> str:
    """Return the query for some objects by id."""
    return (
        f"query Nodes($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {shape.type} {{ {_inside(shape)} }} }} }}"
    )


@cache
def rest(shape: Shape, nested: Nested) -> str:
    """Return the query for what a page left out of a nested connection."""
    return f"""query Rest($id: ID!, $first: Int!, $after: String) {{
  node(id: $id) {{ ... on {shape.type} {{
    {nested.field}(first: $first, after: $after) {{ {_PAGE} nodes {{ {nested.selection} }} }}
  }} }}
}}"""


def bulk(feed: Feed) -> str:
    """Return what a bulk operation reads: the same without pages, in edges."""
    inside = " ".join(
        f"{nested.field} {{ edges {{ node {{ {nested.selection} }} }} }}" for nested in feed.shape.nested
    )
    only = f"(query: {_quoted(feed.only)})" if feed.only else ""
    return f"{{ {feed.root}{only} {{ edges {{ node {{ {feed.shape.selection} {inside} }} }} }} }}"


def _inside(shape: Shape) -> str:
    nested = " ".join(
        f"{each.field}(first: {each.first}) {{ {_PAGE} nodes {{ {each.selection} }} }}"
        for each in shape.nested
    )
    return f"{shape.selection} {nested}".rstrip()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
