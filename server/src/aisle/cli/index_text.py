"""Index versions in words."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from aisle.retrieval.estimating import Estimate
from aisle.retrieval.managing import VersionView
from aisle.retrieval.recipe import Recipe

_NAMES = 14  # characters of the longest name with its colon, and a space


def shaped(one: VersionView) -> dict[str, Any]:
    """Return a version as plain JSON values."""
    progress = one.job.progress if one.job else None
    return {
        "id": str(one.version.id),
        "state": one.state,
        "live": one.version.state == "active",
        "reason": one.reason,
        "goes_on_by_itself": one.goes_on,
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
        f"  {cut.size_tokens}/{cut.overlap_tokens} tokens  meaning {recipe.weights.meaning:g}"
    )
    return "\n    ".join([said, *_more(one)])


def whole(one: VersionView) -> str:
    """Return everything that is known of a version, a line for each thing."""
    rows = [*_state(one), *_recipe(one.version.recipe), *_work(one)]
    return "\n".join(f"{f'{name}:':<{_NAMES}}{value}" for name, value in rows)


def _state(one: VersionView) -> Iterator[tuple[str, str]]:
    live = ", answers now" if one.version.state == "active" else ""
    yield "Version", f"{one.version.id}"
    yield "State", f"{one.state}{live}"
    if one.reason:
        yield "Reason", one.reason
    if one.goes_on:
        yield "Goes on", "by itself, once its embedder answers again"
    yield "Created", one.created_at.isoformat()
    if one.activated_at:
        yield "Activated", one.activated_at.isoformat()


def _recipe(recipe: Recipe) -> Iterator[tuple[str, str]]:
    cut, languages = recipe.chunking, ", ".join(recipe.embedder_languages)
    yield (
        "Embedder",
        f"{recipe.embedder}, {recipe.dimensions} dimensions, made for {languages or 'any language'}",
    )
    yield (
        "Chunks",
        f"{cut.size_tokens} tokens, neighbours share {cut.overlap_tokens}, counted by {cut.tokens_of}",
    )
    yield "Weights", ", ".join(f"{name} {share:g}" for name, share in asdict(recipe.weights).items())
    yield "Analyser", f"{recipe.analyser}"
    yield "Vector store", recipe.vector_store


def _work(one: VersionView) -> Iterator[tuple[str, str]]:
    yield "Items", f"{one.version.items:,}"
    done = [f"{one.work.get(name, 0):,} {name}" for name in ("embedded", "reused", "tokens")]
    yield "Done", f"{', '.join(done)}, {_duration(one.work.get('seconds', 0))} of embedding"
    if progress := _progress(one):
        yield "Progress", progress
    yield "Cost so far", "no price was given" if one.cost is None else f"{one.cost:g}"


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
    said = [one.reason, _progress(one), f"{one.cost:g} spent so far" if one.cost else None]
    return [each for each in said if each]


def _progress(one: VersionView) -> str | None:
    progress = one.job.progress if one.job and one.state == "building" else None
    if progress is None:
        return None
    left = "" if progress.seconds_left is None else f", {_duration(progress.seconds_left)} left"
    return f"{progress.stage} {progress.done:,} of {progress.total or 0:,}{left} ({progress.note or ''})"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3600:.1f} h"
