"""Where the server runs, who reaches it, and what it may reach."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator
from pydantic_settings import NoDecode

from aisle.core.settings.addresses import LOOPBACK, WebUrl
from aisle.core.settings.edge import hosts_of, networks_of
from aisle.core.settings.egress import EgressAllow
from aisle.core.settings.folder_grants import FolderGrants
from aisle.core.settings.outside import OAuthClientSettings
from aisle.core.settings.reading import Checked, FromJson


class ServerSettings(BaseModel):
    """This machine, its addresses, its ways in and out."""

    home: Path = Field(
        Path(".aisle"), description="Folder of all local state: database, models, secrets, logs."
    )
    mode: Literal["development", "production"] = Field(
        "development", description="Production refuses the embedded database and the demo shop."
    )
    host: str = Field("127.0.0.1", description="Address the API listens on.")
    port: int = Field(8080, ge=1, le=65535, description="Port of the API.")
    public_url: WebUrl = Field(None, description="Address shoppers see, if a proxy stands in front.")
    trusted_hosts: Annotated[str, Checked(hosts_of)] = Field(
        "", description="Further names under which this server may be asked, with commas between."
    )
    trusted_proxies: Annotated[str, Checked(networks_of)] = Field(
        "",
        description="Networks of proxies whose X-Forwarded-For and -Proto are believed, with commas between.",
    )
    egress_allow: Annotated[str, Checked(EgressAllow.parse)] = Field(
        "",
        description="Hosts and networks that the guard of the ways out lets through, with commas between (development only).",
    )
    source_folders: Annotated[str, Checked(FolderGrants.parse)] = Field(
        "",
        description="Folders that stores may read files from, as ID=PATH with commas between; ID: of the organization or the store. Empty: none.",
    )
    source_plain_http: bool = Field(
        False,
        description="Whether shops without TLS may be connected: requests are signed, but anybody on the way can read answers.",
    )
    source_oauth_clients: Annotated[dict[str, OAuthClientSettings], NoDecode, FromJson] = Field(
        {},
        description="OAuth clients of yours by kind of source, as JSON, for merchants who bring none; each has client_id and client_secret.",
    )
    body_max_bytes: int = Field(
        2**20, ge=1024, description="Largest body of a request that is not an upload."
    )

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        try:
            return value.expanduser().absolute()
        except RuntimeError:
            raise ValueError("the home folder behind ~ is not known; write the whole path") from None

    @property
    def folder_grants(self) -> FolderGrants:
        """Which folders of this machine which stores may read files from."""
        return FolderGrants.parse(self.source_folders)

    @property
    def _visible_host(self) -> str:
        # Passkeys need a name, so this machine is called by one and the same everywhere.
        return "localhost" if self.host in (*LOOPBACK, "0.0.0.0", "::") else self.host  # noqa: S104

    @property
    def base_url(self) -> str:
        """Address under which people reach this server, without a slash at the end."""
        return (self.public_url or f"http://{self._visible_host}:{self.port}").rstrip("/")
