"""Idempotency-Key over HTTP: declarations on routes, the hash of a request, and the reply that is recorded."""
