"""Measures streams: an event beside a bare stream's, memory and waiting with thousands open, stops, and long conversations."""

import asyncio

from benchmarks.chat import stub_model, until_loaded, written_by
from benchmarks.conversation import measure_length
from benchmarks.installation import installation
from benchmarks.programs import program
from benchmarks.scale import Scale
from benchmarks.stream_crowds import measure_crowds
from benchmarks.stream_events import measure_events
from benchmarks.stream_stops import measure_stops

READERS = {Scale.TOY: (5,), Scale.QUICK: (50,), Scale.FULL: (50, 1_000)}
OPEN = {Scale.TOY: (20,), Scale.QUICK: (100, 1_000), Scale.FULL: (100, 1_000, 10_000)}
STOPS = {Scale.TOY: 2, Scale.QUICK: 10, Scale.FULL: 40}
TURNS = {Scale.TOY: 6, Scale.QUICK: 60, Scale.FULL: 500}
# So that an answer goes on for as long as it is read: seconds before each word of the model, and of patience.
SLOW = 5.0
PATIENT = {
    "AISLE_CHAT_GAP_SECONDS": "600",
    "AISLE_CHAT_FIRST_SECONDS": "600",
    "AISLE_CHAT_TOTAL_SECONDS": "3600",
}


def main(scale: Scale) -> None:
    """Measure everything."""
    asyncio.run(measure_events(READERS[scale]))
    with installation(demo=True) as place:
        with place.api() as api:
            with place.process("worker"):
                asyncio.run(until_loaded(place))
            asyncio.run(measure_length(place, place.meter(api), TURNS[scale]))
        with stub_model(SLOW) as address:
            asyncio.run(measure_crowds(place, {**written_by(address), **PATIENT}, OPEN[scale]))
        with program("stub_model") as (line, more):
            settings = {**written_by(f"http://127.0.0.1:{line}/v1"), "AISLE_CHAT_MODEL": "endless"}
            with place.api(**settings):
                asyncio.run(measure_stops(place, more, STOPS[scale]))
