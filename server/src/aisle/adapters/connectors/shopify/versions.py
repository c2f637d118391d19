"""Versions of the Admin API: one each quarter, supported for at least a year, and what is served in place of an old one."""

from collections.abc import Mapping

# Every query that we send is valid in all of these; a test validates them against the schema of each.
TRIED = ("2025-10", "2026-01", "2026-04", "2026-07", "2026-10")
SERVED = "x-shopify-api-version"


class Versions:
    """Which version is asked for and which one is served: Shopify serves the oldest supported one in place of one it dropped."""

    def __init__(self, asked: str) -> None:
        self.asked, self.served = asked, asked

    def note(self, headers: Mapping[str, str]) -> None:
        """Remember what an answer says of itself. headers: names in lower case."""
        self.served = headers.get(SERVED) or self.served

    def warnings(self, supported: frozenset[str]) -> tuple[str, ...]:
        """Return what the merchant should know. supported: those that the shop names; empty: it names none."""
        said = []
        if self.served != self.asked:
            said.append(f"Shopify no longer serves version {self.asked} and answers as {self.served}.")
        elif supported and self.asked not in supported:
            said.append(f"Shopify does not name version {self.asked} among those it supports.")
        if self.served not in TRIED:
            said.append(f"Version {self.served} is not one that this release was tried with.")
        return tuple(said)
