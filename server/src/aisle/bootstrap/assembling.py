"""The parts of one process, put together by hand: who needs what can be read here."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from aisle.adapters.ocr.parser import RecognisingParser
from aisle.analysis.stored.service import Schemas
from aisle.answering.answerable import is_answerable
from aisle.answering.quoting_writer import QuotingWriter
from aisle.articles.effect import Effects
from aisle.articles.tools import ArticleTools
from aisle.bootstrap.accounts import make_accounts, make_hasher, make_logins
from aisle.bootstrap.analysis import make_analyzer
from aisle.bootstrap.auditing import make_auditing
from aisle.bootstrap.authenticating import make_authenticator
from aisle.bootstrap.chat_models import ChatModels, make_chat_models
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
from aisle.bootstrap.pictures import make_photo_answers, make_pictures
from aisle.bootstrap.providers import make_providers
from aisle.bootstrap.rerankers import make_rerankers, usual_rerankers
from aisle.bootstrap.resources import Resources
from aisle.bootstrap.shoppers import make_shoppers
from aisle.bootstrap.sources import make_sources
from aisle.bootstrap.turns import make_turns
from aisle.bootstrap.usage import make_ledger, observe_calls
from aisle.conversations.streams import Streams
from aisle.core.clock import SystemClock
from aisle.core.db import Database
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
from aisle.identity.accounts.ports import ClosingHasher
from aisle.identity.invitations.accepting import Acceptance
from aisle.identity.invitations.inviting import Invitations
from aisle.identity.keys.managing import Keys
from aisle.identity.members.custom_roles import Roles
from aisle.identity.members.service import Members
from aisle.identity.members.sign_ins import MemberLogins
from aisle.identity.organizations.own_limits import OwnLimits
from aisle.identity.organizations.service import Organizations
from aisle.identity.refusals import Refusals
from aisle.identity.shoppers.service import ShopperSessions
from aisle.identity.visits.operators import Operators
from aisle.identity.visits.service import Visits
from aisle.linting.service import Linting
from aisle.llm.ports import ManagedEmbedder
from aisle.prompts.book import PromptBook
from aisle.prompts.service import Prompts
from aisle.retrieval.beside import Companions
from aisle.retrieval.evaluation.comparing import Comparer
from aisle.retrieval.federation import Federation
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.lexical.reader import LexicalReader
from aisle.retrieval.managing import IndexManager
from aisle.retrieval.neighbours import Engines
from aisle.retrieval.paging import Pages
from aisle.retrieval.reranking import Reranking
from aisle.retrieval.search import Searcher
from aisle.retrieval.synonyms.log import SearchLog
from aisle.retrieval.synonyms.suggesting import Suggester
from aisle.usage.budgets import Budgets
from aisle.usage.warning import Warner

LEASE = timedelta(seconds=30)
UPLOADS_AT_ONCE = 2


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
    accounts = make_accounts(settings, secrets, database, vault, jobs, logins, hasher, egress)
    limits, warner = make_limits(settings, secrets, database), Warner(database, jobs)
    ledger = make_ledger(settings, database, warner)
    observe_calls(chat_models, ledger, limits)
    names = embedder_names or {name: name for name in embedders}
    meter_outside(settings, names, embedders, rerankers, chat_models.gateway)
    book = PromptBook(database)
    pictures = make_pictures(database, egress, parser)
    quoting = QuotingWriter(embedders[embedder.name])
    costs = LedgerCosts(ledger, chat_models)
    repeats = make_repeats(settings, secrets, database, embedders, chat_models, costs)
    turns = make_turns(settings, secrets, database, searcher, chat_models, quoting, repeats)
    turns.runner.prompts = book
    turns.runner.photos = make_photo_answers(settings, database, searcher, pictures, vault, chat_models)
    return Resources(
        settings=settings,
        secrets=secrets,
        database=database,
        dispatcher=Dispatcher(dispatch, LEASE),
        embedder=embedder,
        embedders=embedders,
        parser=parser,
        jobs=jobs,
        searcher=searcher,
        pages=Pages(secrets.key("search cursors"), SystemClock()),
        companions=Companions(database),
        indexer=indexer,
        index=IndexManager(database, indexer, jobs, engines, embedder_names, pictures.embedder.name),
        comparer=Comparer(database, searcher, is_answerable),
        federation=Federation(database, searcher),
        engines=engines,
        vault=vault,
        auditing=make_auditing(settings, secrets, database, dispatch),
        refusals=Refusals(database, secrets),
        mailer=make_mailer(settings),
        authenticator=make_authenticator(database, secrets, logins),
        keys=Keys(database, SystemClock()),
        members=Members(database, vault),
        member_logins=MemberLogins(database, jobs),
        roles=Roles(database),
        invitations=Invitations(database, vault, secrets, jobs),
        acceptance=Acceptance(database, vault),
        organizations=Organizations(database, jobs),
        visits=Visits(database, Operators(database, secrets.key("operators")), jobs, dispatch),
        exports=Exports(database, vault, jobs),
        logins=logins,
        accounts=accounts,
        factors=make_factors(accounts),
        shopper_sessions=ShopperSessions(database, SystemClock(), secrets.key("shopper tokens")),
        shoppers=make_shoppers(database, secrets, vault, jobs, SystemClock()),
        turns=turns,
        streams=Streams(settings.chat_max_streams),
        suggester=Suggester(database, embedders, reader),
        search_log=search_log,
        reranking=reranking,
        chat_models=chat_models,
        model_routes=make_model_routes(chat_models.gateway, database),
        uploads=asyncio.Semaphore(UPLOADS_AT_ONCE),
        once=Once(database, vault),
        limits=limits,
        own_limits=OwnLimits(database, limits),
        egress=egress,
        sign_in=make_federation(settings, accounts, egress),
        models=KnownModels(
            settings,
            chat_models,
            embedders,
            names,
            embedder.name,
            reranking,
            providers,
            local_models,
        ),
        ledger=ledger,
        schemas=Schemas(database),
        analyzer=make_analyzer(settings, Schemas(database), book, chat_models),
        prompts=Prompts(database, book),
        budgets=Budgets(database, SystemClock(), ledger.forget),
        warner=warner,
        providers=providers,
        local_models=local_models,
        sources=make_sources(
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
        articles=article_tools,
        article_effects=Effects(database, searcher, indexer, parser, article_tools, is_answerable),
        linting=Linting(database, jobs),
        pictures=pictures,
    )
