"""Traces: spans are made from the first day; they leave the process only when an OTLP address is set."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, Status, StatusCode


def set_up_traces(service: str, otlp_endpoint: str | None) -> None:
    """Install the provider. otlp_endpoint: base address of an OTLP/HTTP collector, or None for no export."""
    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    if otlp_endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(
            BatchSpanProcessor(OTLPSpanExporter(f"{otlp_endpoint.rstrip('/')}/v1/traces"))
        )
    trace.set_tracer_provider(provider)


class Tracer:
    """Makes spans. A failed one names the kind of error only: the text of an error may repeat what a person wrote."""

    @contextmanager
    def start_as_current_span(self, name: str) -> Iterator[Span]:
        """Open a span for the length of a block, as a child of the present one."""
        with trace.get_tracer("aisle").start_as_current_span(
            name, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except Exception as error:
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise


def tracer() -> Tracer:
    """Return Aisle's tracer."""
    return Tracer()
