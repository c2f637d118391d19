"""What proves who a shopper is, put together."""

from dataclasses import dataclass

from aisle.core.clock import Clock
from aisle.core.db import Database
from aisle.core.jobs import JobQueue
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.identity.attempts import Attempts
from aisle.identity.shoppers.codes import ShopperCodes
from aisle.identity.shoppers.identifying import Identifying
from aisle.identity.shoppers.joining import Joiner
from aisle.identity.shoppers.keys.service import ShopperKeys


@dataclass(frozen=True, slots=True)
class Shoppers:
    """Keys of shops' servers, what they sign, and codes by mail."""

    keys: ShopperKeys
    identifying: Identifying
    codes: ShopperCodes
    joiner: Joiner


def make_shoppers(
    database: Database, secrets: Secrets, vault: Vault, jobs: JobQueue, clock: Clock
) -> Shoppers:
    """Put the parts together."""
    keys, joiner, attempts = ShopperKeys(vault), Joiner(vault, secrets), Attempts(database, secrets)
    return Shoppers(
        keys,
        Identifying(database, secrets, clock, keys, joiner, attempts),
        ShopperCodes(database, secrets, vault, jobs, joiner, attempts),
        joiner,
    )
