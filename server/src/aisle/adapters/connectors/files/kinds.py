"""The kinds "folder" and "bucket"."""

from collections.abc import Mapping
from datetime import timedelta

from pydantic import BaseModel

from aisle.adapters.connectors.files.bucket import Bucket
from aisle.adapters.connectors.files.connector import FilesConnector
from aisle.adapters.connectors.files.folder import Folder
from aisle.adapters.connectors.files.options import (
    BucketCredentials,
    BucketOptions,
    FolderOptions,
    NoCredentials,
)
from aisle.adapters.connectors.files.signing import Signer
from aisle.sources.ports import Connector, Delta, Detected, Hooks, Outside, ResourceRule, Setup
from aisle.sources.records import Resource

RULE = ResourceRule(Delta.CONDITIONAL, timedelta(0), silent=())
RULES: Mapping[Resource, ResourceRule] = {Resource.DOCUMENTS: RULE, Resource.PRODUCTS: RULE}


class FolderKind:
    """Files that lie on the machine."""

    name = "folder"
    title = "Folder"
    summary = "Reads files of a folder on the server, below those that the operator named."
    options: type[BaseModel] = FolderOptions
    credentials: type[BaseModel] = NoCredentials
    rules = RULES
    hooks: Hooks | None = None

    def open(self, setup: Setup) -> Connector:
        """Return a connection. Raises ShopRefused for a folder that may not be read."""
        return FilesConnector(setup, Folder(setup.options.folder, setup.folders))

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """No address of the web is a folder."""
        return None


class BucketKind:
    """Files in a storage that speaks S3."""

    name = "bucket"
    title = "Bucket (S3)"
    summary = "Reads files of a bucket: Amazon S3 and every storage that speaks like it."
    options: type[BaseModel] = BucketOptions
    credentials: type[BaseModel] = BucketCredentials
    rules = RULES
    hooks: Hooks | None = None

    def open(self, setup: Setup) -> Connector:
        """Return a connection."""
        said, keys = setup.options, setup.credentials
        signer = Signer(
            keys.access_key,
            keys.secret_key.get_secret_value(),
            said.region,
            keys.session_token.get_secret_value(),
        )
        bucket = Bucket(setup, signer, said.endpoint, said.bucket, said.prefix, in_path=said.in_path)
        return FilesConnector(setup, bucket)

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Nobody names a bucket when asked for a shop's address."""
        return None


FOLDER, BUCKET = FolderKind(), BucketKind()
