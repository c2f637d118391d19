"""Settings come from the environment and `.env`; an unknown or contradictory one stops the start."""

import difflib
import json
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from aisle.core.edge_settings import hosts_of, networks_of
from aisle.core.egress_settings import EgressAllow
from aisle.core.errors import AisleError
from aisle.core.folder_grants import FolderGrants
from aisle.core.known_passwords import is_known
from aisle.core.limits.rules import OFF, RuleWish, rules_of
from aisle.core.outside_settings import (
    MODEL_NAME,
    ChatModelSettings,
    Key,
    ModelName,
    OAuthClientSettings,
    Purposes,
    RemoteEmbedderSettings,
    RuleSettings,
    WebAddress,
)
from aisle.core.route_settings import RouteSettings
from aisle.core.sign_in_settings import ProviderName, SignInProviderSettings

ENV_FILE = ".env"
ENV_ENCODING = (
    "utf-8-sig"  # Windows editors put a mark in front, which must not become part of the first name
)
WITHOUT_PREFIX = (
    "database_url",
    "database_admin_url",
    "openai_base_url",
    "openai_api_key",
    "gemini_base_url",
    "gemini_api_key",
    "anthropic_base_url",
    "anthropic_api_key",
)
POSTGRES = ("postgresql", "postgres")
WEB = ("http", "https")
MAIL = ("smtps", "smtp", "smtp+insecure")
REDIS_URL = re.compile(
    r"rediss?://([^/?#@\s]*@)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?(/\d{1,3})?/?"
)
SENDER = re.compile(r"[^<>@\r\n\"]* ?<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+")
LEAST_AUDIT_DAYS = 30
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Read by the benchmarks and the scripts beside the program.
# Names that people export beside the settings: data for tests, and a key for their own calls.
OF_OTHERS = frozenset({"AISLE_DATA_DIR", "AISLE_COMMERCE_DIR", "AISLE_BASE_URL", "AISLE_KEY"})


class SettingsRefused(AisleError):
    """The settings cannot be used; `detail` names each one and what to do."""

    code = "settings_refused"
    title = "The settings are not usable"


