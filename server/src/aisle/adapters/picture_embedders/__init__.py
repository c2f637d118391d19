"""The embedders of pictures Aisle comes with: what looks alike by shape and colour, and a fake for tests."""

from aisle.adapters.picture_embedders.fake import GridEmbedder
from aisle.adapters.picture_embedders.look_alike import LookAlikeEmbedder

__all__ = ["GridEmbedder", "LookAlikeEmbedder"]
