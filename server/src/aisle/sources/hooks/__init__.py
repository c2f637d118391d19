"""Webhooks: what shops tell by themselves is stored, acknowledged, and read again by a job."""
