"""Spans of calls to models, under the names of OpenTelemetry's conventions for generative AI.

They are still in development there (semantic-conventions, "Gen AI"), so they stand here and nowhere else. What people wrote
and what models answered is never in them.
"""

from collections.abc import Callable, Sequence

from opentelemetry.trace import Span, SpanKind, Status, StatusCode

from aisle.core.telemetry.traces import IdTracer, aisle_tracer

OPERATION = "gen_ai.operation.name"
PROVIDER = "gen_ai.provider.name"
REQUEST_MODEL = "gen_ai.request.model"
RESPONSE_MODEL = "gen_ai.response.model"
MOST_TOKENS = "gen_ai.request.max_tokens"
TEMPERATURE = "gen_ai.request.temperature"
STREAMED = "gen_ai.request.stream"
FINISHES = "gen_ai.response.finish_reasons"
INPUT_TOKENS = "gen_ai.usage.input_tokens"
OUTPUT_TOKENS = "gen_ai.usage.output_tokens"
CACHED_READ_TOKENS = "gen_ai.usage.cache_read.input_tokens"
CACHED_WRITE_TOKENS = "gen_ai.usage.cache_creation.input_tokens"
REASONING_TOKENS = "gen_ai.usage.reasoning.output_tokens"
ERROR = "error.type"
# Of our own: the conventions have no names for these.
PURPOSE = "aisle.gen_ai.purpose"
DUTY = "aisle.gen_ai.duty"
ATTEMPT = "aisle.gen_ai.attempt"
FIRST_SECONDS = "aisle.gen_ai.first_seconds"
CONSIDERED = "aisle.gen_ai.considered"
COST = "aisle.gen_ai.cost"
CURRENCY = "aisle.gen_ai.currency"
PROMPTS = "aisle.gen_ai.prompts"

Value = str | int | float | bool | Sequence[str]
Facts = dict[str, Value | None]


def start_span(operation: str, model: str, facts: Callable[[], Facts]) -> Span:
    """Begin a span, a child of the present one. It is not made the present one: a stream's pieces are somebody else's time.

    operation: such as chat. facts: returns attributes, asked only where somebody reads them; those that are None are left out.
    """
    tracer = aisle_tracer()
    if isinstance(tracer, IdTracer):
        return tracer.start_span(operation)
    known = {name: value for name, value in facts().items() if value is not None}
    named = {OPERATION: operation, REQUEST_MODEL: model, **known}
    return tracer.start_span(f"{operation} {model}", kind=SpanKind.CLIENT, attributes=named)


def end_span(span: Span, facts: Callable[[], Facts], error: str | None) -> None:
    """End a span. facts: as for its beginning. error: the code of what went wrong, None where nothing did."""
    if not span.is_recording():
        return
    for name, value in facts().items():
        if value is not None:
            span.set_attribute(name, value)
    if error is not None:
        span.set_attribute(ERROR, error)
        span.set_status(Status(StatusCode.ERROR, error))
    span.end()
