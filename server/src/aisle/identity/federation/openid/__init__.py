"""OpenID Connect as a relying party: discovery, authorization code with PKCE, id tokens."""
