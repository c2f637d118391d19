"""Whom to believe that they are the server that was meant."""

import ssl

from aisle.adapters.connectors.database.options import DatabaseOptions
from aisle.core.http.egress import Place
from aisle.sources.errors import ShopRefused


def trust_in(context: ssl.SSLContext, options: DatabaseOptions, place: Place) -> bool:
    """Fill a context with what is believed; return whether TLS is spoken at all. Raises ShopRefused for a server that needs it."""
    if not options.tls:
        if not place.is_opened:
            raise ShopRefused(
                "Without TLS only servers are read that the operator names in AISLE_EGRESS_ALLOW."
            )
        return False
    if options.authority:
        _believe(context, options.authority)
    else:
        context.load_default_certs()
    return True


def _believe(context: ssl.SSLContext, authority: str) -> None:
    try:
        context.load_verify_locations(cadata=authority)
    except (ssl.SSLError, ValueError):
        raise ShopRefused("The authority's certificate cannot be read; give it in PEM form.") from None