class Settings(BaseSettings):
    """Everything an operator can set. Names are `AISLE_` + the field's name in capitals, unless an alias says otherwise."""

    model_config = SettingsConfigDict(
        env_prefix="AISLE_",
        env_file=ENV_FILE,
        env_file_encoding=ENV_ENCODING,
        env_ignore_empty=True,
        extra="ignore",
        populate_by_name=True,
    )

    home: Path = Field(
        Path(".aisle"), description="Folder of all local state: database, models, secrets, logs."
    )
    mode: Literal["development", "production"] = Field(
        "development", description="Production refuses the embedded database and the demo shop."
    )
    host: str = Field("127.0.0.1", description="Address the API listens on.")
    port: int = Field(8080, ge=1, le=65535, description="Port of the API.")
    public_url: str | None = Field(None, description="Address shoppers see, if a proxy stands in front.")
    trusted_hosts: str = Field(
        "", description="Further names under which this server may be asked, with commas between."
    )
    trusted_proxies: str = Field(
        "",
        description="Networks of proxies whose X-Forwarded-For and -Proto are believed, with commas between.",
    )
    egress_allow: str = Field(
        "",
        description="Hosts and networks that the guard of the ways out lets through, with commas between (development only).",
    )
    source_folders: str = Field(
        "",
        description="Folders that stores may read files from, as ID=PATH with commas between; ID: of the organization or the store. Empty: none.",
    )
    source_plain_http: bool = Field(
        False,
        description="Whether shops without TLS may be connected: requests are signed, but anybody on the way can read answers.",
    )
    source_oauth_clients: Annotated[dict[str, OAuthClientSettings], NoDecode] = Field(
        {},
        description="OAuth clients of yours by kind of source, as JSON, for merchants who bring none; each has client_id and client_secret.",
    )
    body_max_bytes: int = Field(
        2**20, ge=1024, description="Largest body of a request that is not an upload."
    )

    database_url: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("database_url", "DATABASE_URL"),
        description="PostgreSQL >= 16 with pgvector >= 0.8, as the application role. Empty: the embedded server.",
    )
    database_admin_url: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("database_admin_url", "DATABASE_ADMIN_URL"),
        description="The role that makes schema and roles. Used by `aisle migrate` alone.",
    )
    worker_database_url: SecretStr | None = Field(
        None, description="The worker's role; empty: derived by migrate."
    )
    dispatcher_database_url: SecretStr | None = Field(
        None, description="The dispatcher's role; empty: derived by migrate."
    )
    db_role_prefix: str = Field(
        "aisle",
        pattern=r"^[a-z][a-z0-9_]{0,30}$",
        description="First part of the names of the database roles.",
    )
    db_pool_size: int = Field(10, ge=1, le=200, description="Connections each process may hold.")
    pg_bin: Path | None = Field(
        None, description="Folder with PostgreSQL's programs, instead of the embedded ones."
    )

    embedder: str = Field(
        "minilm", description="Embedder of new stores: minilm, hashed, or a name in AISLE_EMBEDDERS."
    )
    embedders: Annotated[dict[str, RemoteEmbedderSettings], NoDecode] = Field(
        {},
        description="Embedders behind an address, by name, as JSON; every process can use all of them at once.",
    )
    openai_base_url: WebAddress | None = Field(
        None,
        validation_alias=AliasChoices("openai_base_url", "OPENAI_BASE_URL"),
        description="Address of OpenAI or of a server that speaks like it. Empty: https://api.openai.com/v1.",
    )
    openai_api_key: Key | None = Field(
        None,
        validation_alias=AliasChoices("openai_api_key", "OPENAI_API_KEY"),
        description="Key for OPENAI_BASE_URL; sent nowhere else.",
    )
    gemini_base_url: WebAddress | None = Field(
        None,
        validation_alias=AliasChoices("gemini_base_url", "GEMINI_BASE_URL"),
        description="Address of the Gemini API. Empty: Google's.",
    )
    gemini_api_key: Key | None = Field(
        None,
        validation_alias=AliasChoices("gemini_api_key", "GEMINI_API_KEY"),
        description="Key for GEMINI_BASE_URL; sent nowhere else.",
    )
    anthropic_base_url: WebAddress | None = Field(
        None,
        validation_alias=AliasChoices("anthropic_base_url", "ANTHROPIC_BASE_URL"),
        description="Address of the Anthropic API. Empty: Anthropic's.",
    )
    anthropic_api_key: Key | None = Field(
        None,
        validation_alias=AliasChoices("anthropic_api_key", "ANTHROPIC_API_KEY"),
        description="Key for ANTHROPIC_BASE_URL; sent nowhere else.",
    )
    chat_model: str = Field(
        "",
        max_length=200,
        pattern=f"{MODEL_NAME}|^$",
        description="Model that writes answers: a name in AISLE_CHAT_MODELS, or one that OPENAI_BASE_URL knows. Empty: answers quote.",
    )
    chat_models: Annotated[dict[ModelName, ChatModelSettings], NoDecode] = Field(
        {},
        description="Models that assistants may choose: names with commas between, or JSON by name with addresses of their own.",
    )
    chat_routes: Annotated[dict[Purposes, RouteSettings], NoDecode] = Field(
        {},
        description="Which models are asked for answer, rewrite, judge, analyze and call where the wanted one cannot, as JSON by purpose.",
    )
    models_file: Path | None = Field(
        None,
        description="File of models with abilities and prices of your own, in TOML; they stand before Aisle's.",
    )
    models_dir: Path | None = Field(
        None,
        description="Folder of local models that operators load and unload: NAME/VERSION/manifest.toml with its files.",
    )
    models_max_bytes: int = Field(
        2 * 2**30,
        ge=2**20,
        le=2**40,
        description="Most bytes that the files of all loaded local models may have together.",
    )
    judge_model: str = Field(
        "",
        max_length=200,
        pattern=f"{MODEL_NAME}|^$",
        description="Model that judges what answers rest on, named like AISLE_CHAT_MODEL. Empty: rules alone judge.",
    )
    chat_context_tokens: int = Field(
        8_192, ge=2_048, le=1_000_000, description="Tokens that the models can read and write together."
    )
    chat_first_seconds: float = Field(
        15.0, ge=0.5, le=600, description="Longest wait for the beginning of a model's answer."
    )
    chat_gap_seconds: float = Field(10.0, ge=0.5, le=600, description="Longest silence while a model writes.")
    chat_total_seconds: float = Field(
        60.0, ge=1, le=3600, description="Longest time that a model may write one answer."
    )
    rerank: str = Field(
        "rules",
        pattern=r"^\s*([a-z][a-z0-9_-]*(\s*,\s*[a-z][a-z0-9_-]*)*)?\s*$",
        description="Rerankers of search, in order: rules, diversity, model. A store may choose its own.",
    )
    rerank_rules: Annotated[RuleSettings | None, NoDecode] = Field(
        None, description="What the rules are worth, as JSON: title, brand, category, sold_out."
    )
    rerank_diversity: float = Field(
        0.1, ge=0, le=1, description="What being unlike the hits before counts, for the reranker diversity."
    )
    rerank_url: WebAddress | None = Field(
        None, description="Address of a model that reranks, without the last part /rerank."
    )
    rerank_key: Key | None = Field(None, description="Key for AISLE_RERANK_URL.")
    rerank_model: str = Field("", max_length=200, description="Model that reranks, as its server calls it.")
    rerank_seconds: float = Field(
        1.0,
        ge=0.05,
        le=30,
        description="Longest wait for the model that reranks; then the order before stays.",
    )

    embed_threads: int = Field(1, ge=1, le=16, description="Threads that compute embeddings in each process.")

    vector_store: Literal["pgvector", "faiss", "qdrant", "pinecone"] = Field(
        "pgvector", description="Vector store of new index versions (see the how-to)."
    )
    vector_store_timeout: float = Field(
        2.0, gt=0, le=60, description="Seconds that one call to a vector store outside may take."
    )
    qdrant_url: str | None = Field(None, description="Address of a Qdrant server.")
    qdrant_api_key: SecretStr | None = Field(None, description="Key for the Qdrant server, if it wants one.")
    pinecone_host: str | None = Field(None, description="Address of the Pinecone index that is used.")
    pinecone_api_key: SecretStr | None = Field(None, description="Key for Pinecone.")

    upload_max_bytes: int = Field(50 * 2**20, ge=1024, description="Largest file accepted.")
    upload_max_request_bytes: int = Field(
        200 * 2**20, ge=1024, description="Largest upload, all its files together."
    )
    upload_max_files: int = Field(200, ge=1, le=10_000, description="Most files in one request.")
    ocr_max_pages: int = Field(
        100,
        ge=0,
        le=2_000,
        description="Pages of one document whose text is recognised, where tesseract is installed. 0: none.",
    )
    question_max_characters: int = Field(4_000, ge=100, le=100_000, description="Longest question accepted.")
    chat_max_running: int = Field(
        80, ge=1, description="Answers written at once before new ones get Retry-After."
    )
    chat_max_streams: int = Field(
        12_000, ge=1, description="Answers read as streams at once before new ones get Retry-After."
    )
    conversation_days: int = Field(
        30,
        ge=1,
        le=365,
        description="Days a conversation is kept after its last message, where its store says nothing else.",
    )
    trace_days: int = Field(
        30,
        ge=1,
        le=365,
        description="Days it is kept how an answer came about, where its store says nothing else.",
    )

    kept_answers_hours: float = Field(
        24.0,
        gt=0,
        le=720,
        description="Longest time that an answer may be given again, where an assistant allows it.",
    )
    kept_answers_max: int = Field(5_000, ge=1, le=100_000, description="Most answers kept for one store.")

    password_threads: int = Field(
        1,
        ge=1,
        le=64,
        description="Passwords each API process hashes at once; each takes 19 MiB and at most a quarter of a core: some 15 sign-ins a second.",
    )
    password_ranges: str | None = Field(
        None,
        description="Address of a range API of stolen passwords, such as https://api.pwnedpasswords.com/range. Empty: the list at hand.",
    )
    client_attempts: int = Field(
        100,
        ge=1,
        description="Sign-ins, sign-ups and requests for mails from one client's address within ten minutes.",
    )

    smtp_url: SecretStr | None = Field(
        None,
        description="Mail server: smtps://user:password@host:465, or smtp:// for STARTTLS. Empty: mails are printed, in production off.",
    )
    mail_from: str = Field(
        "",
        max_length=320,
        description="Sender of mails, such as Aisle <no-reply@shop.example>. Needed with AISLE_SMTP_URL.",
    )

    audit_days: int = Field(
        400, ge=0, le=36_500, description="Days that entries of the audit log are kept. 0: for ever."
    )
    audit_heads: Path | None = Field(
        None,
        description="Folder for the signed heads of audit logs, best on another machine. Empty: in AISLE_HOME.",
    )
    sign_in_providers: Annotated[dict[ProviderName, SignInProviderSettings], NoDecode] = Field(
        {},
        description="Providers that people may sign in with, by name, as JSON: kind, client_id, client_secret, issuer.",
    )
    firebase_project: str = Field(
        "",
        pattern=r"^[a-z0-9-]{0,60}$",
        description="Firebase project whose id tokens sign people in. Empty: none are taken.",
    )
    firebase_emulator: bool = Field(
        False, description="Take the unsigned tokens of the Firebase emulator instead (development only)."
    )

    rate_limits: Annotated[dict[str, RuleWish | None], NoDecode] = Field(
        {},
        description="Changes of the usual rate limits, as JSON by rule; null takes a rule away. off: there are none.",
    )

    limits_url: SecretStr | None = Field(
        None,
        description="Redis server that counts instead of PostgreSQL: redis:// or rediss://, with its password.",
    )

    worker_jobs: int = Field(2, ge=1, le=64, description="Jobs one worker runs at once.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severe line that is logged."
    )
    otlp_endpoint: str | None = Field(
        None, description="OTLP/HTTP address for traces. Empty: traces are not exported."
    )
    metrics_token: SecretStr | None = Field(
        None, description="Bearer token for /metrics. Empty: only loopback may read them."
    )
    demo: bool = Field(True, description="Load the demo shop on the first start (development only).")
    demo_history: bool = Field(
        True,
        description="Let made-up shoppers have asked in the demo shop over the last four weeks; it takes half a minute in the background.",
    )

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        try:
            return value.expanduser().absolute()
        except RuntimeError:
            raise ValueError("the home folder behind ~ is not known; write the whole path") from None

    @field_validator(
        "database_url",
        "database_admin_url",
        "worker_database_url",
        "dispatcher_database_url",
        "public_url",
        "password_ranges",
        "otlp_endpoint",
        "metrics_token",
        "pg_bin",
        "openai_base_url",
        "openai_api_key",
        "gemini_base_url",
        "gemini_api_key",
        "anthropic_base_url",
        "anthropic_api_key",
        "models_file",
        "models_dir",
        "qdrant_url",
        "qdrant_api_key",
        "pinecone_host",
        "pinecone_api_key",
        "smtp_url",
        "limits_url",
        "audit_heads",
        mode="before",
    )
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("database_url", "database_admin_url", "worker_database_url", "dispatcher_database_url")
    @classmethod
    def _is_postgres(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            _check_address(
                value.get_secret_value(), POSTGRES, "postgresql://user:password@host:5432/database"
            )
        return value

    @field_validator("smtp_url")
    @classmethod
    def _is_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            _check_mail_server(value.get_secret_value())
        return value

    @field_validator("audit_days")
    @classmethod
    def _is_long_enough(cls, value: int) -> int:
        if 0 < value < LEAST_AUDIT_DAYS:
            raise ValueError(f"entries are kept for {LEAST_AUDIT_DAYS} days at least, or with 0 for ever")
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, value: str) -> str:
        if value and not SENDER.fullmatch(value):
            raise ValueError("write an address, or a name and an address: Aisle <no-reply@shop.example>")
        return value

    @field_validator("egress_allow")
    @classmethod
    def _names_ways_out(cls, value: str) -> str:
        EgressAllow.parse(value)
        return value

    @field_validator("source_folders")
    @classmethod
    def _names_folders(cls, value: str) -> str:
        FolderGrants.parse(value)
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _names_networks(cls, value: str) -> str:
        networks_of(value)
        return value

    @field_validator("trusted_hosts")
    @classmethod
    def _names_hosts(cls, value: str) -> str:
        hosts_of(value)
        return value

    @field_validator("rate_limits")
    @classmethod
    def _are_rules(cls, value: dict[str, RuleWish | None]) -> dict[str, RuleWish | None]:
        rules_of(value)
        return value

    @field_validator(
        "embedders",
        "source_oauth_clients",
        "rerank_rules",
        "chat_models",
        "chat_routes",
        "rate_limits",
        "sign_in_providers",
        mode="before",
    )
    @classmethod
    def _json_object(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:  # its text is left out: a key may stand in it
            at = (
                f"line {error.lineno}, column {error.colno}"
                if isinstance(error, json.JSONDecodeError)
                else ""
            )
            raise ValueError(f"this is not JSON ({at})") from None

    @field_validator("rate_limits", mode="before")
    @classmethod
    def _off_or_json(cls, value: Any) -> Any:
        return OFF if isinstance(value, str) and value.strip() == "off" else value

    @field_validator("chat_models", mode="before")
    @classmethod
    def _names_or_json(cls, value: Any) -> Any:
        # The last validator of a field is the first that is asked.
        if not isinstance(value, str) or value.lstrip().startswith("{"):
            return value
        return {name.strip(): {} for name in value.split(",") if name.strip()}

    @field_validator("public_url", "password_ranges", "otlp_endpoint", "qdrant_url", "pinecone_host")
    @classmethod
    def _is_web(cls, value: str | None) -> str | None:
        if value is not None:
            _check_address(value, WEB, "https://host:port")
        return value

    @field_validator("limits_url")
    @classmethod
    def _is_redis(cls, value: SecretStr | None) -> SecretStr | None:
        # Its query could turn the check of certificates off.
        if value is not None and not REDIS_URL.fullmatch(value.get_secret_value()):
            raise ValueError(
                "this is not redis://[user:password@]host[:port][/number], or rediss:// of that form"
            )
        return value

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.database_admin_url and not self.database_url:
            raise ValueError(
                "DATABASE_ADMIN_URL is set but DATABASE_URL is not: set both, or neither for the embedded server"
            )
        if self.mode == "production" and not self.database_url:
            raise ValueError(
                "AISLE_MODE=production needs DATABASE_URL: the embedded server is for development"
            )
        if self.mode == "production" and self.firebase_emulator:
            raise ValueError(
                "AISLE_FIREBASE_EMULATOR takes tokens that anybody can write; production refuses it"
            )
        if self.mode == "production" and EgressAllow.parse(self.egress_allow):
            raise ValueError(
                "AISLE_EGRESS_ALLOW opens inner addresses to whoever names them: it is for development, leave it empty"
            )
        if self.mode == "production":
            self._check_passwords()
        if (self.worker_database_url or self.dispatcher_database_url) and not self.database_url:
            raise ValueError(
                "AISLE_WORKER_DATABASE_URL or AISLE_DISPATCHER_DATABASE_URL is set but DATABASE_URL is not: set it too"
            )
        if self.smtp_url and not self.mail_from:
            raise ValueError("AISLE_SMTP_URL is set but AISLE_MAIL_FROM is not: mails need a sender")
        if self.database_url and self.database_admin_url:
            _check_same_database(self.database_url, self.database_admin_url)
        return self

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
    def embedded(self) -> bool:
        """Whether the embedded PostgreSQL is used."""
        return self.database_url is None

    @property
    def folder_grants(self) -> FolderGrants:
        """Which folders of this machine which stores may read files from."""
        return FolderGrants.parse(self.source_folders)

    @property
    def loads_demo(self) -> bool:
        """Whether the demo shop belongs to this installation."""
        return self.demo and self.mode == "development"

    @property
    def _visible_host(self) -> str:
        # Passkeys need a name, so this machine is called by one and the same everywhere.
        return "localhost" if self.host in (*LOOPBACK, "0.0.0.0", "::") else self.host  # noqa: S104

    @property
    def base_url(self) -> str:
        """Address under which people reach this server, without a slash at the end."""
        return (self.public_url or f"http://{self._visible_host}:{self.port}").rstrip("/")


def load_settings(**given: Any) -> Settings:
    """Read the settings from the environment. Raises SettingsRefused with every fault named."""
    known = {name_of(field) for field in Settings.model_fields}
    try:
        names = {name.upper() for name in os.environ.keys() | _names_in_env_file()}
        unknown = sorted(name for name in names - known - OF_OTHERS if name.startswith("AISLE_"))
        faults = [_unknown(name, known) for name in unknown]
        settings = Settings(**given)
    except ValidationError as error:
        faults += [_fault(one["loc"], one["msg"]) for one in error.errors()]
    except (OSError, UnicodeError) as error:
        raise SettingsRefused(f"{ENV_FILE} in this folder cannot be read: {error}") from None
    if faults:
        raise SettingsRefused("; ".join(faults))
    return settings


def name_of(field: str) -> str:
    """Return a setting's name in the environment."""
    return field.upper() if field in WITHOUT_PREFIX else f"AISLE_{field.upper()}"


def _fault(location: tuple[int | str, ...], message: str) -> str:
    said = message.removeprefix("Value error, ")
    if not location:
        return said
    inside = "".join(f".{part}" for part in location[1:])
    return f"{name_of(str(location[0]).lower().removeprefix('aisle_'))}{inside}: {said}"


def _unknown(name: str, known: set[str]) -> str:
    bare = name.removeprefix("AISLE_")
    near = [bare] if bare in known else difflib.get_close_matches(name, sorted(known), n=1)
    return f"{name} is not a setting" + (
        f"; did you mean {near[0]}?" if near else "; `aisle settings show` lists them all"
    )


def _names_in_env_file() -> set[str]:
    return set(dotenv_values(ENV_FILE, encoding=ENV_ENCODING)) if Path(ENV_FILE).is_file() else set()


def _check_address(value: str, schemes: tuple[str, ...], example: str) -> None:
    """Raise ValueError without repeating the value: it may hold a password."""
    try:
        parts = urlsplit(value)
        _ = "," in parts.netloc or parts.port  # several hosts have several ports
    except ValueError:
        raise ValueError(
            f"this is not an address such as {example} (in a password, write @ as %40, : as %3A, / as %2F, % as %25)"
        ) from None
    if parts.scheme not in schemes:
        raise ValueError(f"the address begins with {schemes[0]}://, as in {example}")


def _check_mail_server(value: str) -> None:
    """Raise ValueError for an address that is none, or would send a password in the clear."""
    _check_address(value, MAIL, "smtps://user:password@mail.example:465")
    parts = urlsplit(value)
    if not parts.hostname:
        raise ValueError("the address names no mail server, as in smtps://user:password@mail.example:465")
    if parts.scheme == "smtp+insecure" and parts.password and parts.hostname not in LOOPBACK:
        raise ValueError("smtp+insecure:// would send the password in the clear: use smtps:// or smtp://")


def _check_same_database(one: SecretStr, other: SecretStr) -> None:
    paths = {unquote(urlsplit(url.get_secret_value()).path).strip("/") for url in (one, other)} - {""}
    if len(paths) > 1:
        raise ValueError(
            f"DATABASE_URL and DATABASE_ADMIN_URL name different databases ({' and '.join(sorted(paths))}): "
            "the schema is made in the one that is served"
        )
