"""What a claim costs when very many jobs wait. Printed, not asserted, but for a generous bound."""

import json
import statistics
import time

import asyncpg
import pytest
from job_office import Office

from aisle.core.ids import new_id

pytest_plugins = ["job_fixtures"]


@pytest.mark.slow
async def test_a_claim_among_a_hundred_thousand_waiting_jobs_of_fifty_tenants(
    office: Office, new_store, urls
) -> None:
    stores = [await new_store() for _ in range(50)]
    admin = await asyncpg.connect(urls.admin)
    rows = [
        (
            s.organization_id,
            s.id,
            new_id(),
            office.message.kind,
            office.queue,
            "queued",
            json.dumps({"text": ""}),
            b"-",
        )
        for s in stores
        for _ in range(2_000)
    ]
    await admin.copy_records_to_table(
        "job",
        schema_name="aisle",
        records=rows,
        columns=["organization_id", "store_id", "id", "kind", "queue", "state", "payload", "signature"],
    )
    await admin.execute("ANALYZE aisle.job")
    await admin.close()
    dispatcher = office.dispatcher()
    for most in (1, 10, 100):
        times = []
        for _ in range(30):
            begun = time.perf_counter()
            claims = await dispatcher.claim(office.queue, most, [])
            times.append((time.perf_counter() - begun) * 1000)
            assert len(claims) == most
        print(f"\nclaim of {most}: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms")
        assert len({claim.organization_id for claim in claims}) == min(most, 50), (
            "all tenants get their share"
        )
