"""From settings to what connects stores to shops and reads them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from aisle.adapters.connectors import KINDS
from aisle.adapters.connectors.detecting import detect
from aisle.adapters.connectors.outside import GuardedOutside
from aisle.adapters.ocr.parser import RecognisingParser
from aisle.core.clock import SystemClock
from aisle.core.db import Database
from aisle.core.http.egress import GuardedFetch, Places
from aisle.core.jobs import JobQueue
from aisle.core.settings import Settings
from aisle.core.settings.egress import EgressAllow
from aisle.core.vault import Vault
from aisle.retrieval.indexing import Indexer
from aisle.sources.connections.opening import Opening
from aisle.sources.connections.rule_trials import RuleTrials
from aisle.sources.connections.service import Sources
from aisle.sources.going_live.immediate import ImmediateFacts
from aisle.sources.hooks.addresses import Addresses
from aisle.sources.hooks.checking import HookKeeper
from aisle.sources.hooks.reading import Inbox
from aisle.sources.hooks.receiving import Receiver
from aisle.sources.oauth.service import Consents
from aisle.sources.oauth.states import States
from aisle.sources.oauth.types import OAuthClient
from aisle.sources.ports import Kind
from aisle.sources.syncing.causes import Causes
from aisle.sources.syncing.named import NamedReader
from aisle.sources.syncing.quarantine import Quarantine
from aisle.sources.syncing.running import Syncer
from aisle.sources.syncing.service import Runs
from aisle.sources.syncing.writing import Writer


@dataclass(frozen=True, slots=True)
class SourceParts:
    """Sources in one process. service, runs, quarantine, causes, rule_trials: what people do with them. syncer, named: what jobs do."""

    service: Sources
    runs: Runs
    quarantine: Quarantine
    syncer: Syncer
    named: NamedReader
    receiver: Receiver  # of webhooks
    inbox: Inbox
    hooks: HookKeeper
    causes: Causes
    rule_trials: RuleTrials
    consents: Consents


def make_sources(
    settings: Settings,
    database: Database,
    vault: Vault,
    jobs: JobQueue,
    egress: GuardedFetch,
    parser: RecognisingParser,
    indexer: Indexer,
    hook_key: bytes,
    consent_key: bytes,
    kinds: Mapping[str, Kind] = KINDS,
) -> SourceParts:
    """Put them together. hook_key: makes the addresses that shops send to. consent_key: seals what browsers carry. kinds: in place of all that there are."""
    clients = {
        name: OAuthClient(client_id=one.client_id, client_secret=one.client_secret)
        for name, one in settings.source_oauth_clients.items()
    }
    tools = {
        "convert": parser.convert,
        "places": Places(EgressAllow.parse(settings.egress_allow)).of,
        "allows_plain_http": settings.source_plain_http,
        "oauth_clients": clients,
    }
    clock = SystemClock()
    opening = Opening(
        database, vault, kinds, partial(GuardedOutside, egress), clock.now, tools, settings.folder_grants
    )
    syncer = Syncer(opening, Writer(vault, ImmediateFacts(indexer, clock)), jobs, clock.now)
    service = Sources(database, opening, jobs, random.random, detect)
    addresses = Addresses(hook_key)
    return SourceParts(
        service,
        Runs(database, jobs),
        Quarantine(database, jobs),
        syncer,
        NamedReader(syncer),
        Receiver(opening, jobs, addresses),
        Inbox(opening, jobs),
        HookKeeper(opening, jobs, addresses, settings.public_url and settings.public_url.rstrip("/")),
        Causes(database, jobs),
        RuleTrials(service),
        Consents(
            service,
            States(consent_key),
            f"{settings.base_url}/account/consent",
            clients,
        ),
    )
