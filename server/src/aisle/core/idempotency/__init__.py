"""Requests that may be sent twice: the second is answered with the stored reply of the first.

The header is that of draft-ietf-httpapi-idempotency-key-header. A key belongs to one tenant, one principal and one route.
"""
