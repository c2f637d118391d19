"""Pieces of an answer as JSON and back, so that what was shown outlives the process that showed it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from aisle.answering.segments_json import from_json, to_json
from aisle.answering.types import Answer, CitationSegment, Segment
from aisle.answering.writer import Piece
from aisle.conversations.showing import joined
from aisle.conversations.types import Partial

Json = dict[str, Any]


def piece_to_json(piece: Piece, number: int, citation_ids: Mapping[int, UUID]) -> Json:
    """Return a piece as it is kept. number: of the last event that shows it."""
    marks = [one.mark for one in piece.segments if isinstance(one, CitationSegment)]
    return {
        "number": number,
        "goes_on": piece.goes_on,
        "segments": to_json(Answer(piece.segments))["segments"],
        "citations": {str(mark): str(citation_ids[mark]) for mark in marks},
    }


def partial_from_json(kept: Sequence[Json]) -> Partial:
    """Join kept pieces; one that was kept twice counts once."""
    by_number = {piece["number"]: piece for piece in kept}
    pieces = [by_number[number] for number in sorted(by_number)]
    segments = joined([Piece(_segments(piece), piece["goes_on"]) for piece in pieces])
    ids = {int(mark): UUID(id_) for piece in pieces for mark, id_ in piece["citations"].items()}
    return Partial(segments, ids)


def _segments(piece: Json) -> tuple[Segment, ...]:
    return from_json({**to_json(Answer(())), "segments": piece["segments"]}).segments
