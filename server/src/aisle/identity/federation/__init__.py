"""Sign-in with what others vouch for: OpenID providers, GitHub, Firebase, and an organization's own single sign-on."""
