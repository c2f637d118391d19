"""Traces: spans are made from the first day; they leave the process only when an OTLP address is set."""

import random
from contextlib import suppress
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from opentelemetry import context, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import INVALID_SPAN, Span, Status, StatusCode


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
    """Makes spans that nobody reads."""

    def start_span(self, *_: Any, **__: Any) -> Span:
        """Return a span that says nothing; what belongs to it has the id of the present block."""
        return INVALID_SPAN


# Of the present block, where spans are not recorded: the library's own context would cost more than all else of a span.
_trace_id: ContextVar[int] = ContextVar("trace_id", default=0)


def present_trace_id() -> int:
    """Return the id by which lines and spans belong together, 0 outside of any."""
    return _trace_id.get() or trace.get_current_span().get_span_context().trace_id


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
        tracer = aisle_tracer()
        self._span = tracer.start_span(self._name, record_exception=False)
        if isinstance(tracer, IdTracer):
            self._token: Any = _trace_id.set(_trace_id.get() or random.getrandbits(128))
        else:
            self._token = context.attach(trace.set_span_in_context(self._span))
        return self._span

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End it."""
        if self._span is INVALID_SPAN:
            with suppress(ValueError):  # a generator that is closed elsewhere leaves another context
                _trace_id.reset(self._token)
            return
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
