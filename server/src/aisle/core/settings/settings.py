"""All settings in one: what an operator can set, and what must not be set together."""

from typing import Self
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from aisle.core.settings.conversations import ConversationSettings
from aisle.core.settings.database import DatabaseSettings
from aisle.core.settings.egress import EgressAllow
from aisle.core.settings.known_passwords import is_known
from aisle.core.settings.models import ModelSettings
from aisle.core.settings.names import ENV_ENCODING, ENV_FILE, name_of
from aisle.core.settings.operation import OperationSettings
from aisle.core.settings.people import PeopleSettings
from aisle.core.settings.search import SearchSettings
from aisle.core.settings.server import ServerSettings
from aisle.core.settings.uploads import UploadSettings


# Lists of settings begin with the last base: the server.
class Settings(
    OperationSettings,
    PeopleSettings,
    ConversationSettings,
    UploadSettings,
    SearchSettings,
    ModelSettings,
    DatabaseSettings,
    ServerSettings,
    BaseSettings,
):
    """Everything an operator can set. Names are `AISLE_` + the field's name in capitals, unless an alias says otherwise."""

    model_config = SettingsConfigDict(
        env_prefix="AISLE_",
        env_file=ENV_FILE,
        env_file_encoding=ENV_ENCODING,
        env_ignore_empty=True,
        extra="ignore",
        populate_by_name=True,
    )

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.database_admin_url and not self.database_url:
            raise ValueError(
                "DATABASE_ADMIN_URL is set but DATABASE_URL is not: set both, or neither for the embedded server"
            )
        if self.mode == "production":
            self._check_production()
        if (self.worker_database_url or self.dispatcher_database_url) and not self.database_url:
            raise ValueError(
                "AISLE_WORKER_DATABASE_URL or AISLE_DISPATCHER_DATABASE_URL is set but DATABASE_URL is not: set it too"
            )
        if self.smtp_url and not self.mail_from:
            raise ValueError("AISLE_SMTP_URL is set but AISLE_MAIL_FROM is not: mails need a sender")
        if self.database_url and self.database_admin_url:
            _check_same_database(self.database_url, self.database_admin_url)
        return self

    def _check_production(self) -> None:
        """Raise ValueError for what is made for development alone."""
        if not self.database_url:
            raise ValueError(
                "AISLE_MODE=production needs DATABASE_URL: the embedded server is for development"
            )
        if self.firebase_emulator:
            raise ValueError(
                "AISLE_FIREBASE_EMULATOR takes tokens that anybody can write; production refuses it"
            )
        if EgressAllow.parse(self.egress_allow):
            raise ValueError(
                "AISLE_EGRESS_ALLOW opens inner addresses to whoever names them: it is for development, leave it empty"
            )
        self._check_passwords()

    def _check_passwords(self) -> None:
        """Raise ValueError for a database password out of an example, without repeating it."""
        fields = ("database_url", "database_admin_url", "worker_database_url", "dispatcher_database_url")
        for field in fields:
            url = getattr(self, field)
            if url is not None and is_known(url.get_secret_value()):
                raise ValueError(
                    f"the password in {name_of(field)} is one that everybody knows: production needs one of its own"
                )

    @property
    def loads_demo(self) -> bool:
        """Whether the demo shop belongs to this installation."""
        return self.demo and self.mode == "development"


def _check_same_database(one: SecretStr, other: SecretStr) -> None:
    paths = {unquote(urlsplit(url.get_secret_value()).path).strip("/") for url in (one, other)} - {""}
    if len(paths) > 1:
        raise ValueError(
            f"DATABASE_URL and DATABASE_ADMIN_URL name different databases ({' and '.join(sorted(paths))}): "
            "the schema is made in the one that is served"
        )
