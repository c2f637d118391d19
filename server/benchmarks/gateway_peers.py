"""Other gateways beside ours, each in a folder of its own below the benchmarks' cache: LiteLLM's proxy, Portkey's gateway.

Both are asked as their own documentation says. LiteLLM checks a master key and knows prices; without a database of its own
it keeps no ledger and no budgets, which is in its favour. Portkey checks no key and keeps nothing.
"""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.request import urlopen

from benchmarks.figures import progress
from benchmarks.installation import free_port
from benchmarks.places import CACHE

LITELLM, PORTKEY = "litellm[proxy]==1.106.2", "@portkey-ai/gateway@1.15.2"
# LiteLLM warns on every request that it cannot trace without these.
BESIDE_LITELLM = ("opentelemetry-api", "opentelemetry-sdk", "opentelemetry-exporter-otlp")
INSTALL_SECONDS, READY_SECONDS, END_SECONDS = 600, 120.0, 10.0
CONFIG = """
model_list:
  - model_name: stub
    litellm_params:
      model: openai/stub
      api_base: {address}
      api_key: none
      input_cost_per_token: 0.000001
      output_cost_per_token: 0.000002
general_settings:
  master_key: {key}
"""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A gateway that runs. pid: its process. headers: what a request of it needs. streams: whether it can stream here."""

    name: str
    pid: int
    port: int
    headers: dict[str, str]
    streams: bool = True


@contextmanager
def litellm(address: str, more: str = "") -> Iterator[Gateway | None]:
    """Run LiteLLM's proxy. address: of the stub, with /v1. more: of its settings. None where it cannot be installed."""
    place = CACHE / "peers" / "litellm"
    if not _installed(place, _python_commands(place)):
        yield None
        return
    key, port = f"sk-{secrets.token_hex(24)}", free_port()
    with TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text(CONFIG.format(address=address, key=key) + more)
        command = [place / "bin/litellm", "--config", config, "--host", "127.0.0.1"]
        # Prices are in its package; asking the network for newer ones would only delay the start.
        told = {"LITELLM_LOCAL_MODEL_COST_MAP": "True"}
        with _running([*command, "--port", str(port), "--num_workers", "1"], port, told) as pid:
            yield Gateway("LiteLLM", pid, port, {"Authorization": f"Bearer {key}"})


@contextmanager
def portkey(address: str) -> Iterator[Gateway | None]:
    """Run Portkey's gateway. address: of the stub, with /v1. None where it cannot be installed."""
    place = CACHE / "peers" / "portkey"
    if not _installed(place, [["npm", "install", "--silent", "--prefix", place, PORTKEY]]):
        yield None
        return
    port = free_port()
    script = place / "node_modules/@portkey-ai/gateway/build/start-server.js"
    headers = {
        "Authorization": "Bearer none",
        "x-portkey-provider": "openai",
        "x-portkey-custom-host": address,
    }
    with _running(["node", script, f"--port={port}", "--headless"], port) as pid:
        # Its streams end in "TypeError: immutable" on Node 20, whichever provider is named.
        yield Gateway("Portkey", pid, port, headers, streams=False)


def _python_commands(place: Path) -> list[list[str | Path]]:
    uv = Path(sys.executable).with_name("uv")
    return [
        [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, place],
        [uv, "pip", "install", "--quiet", "--python", place / "bin/python", LITELLM, *BESIDE_LITELLM],
    ]


def _installed(place: Path, commands: list[list[str | Path]]) -> bool:
    if (place / "ready").exists():
        return True
    progress(f"{place.name}: making its environment")
    place.mkdir(parents=True, exist_ok=True)
    try:
        for command in commands:
            subprocess.run(command, check=True, capture_output=True, timeout=INSTALL_SECONDS)
    except (OSError, subprocess.SubprocessError):
        progress(f"{place.name}: SKIPPED, it cannot be installed here")
        return False
    (place / "ready").touch()
    return True


@contextmanager
def _running(command: list[str | Path], port: int, told: dict[str, str] | None = None) -> Iterator[int]:
    with subprocess.Popen(
        command,
        env={**os.environ, **(told or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        try:
            _wait_until_listening(port, child)
            yield child.pid
        finally:
            child.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.wait(END_SECONDS)
            child.kill()


def _wait_until_listening(port: int, child: "subprocess.Popen[bytes]") -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < READY_SECONDS and child.poll() is None:
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"Nothing listens on port {port}.")
