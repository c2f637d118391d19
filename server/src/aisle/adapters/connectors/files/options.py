"""What a shop says of its files."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from aisle.adapters.connectors.website.addresses import canonical
from aisle.catalog.currencies import is_currency

Pattern = Annotated[str, Field(min_length=1, max_length=300)]
Column = Annotated[str, Field(min_length=1, max_length=200)]


class FilesOptions(BaseModel):
    """What is common to all places of files."""

    model_config = ConfigDict(extra="forbid")

    include: list[Pattern] = Field(
        [],
        max_length=100,
        description="Only paths like these; * stands for anything, $ for the end: manuals/*.",
    )
    exclude: list[Pattern] = Field([], max_length=100, description="No paths like these: drafts/*, *.tmp$.")
    catalogues: list[Pattern] = Field(
        [],
        max_length=100,
        description="Tables (CSV, Excel, JSON lines) whose rows are products: feeds/*.csv$.",
    )
    currency: str = Field(
        "", description="Currency of prices that name none, such as EUR; usually the store's."
    )
    mapping: dict[str, Any] = Field(
        {}, max_length=50, description="Columns by field, where the guess is wrong, as in a catalogue import."
    )
    follow_links: bool = Field(
        True, description="Read files that rows of tables link to, as documents of their products."
    )
    link_columns: list[Column] = Field(
        [],
        max_length=20,
        description="Columns whose links are documents, pages too; links to files are followed anyway.",
    )
    most_bytes: int = Field(
        50 * 2**20, ge=1, le=200 * 2**20, description="Largest file, in bytes; larger ones are told."
    )

    @field_validator("currency")
    @classmethod
    def _is_currency(cls, value: str) -> str:
        if value and not is_currency(value):
            raise ValueError("write an ISO 4217 code, such as EUR")
        return value


class FolderOptions(FilesOptions):
    """A folder of the machine that Aisle runs on."""

    folder: str = Field(max_length=1_000, description="The whole path of the folder: /srv/shop/files.")


class BucketOptions(FilesOptions):
    """A bucket, and where the service is."""

    endpoint: str = Field("https://s3.amazonaws.com", max_length=500, description="Address of the service.")
    region: str = Field(
        "us-east-1", pattern=r"^[a-z0-9-]{1,40}$", description="Region, as the service names it."
    )
    bucket: str = Field(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9._-]{1,62}$", description="Name of the bucket.")
    prefix: str = Field("", max_length=500, description="Only what begins so, such as public/.")
    in_path: bool = Field(True, description="Name the bucket in the path of addresses; off: in their host.")

    @field_validator("endpoint")
    @classmethod
    def _is_address(cls, value: str) -> str:
        made = canonical(value.strip())
        if made is None or made.count("/") > 3 or "?" in made:
            raise ValueError("write the service's address, like https://s3.amazonaws.com")
        return made.rstrip("/")


class NoCredentials(BaseModel):
    """The operator's naming of the folder is enough."""

    model_config = ConfigDict(extra="forbid")


class BucketCredentials(BaseModel):
    """Keys that may list the bucket and read its files, and no more."""

    model_config = ConfigDict(extra="forbid")

    access_key: str = Field(min_length=1, max_length=200, description="Id of the access key.")
    secret_key: SecretStr = Field(description="Secret of the access key.")
    session_token: SecretStr = Field(SecretStr(""), description="Token, with keys for a time only.")
