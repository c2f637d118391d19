"""Names of the standards."""

P = "urn:oasis:names:tc:SAML:2.0:protocol"
A = "urn:oasis:names:tc:SAML:2.0:assertion"
MD = "urn:oasis:names:tc:SAML:2.0:metadata"
DS = "http://www.w3.org/2000/09/xmldsig#"
EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = DS + "enveloped-signature"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
ANY_NAME_ID = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"


def p(name: str) -> str:
    """A name of the protocol."""
    return f"{{{P}}}{name}"


def a(name: str) -> str:
    """A name of assertions."""
    return f"{{{A}}}{name}"


def ds(name: str) -> str:
    """A name of XML signatures."""
    return f"{{{DS}}}{name}"


def md(name: str) -> str:
    """A name of metadata."""
    return f"{{{MD}}}{name}"
