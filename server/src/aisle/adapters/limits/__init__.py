"""Buckets of rate limits: in PostgreSQL for all processes together, in memory for one."""

from aisle.adapters.limits.leased import LeasedLimiter
from aisle.adapters.limits.memory import MemoryLimiter
from aisle.adapters.limits.postgres import PostgresLimiter

__all__ = ["LeasedLimiter", "MemoryLimiter", "PostgresLimiter"]
