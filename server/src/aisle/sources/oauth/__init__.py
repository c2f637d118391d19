"""Shops that people let Aisle into with a browser: OAuth 2.0, authorization code with PKCE (RFC 6749, RFC 7636, RFC 9700)."""
