"""Traces: spans are made from the first day; they leave the process only when an OTLP address is set."""

import random
from types import TracebackType
from typing import Any

from opentelemetry import context, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import NonRecordingSpan, Span, SpanContext, Status, StatusCode


def set_up_traces(service: str, otlp_endpoint: str | None) -> None:
    """Install the provider. otlp_endpoint: base address of an OTLP/HTTP collector, or None for no export."""
    if not otlp_endpoint:
        trace.set_tracer_provider(Unrecorded())
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(
        BatchSpanProcessor(OTLPSpanExporter(f"{otlp_endpoint.rstrip('/')}/v1/traces"))
    )
    trace.set_tracer_provider(provider)


class Unrecorded(trace.TracerProvider):
    """Makes spans that nobody will read: they have the ids by which the lines of a log belong together, and nothing else."""

    def get_tracer(self, *_: Any, **__: Any) -> trace.Tracer:
        """Return a tracer."""
        return IdTracer()


class IdTracer(trace.NoOpTracer):
    """Makes spans of ids alone."""

    def start_span(self, *_: Any, **__: Any) -> Span:
        """Return a span within the present trace, or the first of a new one."""
        present = trace.get_current_span().get_span_context()
        trace_id = present.trace_id or random.getrandbits(128)
        return NonRecordingSpan(SpanContext(trace_id, random.getrandbits(64), is_remote=False))


def aisle_tracer() -> trace.Tracer:
    """Return the installed provider's tracer; asking for it anew with each span would cost as much as the span."""
    global _asked
    source = (trace.get_tracer_provider(), trace.get_tracer)
    if _asked is None or _asked[0] != source:
        _asked = (source, trace.get_tracer("aisle"))
    return _asked[1]


_asked: tuple[tuple[trace.TracerProvider, Any], trace.Tracer] | None = None


class CurrentSpan:
    """A span for the length of a block, as a child of the present one.

    A failed one names the kind of error only: the text of an error may repeat what a person wrote.
    """

    __slots__ = ("_name", "_span", "_token")

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> Span:
        """Begin it."""
        self._span = aisle_tracer().start_span(self._name, record_exception=False)
        self._token = context.attach(trace.set_span_in_context(self._span))
        return self._span

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End it."""
        context.detach(self._token)
        if isinstance(error, Exception):
            self._span.set_status(Status(StatusCode.ERROR, type(error).__name__))
        self._span.end()


class Tracer:
    """Makes spans."""

    def start_as_current_span(self, name: str) -> CurrentSpan:
        """Open a span for the length of a block, as a child of the present one."""
        return CurrentSpan(name)


_tracer = Tracer()


def tracer() -> Tracer:
    """Return Aisle's tracer."""
    return _tracer
