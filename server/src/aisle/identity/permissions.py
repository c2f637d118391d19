"""What each permission of a role or key means, in a sentence for people."""

from collections.abc import Mapping

from aisle.identity.types import Action

SENTENCES: Mapping[Action, str] = {
    Action.CHAT: "Ask the assistant, as a shopper does.",
    Action.READ_CONVERSATION: "Read shoppers' conversations.",
    Action.READ_CITATION: "Open what an answer rests on.",
    Action.READ_PRODUCTS: "Read products, prices and stock.",
    Action.SEARCH: "Search products and documents.",
    Action.READ_DOCUMENTS: "Read documents and how they were cut.",
    Action.WRITE_DOCUMENTS: "Add, change and delete documents.",
    Action.WRITE_CATALOG: "Import and replace the catalogue.",
    Action.READ_SYNONYMS: "Read synonyms.",
    Action.WRITE_SYNONYMS: "Add, change and remove synonyms.",
    Action.READ_ASSISTANT: "Read the assistant's draft and releases.",
    Action.WRITE_ASSISTANT: "Change the assistant, publish it and roll it back.",
    Action.READ_JOBS: "Follow work in the background.",
    Action.RETRY_JOBS: "Give failed work another try.",
    Action.READ_INDEX: "Read index versions and test questions.",
    Action.WRITE_INDEX: "Build, activate and retire index versions.",
    Action.READ_STORES: "See stores and their settings.",
    Action.WRITE_STORES: "Open, change, suspend and delete stores.",
    Action.READ_KEYS: "See which keys there are, without their secrets.",
    Action.WRITE_KEYS: "Make, rotate and revoke keys.",
    Action.READ_MEMBERS: "See members, their addresses and roles.",
    Action.WRITE_MEMBERS: "Invite, change, suspend and remove members.",
    Action.WRITE_ROLES: "Make, change and delete the organization's own roles.",
    Action.READ_ORGANIZATION: "See the organization, its settings and visits.",
    Action.WRITE_ORGANIZATION: "Rename the organization, change its settings and end visits.",
    Action.DELETE_ORGANIZATION: "Delete the organization; owners alone have this.",
    Action.WRITE_SIGN_ON: "Set up single sign-on.",
    Action.READ_AUDIT: "Read the audit log.",
}
