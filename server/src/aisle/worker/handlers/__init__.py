"""Which handler runs which job: a new job is one line here."""

from collections.abc import Mapping

from aisle.articles.jobs import ExpireArticle, PublishArticle, RemindOfReview
from aisle.bootstrap.demo_history import HistoryMaker
from aisle.bootstrap.resources import Resources
from aisle.catalog.jobs import CarryOutEdit, ImportCatalog
from aisle.conversations.jobs import ApplyRetention
from aisle.core.clock import SystemClock
from aisle.core.jobs import Handler, JobContext, JobMessage
from aisle.core.resealing import ResealTenant
from aisle.demo.jobs import MakeDemoHistory
from aisle.exports.jobs import ForgetExport, PackExport
from aisle.exports.service import ExportHandlers
from aisle.identity.federation.sign_on.jobs import RecheckDomains
from aisle.identity.organizations.jobs import EraseOrganization, EraseStore
from aisle.knowledge.jobs import EraseDocument, EraseSource, IngestDocuments, SettleIngest, WithdrawDocument
from aisle.knowledge.ports import DocumentParser
from aisle.linting.jobs import LintStore
from aisle.linting.running import Linter
from aisle.llm.gateway.calls import Payer, paid_by
from aisle.notifications.jobs import SendMail
from aisle.retrieval.feeding import Feeder
from aisle.retrieval.jobs import (
    BuildIndex,
    DropIndexHomes,
    FeedVectors,
    MoveIndexHome,
    ReadPictures,
    RetireIndex,
    SettleIndex,
)
from aisle.sources.going_live.documents import HeldDocuments
from aisle.sources.going_live.service import GoingLive
from aisle.sources.hooks.jobs import CheckHooks, ClearInbox, ReadDeliveries
from aisle.sources.syncing.jobs import GoLive, ReadNamed, SyncSource
from aisle.sources.syncing.removing import RemoveSource
from aisle.worker.handlers.articles import ArticleHandlers
from aisle.worker.handlers.building import BuildHandlers, drop_index_homes
from aisle.worker.handlers.catalog import CatalogHandlers
from aisle.worker.handlers.conversations import ConversationHandlers
from aisle.worker.handlers.going_live import GoingLiveHandlers
from aisle.worker.handlers.knowledge import KnowledgeHandlers
from aisle.worker.handlers.linting import GuardedLinks, LintHandlers
from aisle.worker.handlers.mail import post_of
from aisle.worker.handlers.organizations import OrganizationHandlers
from aisle.worker.handlers.pictures import PictureHandlers
from aisle.worker.handlers.retrieval import VectorHandlers, move_index_home, settle_index
from aisle.worker.handlers.secrets import SecretHandlers
from aisle.worker.handlers.sign_on import SignOnHandlers
from aisle.worker.handlers.sources import SourceHandlers


def handlers_of(parts: Resources, parser: DocumentParser) -> Mapping[type[JobMessage], Handler]:
    """Return every handler of this release, ready to run."""
    knowledge = KnowledgeHandlers(parser, parts.indexer, parts.vault, parts.jobs)
    catalog = CatalogHandlers(parts.indexer, parts.vault)
    articles = ArticleHandlers(parts.articles)
    building = BuildHandlers(parts.indexer)
    conversations = ConversationHandlers(
        parts.jobs, parts.settings.conversation_days, parts.settings.trace_days
    )
    organizations = OrganizationHandlers(parts.jobs)
    documents = HeldDocuments(parts.indexer, parts.vault, parser)
    exports = ExportHandlers(parts.vault, parts.jobs)
    going_live = GoingLiveHandlers(
        GoingLive(parts.indexer, parts.jobs, SystemClock(), documents, pictures=parts.pictures.ahead())
    )
    sources = SourceHandlers(parts.sources, parts.jobs)
    linting = LintHandlers(Linter(parts.searcher, GuardedLinks(parts.egress), SystemClock()), parts.jobs)
    pictures = PictureHandlers(parts.pictures.follower(), parts.jobs)
    made: Mapping[type[JobMessage], Handler] = {
        IngestDocuments: linting.then_lint(knowledge.ingest),
        SettleIngest: knowledge.settle,
        EraseDocument: linting.then_forget(knowledge.erase),
        EraseSource: linting.then_forget(knowledge.erase_source),
        WithdrawDocument: linting.then_lint(knowledge.withdraw),
        PublishArticle: articles.publish,
        ExpireArticle: linting.then_lint(articles.expire),
        RemindOfReview: articles.remind,
        ImportCatalog: pictures.then_read(linting.then_lint(catalog.run_import)),
        CarryOutEdit: linting.then_lint(catalog.run_edit),
        GoLive: pictures.then_read(linting.then_lint(going_live.go_live)),
        SettleIndex: settle_index,
        MoveIndexHome: move_index_home,
        FeedVectors: VectorHandlers(Feeder(parts.engines), parts.jobs).feed,
        BuildIndex: pictures.then_read(building.build),
        ReadPictures: pictures.read,
        RetireIndex: building.retire,
        DropIndexHomes: drop_index_homes,
        ApplyRetention: conversations.apply_retention,
        ResealTenant: SecretHandlers(parts.vault).reseal,
        EraseOrganization: organizations.erase,
        EraseStore: organizations.erase_store,
        PackExport: exports.pack,
        ForgetExport: exports.forget,
        RecheckDomains: SignOnHandlers(parts.sign_in, parts.jobs).recheck,
        SendMail: post_of(parts).send,
        SyncSource: sources.sync,
        ReadNamed: sources.read_named,
        ReadDeliveries: sources.read_deliveries,
        CheckHooks: sources.check_hooks,
        ClearInbox: sources.clear_inbox,
        RemoveSource: sources.remove,
        LintStore: linting.lint,
        MakeDemoHistory: HistoryMaker(parts).run,
    }
    return {message: paid(handler) for message, handler in made.items()}


def paid(handler: Handler) -> Handler:
    """Have the tenant that a job was signed for pay for the models that it asks."""

    async def run(message: JobMessage, context: JobContext) -> None:
        tenant = context.tenant
        payer = Payer(tenant.organization_id, tenant.store_id, principal=tenant.principal)
        with paid_by(payer):
            await handler(message, context)

    return run
