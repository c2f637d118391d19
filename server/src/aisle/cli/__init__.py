"""Edge: the command line. Each command takes input apart, calls a service, and prints the result."""

import sys

from aisle.cli.output import report_error
from aisle.core.errors import AisleError


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 not (all) done, 2 wrong use, 3 not found, 4 not available, 5 settings."""
    from aisle.cli.app import app

    try:
        app()
    except AisleError as error:
        sys.exit(report_error(error))
    except KeyboardInterrupt:
        sys.exit(130)
