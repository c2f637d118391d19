"""The applications that tests opened, so that a mutant can change a route of theirs."""

from typing import Any

from fastapi import FastAPI

from aisle.web import app as apps

APPS: list[FastAPI] = []
_make = apps._made


def _remembered(lifespan: Any) -> FastAPI:
    made = _make(lifespan)
    APPS.append(made)
    return made


def remember() -> None:
    """Remember each application that is made from here on."""
    apps._made = _remembered
