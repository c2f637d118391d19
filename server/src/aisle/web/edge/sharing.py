"""Which routes pages of any origin may read the answers of: those that a shop's own page or server needs.

Everything about people, organizations, members, keys and records of what happened is left out, and so is whatever is
new: a route is shared by being named here (docs/adr/0006).
"""

import re

FEATURES = (
    "assistant", "catalog", "categories", "chat", "citations", "conversations", "documents", "faq", "index", "jobs",
    "messages", "photos", "products", "search", "sessions", "synonyms", "widget/config", "widget/preview",
)  # fmt: skip
SHARED = re.compile(rf"/api/v1/(stores/[^/]+/)?({'|'.join(FEATURES)})(/.*)?")


# What pages are told to keep: it is the same for all, and says nothing of anybody.
KEPT = "/api/v1/widget/config"


def is_shared(path: str) -> bool:
    """Whether pages of other origins may read what this path answers."""
    return SHARED.fullmatch(path) is not None
