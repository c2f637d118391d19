"""One-time codes of authenticator apps: by pyotp, and a fake."""
