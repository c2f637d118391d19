"""Settings: each can be set, a wrong one stops the start with a sentence, and no secret is ever repeated."""

import json
import os
import shutil
from pathlib import Path

import pytest

from aisle.core.settings import Settings, SettingsRefused, load_settings, name_of

ROOT = Path(__file__).resolve().parents[3]
CANARY = "canary-of-a-password"
ADDRESS = f"postgresql://app:{CANARY}@db.example/shop"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.upper().startswith(("AISLE_", "DATABASE_", "OPENAI_", "GEMINI_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def load(monkeypatch: pytest.MonkeyPatch, **names: str) -> Settings:
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def refusal(monkeypatch: pytest.MonkeyPatch, **names: str) -> str:
    with pytest.raises(SettingsRefused) as refused:
        load(monkeypatch, **names)
    assert CANARY not in str(refused.value)
    return refused.value.detail


VALUES = {
    "home": "/srv/aisle",
    "mode": "production",
    "host": "0.0.0.0",
    "port": "9000",
    "public_url": "https://chat.shop.example",
    "trusted_hosts": "www.shop.example, *.shop.example",
    "trusted_proxies": "10.0.0.0/8, ::1",
    "egress_allow": ",",  # production takes no other
    "source_folders": "019aa3c5-7c11-7a60-b5f2-6f1f7f0d2a10=/srv/shop/files, 019aa3c5-7c11-7a60-b5f2-6f1f7f0d2a11=/srv/more",
    "source_oauth_clients": "{}",
    "source_plain_http": "true",
    "body_max_bytes": "2048",
    "database_url": ADDRESS,
    "database_admin_url": "postgres://admin@db.example/shop",
    "worker_database_url": ADDRESS,
    "dispatcher_database_url": ADDRESS,
    "db_role_prefix": "shop_2",
    "db_pool_size": "3",
    "pg_bin": "/usr/lib/postgresql/16/bin",
    "embedder": "hashed",
    "embedders": "{}",
    "openai_base_url": "http://127.0.0.1:11434/v1",
    "openai_api_key": CANARY,
    "gemini_base_url": "https://gemini.example/v1beta",
    "gemini_api_key": CANARY,
    "anthropic_base_url": "https://messages.example",
    "anthropic_api_key": "sk-ant-1",
    "chat_model": "gpt-4.1-mini",
    "chat_models": "{}",
    "chat_routes": "{}",
    "models_file": "/var/lib/aisle/models.toml",
    "judge_model": "gpt-4.1-nano",
    "chat_first_seconds": "20.0",
    "chat_gap_seconds": "5.5",
    "chat_context_tokens": "16384",
    "chat_total_seconds": "90.0",
    "rerank": "rules, diversity",
    "rerank_rules": '{"sold_out": -0.2}',
    "rerank_diversity": "0.4",
    "rerank_url": "http://127.0.0.1:8081",
    "rerank_key": CANARY,
    "rerank_model": "bge-reranker-v2-m3",
    "rerank_seconds": "0.5",
    "embed_threads": "2",
    "vector_store": "qdrant",
    "vector_store_timeout": "1.5",
    "qdrant_url": "http://127.0.0.1:6333",
    "qdrant_api_key": CANARY,
    "pinecone_host": "https://index.example",
    "pinecone_api_key": CANARY,
    "upload_max_bytes": "4096",
    "upload_max_request_bytes": "4096",
    "upload_max_files": "7",
    "ocr_max_pages": "7",
    "question_max_characters": "500",
    "chat_max_running": "5",
    "chat_max_streams": "50",
    "conversation_days": "10",
    "trace_days": "10",
    "kept_answers_hours": "12.5",
    "kept_answers_max": "100",
    "password_threads": "2",
    "password_ranges": "https://ranges.example/range",
    "client_attempts": "50",
    "smtp_url": f"smtps://aisle:{CANARY}@mail.example:465",
    "mail_from": "Aisle <no-reply@shop.example>",
    "sign_in_providers": "{}",
    "firebase_project": "shop-app",
    "firebase_emulator": "false",
    "audit_days": "90",
    "audit_heads": "/srv/heads",
    "rate_limits": "{}",
    "limits_url": f"redis://:{CANARY}@redis.internal:6379/0",
    "models_dir": "/srv/models",
    "models_max_bytes": "1048577",
    "worker_jobs": "4",
    "log_level": "warning",
    "otlp_endpoint": "http://127.0.0.1:4318",
    "metrics_token": CANARY,
    "demo": "false",
    "demo_history": "false",
}


def plain(settings: Settings, field: str) -> str:
    value = getattr(settings, field)
    if hasattr(value, "model_dump"):
        return json.dumps(value.model_dump(exclude_unset=True))
    return str(value.get_secret_value() if hasattr(value, "get_secret_value") else value).lower()


def test_the_list_of_values_is_whole():
    assert VALUES.keys() == Settings.model_fields.keys()


@pytest.mark.parametrize("source", ["environment", "file"])
def test_every_setting_can_be_set(monkeypatch, source):
    names = {name_of(field): value for field, value in VALUES.items()}
    if source == "file":
        Path(".env").write_text("".join(f"{name}={value}\n" for name, value in names.items()))
        names = {}
    settings = load(monkeypatch, **names)
    assert {field: plain(settings, field) for field in VALUES} == {
        field: value.lower() for field, value in VALUES.items()
    }


def test_routes_are_described_by_purpose(monkeypatch):
    text = '{"answer": {"models": ["b", "c"], "prefer": "cheapest", "most_cost": "0.05"}}'
    route = load(monkeypatch, AISLE_CHAT_ROUTES=text).chat_routes["answer"]
    assert (route.models, route.prefer, str(route.most_cost)) == (("b", "c"), "cheapest", "0.05")


@pytest.mark.parametrize(
    "text", ['{"sing": {}}', '{"answer": {"prefer": "luck"}}', '{"answer": {"most_cost": 0}}', "[]", "{"]
)
def test_a_route_that_is_none_stops_the_start(monkeypatch, text):
    with pytest.raises(SettingsRefused, match="AISLE_CHAT_ROUTES"):
        load(monkeypatch, AISLE_CHAT_ROUTES=text)


@pytest.mark.parametrize(
    "url", ["http://h:6379", "redis://", "redis://h h", f"rediss://h?ssl_cert_reqs={CANARY}", "unix:///x"]
)
def test_a_server_of_limits_is_named_plainly(monkeypatch, url):
    with pytest.raises(SettingsRefused, match="AISLE_LIMITS_URL") as refused:
        load(monkeypatch, AISLE_LIMITS_URL=url)
    assert CANARY not in str(refused.value)


def test_models_are_named_plainly_or_described(monkeypatch):
    plainly = load(monkeypatch, AISLE_CHAT_MODELS="gpt-4.1-mini, qwen3:8b,").chat_models
    described = load(monkeypatch, AISLE_CHAT_MODELS='{"gpt-4.1-mini": {}, "qwen3:8b": {}}').chat_models
    assert plainly == described
    assert list(plainly) == ["gpt-4.1-mini", "qwen3:8b"]


def test_the_environment_wins_over_the_file(monkeypatch):
    Path(".env").write_text("AISLE_PORT=9001\nAISLE_HOST=0.0.0.0\n")
    settings = load(monkeypatch, AISLE_PORT="9002")
    assert (settings.port, settings.host) == (9002, "0.0.0.0")


@pytest.mark.parametrize("field", VALUES)
def test_an_empty_value_is_as_none_at_all(monkeypatch, field):
    assert getattr(load(monkeypatch, **{name_of(field): ""}), field) == getattr(load_settings(), field)
    assert load_settings().home == Path(".aisle").absolute()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("AISLE_PROT", "did you mean AISLE_PORT?"),
        ("AISLE_HOMES", "did you mean AISLE_HOME?"),
        ("AISLE_DATABASE_URL", "did you mean DATABASE_URL?"),
        ("AISLE_DATABASE_ADMIN_URL", "did you mean DATABASE_ADMIN_URL?"),
        ("aisle_prot", "did you mean AISLE_PORT?"),
        ("AISLE_QQQQQQQQQQQQQQQQ", "`aisle settings show` lists them all"),
    ],
)
@pytest.mark.parametrize("source", ["environment", "file", "file with export", "file with a mark in front"])
def test_an_unknown_name_stops_the_start_with_a_suggestion(monkeypatch, name, said, source):
    prefix = {"file with export": "export ", "file with a mark in front": "\ufeff"}.get(source, "")
    if source != "environment":
        Path(".env").write_text(f"{prefix}{name}={CANARY}\n", "utf-8")
    detail = refusal(monkeypatch, **({name: CANARY} if source == "environment" else {}))
    assert f"{name.upper()} is not a setting" in detail
    assert said in detail


