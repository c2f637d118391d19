"""Single sign-on of an organization: its own identity provider, believed for its verified domains and in it alone."""
