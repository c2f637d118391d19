"""`python -m aisle`: the command line."""

from aisle.cli import main

main()
