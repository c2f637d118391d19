"""Traces: spans are made from the first day; they leave the process only when an OTLP address is set."""

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def set_up_traces(service: str, otlp_endpoint: str | None) -> None:
    """Install the provider. otlp_endpoint: base address of an OTLP/HTTP collector, or None for no export."""
    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    if otlp_endpoint:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(
            BatchSpanProcessor(OTLPSpanExporter(f"{otlp_endpoint.rstrip('/')}/v1/traces"))
        )
    trace.set_tracer_provider(provider)


def tracer() -> trace.Tracer:
    """Return Aisle's tracer."""
    return trace.get_tracer("aisle")
