"""SAML 2.0: our own strict checks, then python3-saml's, and only what both accept and read alike is believed."""

from aisle.adapters.saml.profile import StrictSaml

__all__ = ["StrictSaml"]
