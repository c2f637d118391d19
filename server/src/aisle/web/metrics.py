"""What is counted, under the names that Prometheus reads."""

from prometheus_client import Gauge, Histogram

REQUEST_SECONDS = Histogram(
    "aisle_request_seconds",
    "Time to answer a request.",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
TURNS_RUNNING = Gauge("aisle_turns_running", "Answers being written now.")
JOBS = Gauge("aisle_jobs", "Jobs by queue and state.", ["queue", "state"])
