"""Everything a process needs, opened together and closed together."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from aisle.adapters.ocr.parser import RecognisingParser
from aisle.adapters.ocr.tesseract import Tesseract
from aisle.adapters.sandbox import ParserSandbox, SandboxLimits
from aisle.adapters.workbooks import SandboxedWorkbooks
from aisle.analysis.service import Analyzer
from aisle.analysis.stored.service import Schemas
from aisle.answering.answerable import is_answerable
from aisle.answering.quoting_writer import QuotingWriter
from aisle.articles.effect import Effects
from aisle.articles.tools import ArticleTools
from aisle.bootstrap.accounts import make_accounts, make_hasher, make_logins
from aisle.bootstrap.analysis import make_analyzer
from aisle.bootstrap.auditing import Auditing, make_auditing
from aisle.bootstrap.chat_models import ChatModels, make_chat_models
from aisle.bootstrap.embedders import Embedders, make_embedders
from aisle.bootstrap.engines import make_engines
from aisle.bootstrap.factors import make_factors
from aisle.bootstrap.federation import make_federation
from aisle.bootstrap.gateway import make_model_routes
from aisle.bootstrap.kept_answers import LedgerCosts, make_repeats
from aisle.bootstrap.known_models import KnownModels
from aisle.bootstrap.limits import make_limits
from aisle.bootstrap.local_models import make_local_models
from aisle.bootstrap.mailers import make_mailer
from aisle.bootstrap.metering import meter_outside
from aisle.bootstrap.pictures import PictureParts, make_photo_answers, make_pictures
from aisle.bootstrap.providers import OwnProviders, make_providers
from aisle.bootstrap.rerankers import make_rerankers, usual_rerankers
from aisle.bootstrap.roles import refuse_strong_role
from aisle.bootstrap.server import DatabaseServer
from aisle.bootstrap.shoppers import Shoppers, make_shoppers
from aisle.bootstrap.sources import SourceParts, make_sources
from aisle.bootstrap.stores import Stores
from aisle.bootstrap.usage import make_ledger, observe_calls
from aisle.bootstrap.writers import make_rewriter, make_writer
from aisle.catalog.ports import WorkbookReader
from aisle.conversations.live import LiveTurns
from aisle.conversations.streams import Streams
from aisle.conversations.turn import Turns
from aisle.core.clock import SystemClock
from aisle.core.db import ContextSigner, Database
from aisle.core.http.egress import GuardedFetch
from aisle.core.idempotency.service import Once
from aisle.core.jobs import JobQueue
from aisle.core.jobs.dispatch import Dispatcher
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import Secrets
from aisle.core.settings import Settings
from aisle.core.settings.egress import EgressAllow
from aisle.core.vault import Vault
from aisle.exports.service import Exports
from aisle.identity import tokens
from aisle.identity.accounts.ports import ClosingHasher
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.authenticator import Authenticator
from aisle.identity.factors.tools import FactorTools
from aisle.identity.federation.tools import FederationTools
from aisle.identity.invitations.accepting import Acceptance
from aisle.identity.invitations.inviting import Invitations
from aisle.identity.keys.managing import Keys
from aisle.identity.keys.recogniser import KeyRecogniser
from aisle.identity.limiting import CallerLimits
from aisle.identity.logins.recogniser import AccessRecogniser, LoginRecogniser
from aisle.identity.logins.service import Logins
from aisle.identity.members.custom_roles import Roles
from aisle.identity.members.service import Members
from aisle.identity.members.sign_ins import MemberLogins
from aisle.identity.organizations.own_limits import OwnLimits
from aisle.identity.organizations.service import Organizations
from aisle.identity.refusals import Refusals
from aisle.identity.shoppers.recogniser import ShopperRecogniser
from aisle.identity.shoppers.service import ShopperSessions
from aisle.identity.types import CallerKind
from aisle.identity.visits.operators import Operators
from aisle.identity.visits.recogniser import VisitRecogniser
from aisle.identity.visits.service import PREFIX as VISIT_PREFIX
from aisle.identity.visits.service import Visits
from aisle.linting.service import Linting
from aisle.llm.ports import ManagedEmbedder
from aisle.llm.routes.service import ModelRoutes
from aisle.notifications.ports import Mailer
from aisle.prompts.book import PromptBook
from aisle.prompts.service import Prompts
from aisle.providers.local.service import LocalModels
from aisle.retrieval.beside import Companions
from aisle.retrieval.evaluation.comparing import Comparer
from aisle.retrieval.federation import Federation
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.lexical.reader import LexicalReader
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

LEASE = timedelta(seconds=30)
UPLOADS_AT_ONCE = 2
PREVIEW_PAGES = 3  # whose text a preview recognises, while somebody waits
# Connections that look over all tenants: one listens, one claims, and each of two loops of rounds holds its lock with one
# while a round of it uses another.
DISPATCHING = 6
APP_CONTEXT_SECONDS = 30
WORKER_CONTEXT_SECONDS = 300  # a batch may take minutes; the signature must outlive it


@dataclass(slots=True)
class Resources:
    """The parts of one process, put together by hand: who needs what can be read here."""

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


def make_parser(settings: Settings, role: str = "worker") -> RecognisingParser:
    """Return the parser of documents. The API, which reads for previews alone, recognises a few pages at most."""
    sandbox = ParserSandbox(SandboxLimits(input_bytes=settings.upload_max_bytes))
    most = settings.ocr_max_pages if role == "worker" else min(settings.ocr_max_pages, PREVIEW_PAGES)
    return RecognisingParser(sandbox, Tesseract(), most)


def make_authenticator(database: Database, secrets: Secrets, logins: Logins) -> Authenticator:
    """Return what recognises every kind of credential: a new kind is one line here."""
    return Authenticator(
        {
            tokens.SECRET_PREFIX: KeyRecogniser(database, CallerKind.SECRET_KEY, tokens.SECRET_PREFIX),
            tokens.PUBLIC_PREFIX: KeyRecogniser(database, CallerKind.PUBLISHABLE_KEY, tokens.PUBLIC_PREFIX),
            tokens.LOGIN_PREFIX: LoginRecogniser(database),
            tokens.ACCESS_PREFIX: AccessRecogniser(database, logins.access),
            VISIT_PREFIX: VisitRecogniser(database, Operators(database, secrets.key("operators"))),
            tokens.SHOPPER_PREFIX: ShopperRecogniser(database, SystemClock(), secrets.key("shopper tokens")),
        }
    )


async def check_access(server: DatabaseServer, role: str = "app") -> None:
    """Raise SettingsRefused or DatabaseUnavailable when this role or the dispatcher cannot work on the database."""
    if role == "worker":
        await refuse_strong_role(server.urls.worker, "The worker's database address")
    else:
        await refuse_strong_role(server.urls.app, "DATABASE_URL")
    await refuse_strong_role(server.urls.dispatcher, "The dispatcher's database address")


@asynccontextmanager
async def open_resources(
    settings: Settings,
    secrets: Secrets,
    server: DatabaseServer,
    role: str = "app",
    embedder: ManagedEmbedder | None = None,
) -> AsyncIterator[Resources]:
    """Open the parts of an API process (role "app") or of a worker (role "worker").

    embedder: the only one, in place of those that the settings name.
    """
    lifetime = WORKER_CONTEXT_SECONDS if role == "worker" else APP_CONTEXT_SECONDS
    signer = ContextSigner(secrets.key("context"), lifetime)
    url = server.urls.worker if role == "worker" else server.urls.app
    database = Database(url, signer, settings.db_pool_size, f"aisle {role}")
    dispatch = Database(server.urls.dispatcher, signer, DISPATCHING, "aisle dispatcher")
    embedders = Embedders.only(embedder) if embedder else make_embedders(settings)
    parser = make_parser(settings, role)
    engines = make_engines(settings, database)
    try:
        await check_access(server, role)
        await database.open()
        await dispatch.open()
        names = {setting: one.name for setting, one in embedders.by_setting.items()}
        parts = assemble(
            settings,
            secrets,
            database,
            dispatch,
            embedders.default,
            parser,
            embedders.by_recipe,
            engines,
            names,
        )
        try:
            yield parts
        finally:
            await parts.turns.close(0)
            await parts.ledger.drain()
            await parts.warner.drain()
            await parts.search_log.close()
            await parts.reranking.close()
            await parts.providers.directory.close()
            await parts.local_models.close()
            await parts.chat_models.close()
            await parts.limits.limits.shared.close()
            await parts.accounts.hasher.close()
            await parts.sign_in.close()
            await parts.pictures.source.close()
    finally:
        await parser.close()
        await embedders.close()
        await engines.close()
        await dispatch.close()
        await database.close()


def assemble(
    settings: Settings,
    secrets: Secrets,
    database: Database,
    dispatch: Database,
    embedder: ManagedEmbedder,
    parser: RecognisingParser,
    embedders: Mapping[str, ManagedEmbedder] | None = None,
    engines: Engines | None = None,
    embedder_names: Mapping[str, str] | None = None,
    chat_models: ChatModels | None = None,
    hasher: ClosingHasher | None = None,
) -> Resources:
    """Put the parts of one process together; opening and closing what is handed in is the caller's.

    embedder: of new stores. embedders: all of them by name; without, there is this one. embedder_names: their names by
    those that the settings give them. chat_models, hasher: in place of those that the settings name.
    """
    jobs = JobQueue(secrets.key("jobs"))
    chat_models = make_chat_models(settings) if chat_models is None else chat_models
    embedders = dict(embedders or {embedder.name: embedder})
    engines = engines or make_engines(settings, database)
    reader, search_log = LexicalReader(), SearchLog(database, SystemClock())
    rerankers = make_rerankers(settings)
    reranking = Reranking(rerankers, usual_rerankers(settings))
    local_models = make_local_models(settings, database, dispatch, embedders, rerankers)
    searcher = Searcher(database, embedders, engines, reader, search_log, reranking)
    indexer = Indexer(embedders, jobs)
    vault, logins = Vault(SecretsRootKeys(secrets)), make_logins(settings, secrets, jobs)
    article_tools = ArticleTools(jobs, vault, searcher.clock)
    hasher = make_hasher(settings) if hasher is None else hasher
    egress = GuardedFetch(EgressAllow.parse(settings.egress_allow))
    providers = make_providers(settings, chat_models, database, vault, egress)
    live = LiveTurns(settings.chat_max_running)
    accounts = make_accounts(settings, secrets, database, vault, jobs, logins, hasher, egress)
    limits, warner = make_limits(settings, secrets, database), Warner(database, jobs)
    ledger = make_ledger(settings, database, warner)
    observe_calls(chat_models, ledger, limits)
    names = embedder_names or {name: name for name in embedders}
    meter_outside(settings, names, embedders, rerankers, chat_models.gateway)
    book = PromptBook(database)
    turns = Turns(
        database,
        searcher,
        make_writer(settings, chat_models, QuotingWriter(embedders[embedder.name])),
        make_rewriter(settings, chat_models),
        live,
        secrets.key("conversations"),
        settings.question_max_characters,
        make_repeats(settings, secrets, database, embedders, chat_models, LedgerCosts(ledger, chat_models)),
    )
    turns.runner.prompts = book
    pictures = make_pictures(database, egress, parser)
    turns.runner.photos = make_photo_answers(settings, database, searcher, pictures, vault, chat_models)
    return Resources(
        settings,
        secrets,
        database,
        Dispatcher(dispatch, LEASE),
        embedder,
        embedders,
        parser,
        jobs,
        searcher,
        Pages(secrets.key("search cursors"), SystemClock()),
        Companions(database),
        indexer,
        IndexManager(database, indexer, jobs, engines, embedder_names, pictures.embedder.name),
        Comparer(database, searcher, is_answerable),
        Federation(database, searcher),
        engines,
        vault,
        make_auditing(settings, secrets, database, dispatch),
        Refusals(database, secrets),
        make_mailer(settings),
        make_authenticator(database, secrets, logins),
        Keys(database, SystemClock()),
        Members(database, vault),
        MemberLogins(database, jobs),
        Roles(database),
        Invitations(database, vault, secrets, jobs),
        Acceptance(database, vault),
        Organizations(database, jobs),
        Visits(database, Operators(database, secrets.key("operators")), jobs, dispatch),
        Exports(database, vault, jobs),
        logins,
        accounts,
        make_factors(accounts),
        ShopperSessions(database, SystemClock(), secrets.key("shopper tokens")),
        make_shoppers(database, secrets, vault, jobs, SystemClock()),
        turns,
        Streams(settings.chat_max_streams),
        Suggester(database, embedders, reader),
        search_log,
        reranking,
        chat_models,
        make_model_routes(chat_models.gateway, database),
        asyncio.Semaphore(UPLOADS_AT_ONCE),
        Once(database, vault),
        limits,
        OwnLimits(database, limits),
        egress,
        make_federation(settings, accounts, egress),
        KnownModels(
            settings,
            chat_models,
            embedders,
            names,
            embedder.name,
            reranking,
            providers,
            local_models,
        ),
        ledger,
        Schemas(database),
        make_analyzer(settings, Schemas(database), book, chat_models),
        Prompts(database, book),
        Budgets(database, SystemClock(), ledger.forget),
        warner,
        providers,
        local_models,
        make_sources(
            settings,
            database,
            vault,
            jobs,
            egress,
            parser,
            indexer,
            secrets.key("hooks"),
            secrets.key("consents"),
        ),
        article_tools,
        Effects(database, searcher, indexer, parser, article_tools, is_answerable),
        Linting(database, jobs),
        pictures,
    )
