"""Logs, traces and metrics: one place that names them all."""

from aisle.core.telemetry.facts import WithFacts, add_facts
from aisle.core.telemetry.logs import set_up_logs
from aisle.core.telemetry.quick import QuickLog
from aisle.core.telemetry.traces import set_up_traces, tracer

__all__ = ["QuickLog", "WithFacts", "add_facts", "set_up_logs", "set_up_traces", "tracer"]