def test_names_of_others_are_nothing_to_us(monkeypatch):
    Path(".env").write_text("# AISLE_PROT=1\nPOSTGRES_PASSWORD=x\nNAMES='\nAISLE_IN_A_VALUE=1\n'\n")
    assert load(monkeypatch, AISLEFUL="1", MY_AISLE_PORT="2").port == 8080


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"DATABASE_ADMIN_URL": ADDRESS}, "DATABASE_URL is not"),
        ({"AISLE_WORKER_DATABASE_URL": ADDRESS}, "DATABASE_URL is not"),
        ({"AISLE_DISPATCHER_DATABASE_URL": ADDRESS}, "DATABASE_URL is not"),
        ({"AISLE_MODE": "production"}, "needs DATABASE_URL"),
        (
            {"DATABASE_URL": ADDRESS, "DATABASE_ADMIN_URL": f"postgresql://a:{CANARY}@db/other"},
            "different databases",
        ),
    ],
)
def test_settings_that_contradict_each_other_stop_the_start(monkeypatch, names, said):
    assert said in refusal(monkeypatch, **names)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("AISLE_PORT", CANARY, "AISLE_PORT: "),
        ("AISLE_PORT", "70000", "less than or equal to 65535"),
        ("AISLE_PORT", "0", "greater than or equal to 1"),
        ("AISLE_MODE", "test", "'development' or 'production'"),
        ("AISLE_DEMO", "perhaps", "AISLE_DEMO: "),
        ("AISLE_DB_ROLE_PREFIX", 'a"; DROP', "AISLE_DB_ROLE_PREFIX: "),
        ("AISLE_HOME", "~nobody-of-this-name/x", "AISLE_HOME: "),
        ("AISLE_PUBLIC_URL", "shop.example", "AISLE_PUBLIC_URL: the address begins with http"),
        ("AISLE_OTLP_ENDPOINT", "grpc://127.0.0.1:4317", "AISLE_OTLP_ENDPOINT: the address begins with http"),
        (
            "DATABASE_URL",
            f"mysql://app:{CANARY}@db/shop",
            "DATABASE_URL: the address begins with postgresql://",
        ),
        ("DATABASE_URL", f"postgresql+asyncpg://app:{CANARY}@db/shop", "begins with postgresql://"),
        ("DATABASE_URL", f"postgresql://app:a/{CANARY}@db/shop", "write @ as %40"),
        ("DATABASE_URL", f"postgresql://app:[{CANARY}@db/shop", "write @ as %40"),
        ("AISLE_WORKER_DATABASE_URL", CANARY, "AISLE_WORKER_DATABASE_URL: "),
        ("OPENAI_API_KEY", f"{CANARY}\r\nHost: elsewhere", "OPENAI_API_KEY: a key is one line"),
        ("OPENAI_BASE_URL", f"https://me:{CANARY}@models.example/v1", "must not hold a user or a password"),
        ("GEMINI_BASE_URL", f"ftp://{CANARY}/v1", "begins with https://"),
        ("AISLE_EMBEDDERS", f'{{"key": "{CANARY}"', "this is not JSON (line 1"),
        ("AISLE_EMBEDDERS", f'["{CANARY}"]', "AISLE_EMBEDDERS: "),
        ("AISLE_EMBEDDERS", f'{{"a": {{"kind": "openai", "mode": "{CANARY}"}}}}', "AISLE_EMBEDDERS.a.mode"),
        (
            "AISLE_EMBEDDERS",
            f'{{"a": {{"kind": "openai", "model": "m", "key": "{CANARY} "}}}}',
            "AISLE_EMBEDDERS.a.key: a key is one line",
        ),
        (
            "AISLE_EMBEDDERS",
            f'{{"a": {{"kind": "openai", "model": "m", "dimensions": 5000, "key": "{CANARY}"}}}}',
            "AISLE_EMBEDDERS.a.dimensions: Input should be less than or equal to 4000",
        ),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated_when_secret(monkeypatch, name, value, said):
    assert said in refusal(monkeypatch, **{name: value})


