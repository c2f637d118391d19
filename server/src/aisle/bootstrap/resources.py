"""Everything a process needs."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from aisle.adapters.ocr.parser import RecognisingParser
from aisle.adapters.workbooks import SandboxedWorkbooks
from aisle.analysis.service import Analyzer
from aisle.analysis.stored.service import Schemas
from aisle.articles.effect import Effects
from aisle.articles.tools import ArticleTools
from aisle.bootstrap.auditing import Auditing
from aisle.bootstrap.chat_models import ChatModels
from aisle.bootstrap.known_models import KnownModels
from aisle.bootstrap.pictures import PictureParts
from aisle.bootstrap.providers import OwnProviders
from aisle.bootstrap.shoppers import Shoppers
from aisle.bootstrap.sources import SourceParts
from aisle.bootstrap.stores import Stores
from aisle.catalog.ports import WorkbookReader
from aisle.conversations.streams import Streams
from aisle.conversations.turn import Turns
from aisle.core.db import Database
from aisle.core.http.egress import GuardedFetch
from aisle.core.idempotency.service import Once
from aisle.core.jobs import JobQueue
from aisle.core.jobs.dispatch import Dispatcher
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.core.vault import Vault
from aisle.exports.service import Exports
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.authenticator import Authenticator
from aisle.identity.factors.tools import FactorTools
from aisle.identity.federation.tools import FederationTools
from aisle.identity.invitations.accepting import Acceptance
from aisle.identity.invitations.inviting import Invitations
from aisle.identity.keys.managing import Keys
from aisle.identity.limiting import CallerLimits
from aisle.identity.logins.service import Logins
from aisle.identity.members.custom_roles import Roles
from aisle.identity.members.service import Members
from aisle.identity.members.sign_ins import MemberLogins
from aisle.identity.organizations.own_limits import OwnLimits
from aisle.identity.organizations.service import Organizations
from aisle.identity.refusals import Refusals
from aisle.identity.shoppers.service import ShopperSessions
from aisle.identity.visits.service import Visits
from aisle.linting.service import Linting
from aisle.llm.ports import ManagedEmbedder
from aisle.llm.routes.service import ModelRoutes
from aisle.notifications.ports import Mailer
from aisle.prompts.service import Prompts
from aisle.providers.local.service import LocalModels
from aisle.retrieval.beside import Companions
from aisle.retrieval.evaluation.comparing import Comparer
from aisle.retrieval.federation import Federation
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.managing import IndexManager
from aisle.retrieval.neighbours import Engines
from aisle.retrieval.paging import Pages
from aisle.retrieval.recipe import Recipe
from aisle.retrieval.reranking import Reranking
from aisle.retrieval.search import Searcher
from aisle.retrieval.synonyms.log import SearchLog
from aisle.retrieval.synonyms.suggesting import Suggester
from aisle.usage.budgets import Budgets
from aisle.usage.ledger import Ledger
from aisle.usage.warning import Warner


@dataclass(slots=True)
class Resources:
    """The parts of one process, as `assembling` puts them together."""

    settings: Settings
    secrets: Secrets
    database: Database
    dispatcher: Dispatcher
    embedder: ManagedEmbedder  # of new stores
    embedders: Mapping[str, ManagedEmbedder]  # all, by the names that recipes give them
    parser: RecognisingParser
    jobs: JobQueue
    searcher: Searcher
    pages: Pages
    companions: Companions
    indexer: Indexer
    index: IndexManager
    comparer: Comparer
    federation: Federation
    engines: Engines
    vault: Vault
    auditing: Auditing
    refusals: Refusals
    mailer: Mailer
    authenticator: Authenticator
    keys: Keys
    members: Members
    member_logins: MemberLogins
    roles: Roles
    invitations: Invitations
    acceptance: Acceptance
    organizations: Organizations
    visits: Visits
    exports: Exports
    logins: Logins
    accounts: AccountTools
    factors: FactorTools
    shopper_sessions: ShopperSessions
    shoppers: Shoppers
    turns: Turns
    streams: Streams
    suggester: Suggester
    search_log: SearchLog
    reranking: Reranking
    chat_models: ChatModels
    model_routes: ModelRoutes
    uploads: asyncio.Semaphore  # uploads held in memory at once
    once: Once  # what requests under an Idempotency-Key go through
    limits: CallerLimits
    own_limits: OwnLimits
    egress: GuardedFetch  # for addresses that somebody else named
    sign_in: FederationTools  # with other providers
    models: KnownModels
    ledger: Ledger
    schemas: Schemas  # of structured output
    analyzer: Analyzer
    prompts: Prompts
    budgets: Budgets
    warner: Warner
    providers: OwnProviders  # that organizations brought
    local_models: LocalModels
    sources: SourceParts  # connections to shops
    articles: ArticleTools
    article_effects: Effects
    linting: Linting  # what is to be mended before shoppers meet it
    pictures: PictureParts  # what looks at products' pictures and shoppers' photos

    @property
    def workbooks(self) -> WorkbookReader:
        """What turns uploaded workbooks into catalogue rows, in the parsers' sandbox."""
        return SandboxedWorkbooks(self.parser)

    @property
    def stores(self) -> Stores:
        """What opens, changes and deletes stores."""
        return Stores(self.database, self.jobs, self.recipe, tuple(self.reranking.names))

    @property
    def recipe(self) -> Recipe:
        """The recipe of new index versions."""
        pictures = self.pictures.embedder.name
        return Recipe.of(self.embedder, vector_store=self.settings.vector_store, pictures=pictures)
