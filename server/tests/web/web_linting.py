"""A finding and its run, for tests of rights."""

from web_shops import Json, Shop


async def lint_things(shop: Shop) -> dict[str, str]:
    """Have a finding in the shop, and return its id and its run's."""
    await shop.publish(f"Sale of {shop.canary}", f"The sale of {shop.canary} ends on 31 March 2020.")
    run = (await shop.secret.post("/lint/runs")).json()
    await shop.work()
    found: Json = await shop.secret.json("/lint/findings?kind=date.passed")
    return {"lint_run_id": run["id"], "finding_id": found["items"][0]["id"]}