def test_every_fault_is_named_at_once(monkeypatch):
    detail = refusal(monkeypatch, AISLE_PORT="x", AISLE_MODE="y", AISLE_PROT="1")
    assert all(name in detail for name in ("AISLE_PORT", "AISLE_MODE", "AISLE_PROT"))


def test_several_database_hosts_are_one_address(monkeypatch):
    url = "postgresql://app@db-1:5432,db-2:5433/shop"
    settings = load(monkeypatch, DATABASE_URL=url)
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == url


def test_a_file_that_is_no_text_is_said(monkeypatch):
    Path(".env").write_bytes(b"AISLE_PORT=\xff\xfe\n")
    assert ".env" in refusal(monkeypatch)


def test_no_secret_is_in_what_a_program_shows_of_its_settings(monkeypatch):
    described = (
        f'{{"mine": {{"kind": "openai", "model": "m", "base_url": "http://h/v1", "key": "{CANARY}"}}}}'
    )
    settings = load(
        monkeypatch,
        DATABASE_URL=ADDRESS,
        DATABASE_ADMIN_URL=ADDRESS,
        AISLE_METRICS_TOKEN=CANARY,
        OPENAI_API_KEY=CANARY,
        AISLE_EMBEDDERS=described,
    )
    assert settings.embedders["mine"].key.get_secret_value() == CANARY
    assert CANARY not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("state", "{here}/state"),
        ("./with space/and ünder", "{here}/with space/and ünder"),
        ("~/state", "{home}/state"),
        ("/srv/aisle", "/srv/aisle"),
    ],
)
def test_the_home_is_made_absolute(monkeypatch, tmp_path, given, wanted):
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    home = load(monkeypatch, AISLE_HOME=given).home
    assert home == Path(wanted.format(here=Path.cwd(), home=tmp_path / "me"))


