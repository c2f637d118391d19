"""Operators of the installation: granted by a signature from outside the database, in a tenant only by a visit that it sees."""
