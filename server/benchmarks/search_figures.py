"""Says what was measured of search: the figures of one store, and how they grow from one to the next."""

from collections.abc import Mapping
from statistics import median

from benchmarks.figures import compared, report, spread_of
from benchmarks.sides import Side

MODES = ("semantic", "hybrid", "keyword")


def report_requests(sides: Mapping[str, Side], size: str) -> None:
    bare = sides["bare"]
    report("vector part as bare SQL, p50", bare.p(50), "ms", spread=spread_of(bare.medians), size=size)
    for mode in MODES:
        side = sides[mode]
        report(
            f"{mode} search over HTTP, p50",
            side.p(50),
            "ms",
            peer=f"bare SQL: {bare.p(50):.2f}",
            **compared(side.medians, bare.medians),
            size=size,
            note=f"p95 {side.p(95):.1f} ms" + ("; goal: at most 3" if mode != "keyword" else ""),
        )
        report(
            f"{mode} search over HTTP",
            median(side.costs),
            "CPU-ms",
            spread=spread_of(side.costs),
            size=size,
            note="API, PostgreSQL and this client",
        )


def report_isolation(sides: Mapping[str, Side], size: str) -> None:
    bare, ours, whole = sides["bare transaction"], sides["isolated"], sides["hybrid"]
    added = [own - peer for own, peer in zip(ours.costs, bare.costs, strict=True)]
    report(
        "isolation of the vector part",
        median(ours.costs),
        "CPU-ms",
        peer=f"in a bare transaction: {median(bare.costs):.2f}",
        **compared(ours.costs, bare.costs),
        size=size,
    )
    shares = [one / cost for one, cost in zip(added, whole.costs, strict=True)]
    report(
        "isolation's share of a hybrid search",
        median(added),
        "CPU-ms",
        peer=f"whole search: {median(whole.costs):.2f}",
        ratio=median(shares),
        spread=spread_of(shares),
        size=size,
        note="one transaction's; goal: at most 0.15",
    )


def report_growth(costs: Mapping[int, Mapping[str, float]]) -> None:
    small, large = min(costs), max(costs)
    for mode in MODES:
        if small < large:
            report(
                f"{mode} search, growth",
                costs[large][mode],
                "CPU-ms",
                peer=f"{small:,} chunks: {costs[small][mode]:.2f}",
                ratio=costs[large][mode] / costs[small][mode],
                size=f"{large:,} chunks",
            )