def test_the_example_file_loads_unchanged(monkeypatch):
    shutil.copy(ROOT / ".env.example", ".env")
    with_example = load_settings()
    Path(".env").unlink()
    assert with_example == load_settings()


def test_the_example_file_loads_with_every_line_switched_on(monkeypatch):
    text = (ROOT / ".env.example").read_text("utf-8")
    Path(".env").write_text(
        "\n".join(line.removeprefix("#") for line in text.splitlines() if not line.startswith("# "))
    )
    assert load_settings() == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ({}, "http://localhost:8080"),
        ({"AISLE_HOST": "::1"}, "http://localhost:8080"),
        ({"AISLE_HOST": "192.168.1.7"}, "http://192.168.1.7:8080"),
        ({"AISLE_HOST": "0.0.0.0", "AISLE_PORT": "81"}, "http://localhost:81"),
        ({"AISLE_HOST": "::"}, "http://localhost:8080"),
        ({"AISLE_PUBLIC_URL": "https://chat.example/"}, "https://chat.example"),
    ],
)
def test_people_are_given_an_address_they_can_open(monkeypatch, names, wanted):
    assert load(monkeypatch, **names).base_url == wanted


PRODUCTION = {"AISLE_MODE": "production", "DATABASE_URL": ADDRESS, "DATABASE_ADMIN_URL": ADDRESS}


@pytest.mark.parametrize(
    "name",
    ["DATABASE_URL", "DATABASE_ADMIN_URL", "AISLE_WORKER_DATABASE_URL", "AISLE_DISPATCHER_DATABASE_URL"],
)
@pytest.mark.parametrize(
    "address",
    [
        "postgresql://app:postgres@db.example/shop",
        "postgresql://app:ChangeMe@db.example/shop",
        "postgresql://app:difyai123456@db.example/shop",
        "postgresql://app:app@db.example/shop",
        "postgresql://app:shop@db.example/shop",
        "postgresql://app:%61isle@db.example/shop",
        "postgresql://app@db.example/shop?password=secret",
    ],
)
def test_production_refuses_a_database_password_that_everybody_knows(monkeypatch, name, address):
    """A peer shipped one password for everybody's database in its compose file."""
    said = refusal(monkeypatch, **PRODUCTION | {name: address})
    assert f"the password in {name} is one that everybody knows" in said
    assert (
        load(monkeypatch, **PRODUCTION | {name: address, "AISLE_MODE": "development"}).mode == "development"
    )


OWNER = "019aa3c5-7c11-7a60-b5f2-6f1f7f0d2a10"


@pytest.mark.parametrize("folder", ["files", "/", "/srv/../etc", "~/files"])
def test_stores_read_no_folder_that_was_not_named_whole(monkeypatch, folder):
    said = refusal(monkeypatch, AISLE_SOURCE_FOLDERS=f"{OWNER}={folder}")
    assert "AISLE_SOURCE_FOLDERS" in said
    assert "whole path" in said


@pytest.mark.parametrize("owner", ["", "=", "*=", "demo=", f"{OWNER}=/srv/one,"])
def test_folders_are_named_for_somebody(monkeypatch, owner):
    """Every store of an installation could read a folder that was named for nobody."""
    assert "AISLE_SOURCE_FOLDERS" in refusal(monkeypatch, AISLE_SOURCE_FOLDERS=f"{owner}/srv/files")


@pytest.mark.parametrize("address", [ADDRESS, "postgresql://app@db.example/shop", "postgresql:///shop"])
def test_production_takes_other_passwords_and_addresses_without_one(monkeypatch, address):
    names = PRODUCTION | {"DATABASE_URL": address, "DATABASE_ADMIN_URL": address}
    assert load(monkeypatch, **names).mode == "production"


def test_production_has_no_demo_shop(monkeypatch):
    assert load_settings().loads_demo
    assert not load(monkeypatch, AISLE_MODE="production", DATABASE_URL=ADDRESS).loads_demo
