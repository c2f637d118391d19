"""MariaDB and MySQL: unbuffered reading into a file, so that neither memory nor a transaction at the shop grows."""

from aisle.adapters.connectors.database.mariadb.session import mariadb

__all__ = ["mariadb"]
