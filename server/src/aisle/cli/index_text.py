"""Index versions in words."""

from typing import Any

from aisle.retrieval.estimating import Estimate
from aisle.retrieval.managing import VersionView


def shaped(one: VersionView) -> dict[str, Any]:
    """Return a version as plain JSON values."""
    progress = one.job.progress if one.job else None
    return {
        "id": str(one.version.id),
        "state": one.state,
        "live": one.version.state == "active",
        "reason": one.reason,
        "recipe": one.version.recipe.to_json(),
        "items": one.version.items,
        "work": one.work,
        "cost": one.cost,
        "job_id": str(one.job.id) if one.job else None,
        "progress": progress and {name: getattr(progress, name) for name in progress.__slots__},
        "created_at": one.created_at,
        "activated_at": one.activated_at,
    }


def line(one: VersionView) -> str:
    """Return a version in a line, with why it failed or how far it is."""
    recipe = one.version.recipe
    mark = "*" if one.version.state == "active" else " "
    cut = recipe.chunking
    said = (
        f"{mark} {one.version.id}  {one.state:<8}  {one.version.items:>8,} items  {recipe.embedder}"
        f"  {cut.size_tokens}/{cut.overlap_tokens} tokens  meaning {recipe.weights.dense:g}"
    )
    return "\n    ".join([said, *_more(one)])


def described(estimate: Estimate) -> str:
    """Return an estimate as a sentence."""
    said = f"{estimate.items:,} items, of which {estimate.to_embed:,} have to be embedded: about {estimate.tokens:,} tokens"
    if estimate.seconds is not None:
        said += (
            f", {_duration(estimate.seconds)} at {estimate.texts_per_second:g} texts a second as measured now"
        )
    if estimate.price is not None:
        said += f", at a price of {estimate.price:g}"
    if estimate.documents_to_cut:
        said += (
            f". {estimate.documents_to_cut:,} documents are cut anew, so the numbers of items are estimated"
        )
    return f"{said}."


def _more(one: VersionView) -> list[str]:
    lines = [one.reason] if one.reason else []
    progress = one.job.progress if one.job and one.state == "building" else None
    if progress:
        left = "" if progress.seconds_left is None else f", {_duration(progress.seconds_left)} left"
        lines.append(
            f"{progress.stage} {progress.done:,} of {progress.total or 0:,}{left} ({progress.note or ''})"
        )
    if one.cost:
        lines.append(f"{one.cost:g} spent so far")
    return lines


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3600:.1f} h"
