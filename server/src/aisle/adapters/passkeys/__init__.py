"""Checking passkeys: by the package webauthn, and a fake."""
