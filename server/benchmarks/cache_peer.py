"""Kept answers beside LiteLLM's cache: what a look-up costs here, and what a call and a hit of its own cost through its proxy.

LiteLLM's cache is the one in its process' memory, which is in its favour; it knows equal requests alone, and no tenant. Its
figures are those of whole requests over HTTP, which a look-up of ours is a part of: the turns that are measured beside are
the whole.
"""

from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks.figures import compared, progress, report
from benchmarks.gateway import PATH, WARM_UP, load_on
from benchmarks.gateway_load import Job
from benchmarks.gateway_peers import litellm
from benchmarks.programs import program

CACHED = """
litellm_settings:
  cache: true
  cache_params:
    type: local
"""
SIDES = {"a plain call": "", "a hit of its cache": CACHED}
GOALS = {
    ("a semantic hit, embedding included", "a plain call"): "goal: at most 0.5, and 5 ms",
    ("an exact hit", "a plain call"): "goal: at most 1 ms",
}


def measure_beside_litellm(ours: Mapping[str, Sequence[float]], seconds: float) -> None:
    """Report each of our look-ups against both.

    Args:
        ours: Milliseconds of the middle look-up by its name, for each of some rounds.
        seconds: Of a round of theirs; there are as many.
    """
    rounds = len(next(iter(ours.values())))
    with program("gateway_stub") as (port, _):
        theirs = {
            name: _p50s(f"http://127.0.0.1:{port}/v1", told, rounds, seconds) for name, told in SIDES.items()
        }
    for side, found in theirs.items():
        if not found:
            progress("LiteLLM: SKIPPED, it cannot be installed here")
            return
        report(f"LiteLLM, {side}, p50", median(found), "ms", size=f"1 connection, {rounds} x {seconds:g} s")
        for name, own in ours.items():
            report(
                f"looking up, {name}, against LiteLLM's {side}",
                median(own),
                "ms",
                peer=f"LiteLLM: {median(found):.3g}",
                note=GOALS.get((name, side), ""),
                **compared(own, found),
            )


def _p50s(address: str, told: str, rounds: int, seconds: float) -> list[float]:
    with litellm(address, told) as peer:
        if peer is None:
            return []
        job = Job(0, PATH, {}, 1, seconds)
        load_on(peer, Job(0, PATH, {}, 1, 0.1, before=WARM_UP))
        found = [load_on(peer, job)[0] for _ in range(rounds)]
        if any(one.bad or not one.answers for one in found):
            raise RuntimeError(f"LiteLLM: bad answers: {found[0].said}")
        return [one.p50 for one in found]
