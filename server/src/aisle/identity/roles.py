"""The usual roles of members, and the scopes of keys: names for sets of actions."""

from collections.abc import Iterable, Mapping

from aisle.identity.types import Action, CallerKind

CONTENT = frozenset(
    {
        Action.READ_PRODUCTS,
        Action.SEARCH,
        Action.READ_DOCUMENTS,
        Action.READ_SOURCES,
        Action.READ_ARTICLES,
        Action.READ_LINTER,
        Action.READ_SYNONYMS,
        Action.READ_ASSISTANT,
        Action.READ_WIDGET,
        Action.READ_JOBS,
        Action.READ_INDEX,
        Action.READ_SCHEMAS,
        Action.READ_PROMPTS,
        Action.READ_MODELS,
        Action.READ_STORES,
    }
)
CONVERSATIONS = frozenset({Action.READ_CONVERSATION, Action.READ_CITATION})
EDITING = frozenset(
    {
        Action.WRITE_DOCUMENTS,
        Action.WRITE_CATALOG,
        Action.WRITE_SOURCES,
        Action.WRITE_ARTICLES,
        Action.WRITE_LINTER,
        Action.WRITE_SYNONYMS,
        Action.WRITE_ASSISTANT,
        Action.WRITE_WIDGET,
        Action.WRITE_INDEX,
        Action.WRITE_SCHEMAS,
        Action.WRITE_PROMPTS,
        Action.RETRY_JOBS,
    }
)
INBOX = frozenset({Action.READ_INBOX, Action.WRITE_INBOX})
PRIVACY = frozenset({Action.DELETE_CONVERSATION})
CHAT = frozenset({Action.CHAT})
# What has models paid for without a shopper's question.
SPENDING = frozenset({Action.ANALYZE, Action.CALL_MODELS})
APPROVAL = frozenset({Action.APPROVE_ARTICLES})
PROVIDERS = frozenset({Action.WRITE_MODELS})
SPENT = frozenset({Action.READ_USAGE})
READ = CONTENT | CONVERSATIONS | {Action.READ_INBOX}
KEYS = frozenset({Action.READ_KEYS, Action.WRITE_KEYS})
TEAM = frozenset({Action.READ_ORGANIZATION, Action.READ_MEMBERS})
ADMINISTRATION = TEAM | {
    Action.WRITE_STORES,
    Action.WRITE_MEMBERS,
    Action.WRITE_ROLES,
    Action.WRITE_ORGANIZATION,
    Action.WRITE_SIGN_ON,
    Action.READ_AUDIT,
    Action.WRITE_BUDGETS,
    Action.ERASE_SHOPPERS,
}

OWNER = "owner"
_LEADING = (
    READ | EDITING | INBOX | PRIVACY | APPROVAL | CHAT | SPENDING | SPENT | KEYS | PROVIDERS | ADMINISTRATION
)
ROLES: Mapping[str, frozenset[Action]] = {
    OWNER: _LEADING | {Action.DELETE_ORGANIZATION},
    "admin": _LEADING,
    "editor": CONTENT | EDITING | CHAT | SPENDING,
    "support": CONTENT | CONVERSATIONS | INBOX | CHAT | {Action.READ_MEMBERS},
    "developer": CONTENT
    | EDITING
    | CHAT
    | SPENDING
    | SPENT
    | KEYS
    | PROVIDERS
    | {Action.READ_AUDIT, Action.READ_MEMBERS},
    "analyst": READ | SPENT,
}
# What an organization may put into roles of its own, and into a key: everything that some member may do.
GRANTABLE = ROLES[OWNER]

# What may stand in an organization's own roles; deleting the organization is an owner's alone.
CUSTOM = GRANTABLE - {Action.DELETE_ORGANIZATION}

# Bundles that a secret key may name beside single actions. A key has the ones it names; nothing is implied.
SCOPES: Mapping[str, frozenset[Action]] = {
    "read": READ,
    "write": EDITING,
    "inbox": INBOX,
    "chat": CHAT,
    "models": SPENDING | {Action.READ_MODELS},
}

FIXED: Mapping[CallerKind, frozenset[Action]] = {
    CallerKind.PUBLISHABLE_KEY: frozenset({Action.START_SESSION, Action.READ_LOOK}),
    CallerKind.SHOPPER: CONVERSATIONS
    | PRIVACY
    | {Action.READ_SESSION, Action.IDENTIFY, Action.CHAT, Action.READ_PRODUCTS},
    CallerKind.OPERATOR: GRANTABLE,
    CallerKind.JOB: frozenset({Action.WORK}),
}
# An operator of the installation who visits a tenant looks, and changes nothing unless the visit says so.
VISITING = READ | TEAM | {Action.READ_KEYS, Action.READ_AUDIT}

# A visit that may write leaves nothing behind that opens a door: no keys, no members, no roles, no sign-on.
VISITING_TO_WRITE = VISITING | EDITING | {Action.WRITE_STORES}


def grantable(names: Iterable[str]) -> frozenset[Action]:
    """Return the single actions of these names; what no release knows, or nobody may be given, is left out."""
    wanted = set(names)
    return frozenset(action for action in GRANTABLE if str(action) in wanted)


def actions_of(names: Iterable[str]) -> frozenset[Action]:
    """Return what scopes and single actions allow together; names that no release knows allow nothing."""
    wanted = list(names)
    return grantable(wanted).union(*(SCOPES.get(name, frozenset()) for name in wanted))
