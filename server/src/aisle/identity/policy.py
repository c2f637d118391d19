"""The one place that says who may do what."""

from aisle.core.errors import Forbidden
from aisle.identity.types import Action, Caller, CallerKind

READ = frozenset(
    {
        Action.READ_CONVERSATION,
        Action.READ_CITATION,
        Action.READ_PRODUCTS,
        Action.SEARCH,
        Action.READ_DOCUMENTS,
        Action.READ_SYNONYMS,
        Action.READ_ASSISTANT,
        Action.READ_JOBS,
        Action.READ_INDEX,
    }
)
WRITE = frozenset(
    {
        Action.WRITE_DOCUMENTS,
        Action.WRITE_CATALOG,
        Action.WRITE_SYNONYMS,
        Action.WRITE_ASSISTANT,
        Action.WRITE_INDEX,
        Action.RETRY_JOBS,
    }
)
CHAT = frozenset({Action.CHAT})
# Scopes of a secret key. A key names the ones it has; nothing is implied.
SCOPES: dict[str, frozenset[Action]] = {"read": READ, "write": WRITE, "chat": CHAT}
FIXED: dict[CallerKind, frozenset[Action]] = {
    CallerKind.PUBLISHABLE_KEY: frozenset({Action.START_SESSION}),
    CallerKind.SHOPPER: frozenset(
        {
            Action.READ_SESSION,
            Action.CHAT,
            Action.READ_CONVERSATION,
            Action.READ_CITATION,
            Action.READ_PRODUCTS,
        }
    ),
    CallerKind.OPERATOR: READ | WRITE | CHAT,
}


def allowed(caller: Caller) -> frozenset[Action]:
    """Return everything this caller may do."""
    if caller.kind is CallerKind.SECRET_KEY:
        return frozenset().union(*(SCOPES.get(scope, frozenset()) for scope in caller.scopes))
    return FIXED[caller.kind]


def require(caller: Caller, action: Action) -> None:
    """Raise Forbidden unless the caller may do this."""
    if action not in allowed(caller):
        raise Forbidden(
            f"A {caller.kind} credential with scopes [{', '.join(sorted(caller.scopes))}] may not do {action}."
        )
