"""Names in a package-lock.json the builds for other systems that npm left out, so that `npm ci` takes the lock everywhere.

npm drops an optional package from the lock when the registry in use does not carry it, and refuses the lock afterwards
because that package is missing. What is added has its exact version and where it belongs; it is fetched only there.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

SYSTEMS = (
    "aix",
    "android",
    "darwin",
    "freebsd",
    "linux",
    "netbsd",
    "openbsd",
    "openharmony",
    "sunos",
    "win32",
)
PROCESSORS = ("arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64")


def complete(lock: dict[str, Any]) -> list[str]:
    """Add what is missing to the lock; its names come back."""
    packages: dict[str, dict[str, Any]] = lock["packages"]
    present = {path.rpartition("node_modules/")[2] for path in packages}
    added: dict[str, dict[str, Any]] = {}
    for parent in packages.values():
        for name, version in parent.get("optionalDependencies", {}).items():
            if name not in present and re.fullmatch(r"\d+\.\d+\.\d+\S*", version):
                added[f"node_modules/{name}"] = entry(name, version, parent)
    lock["packages"] = dict(sorted({**packages, **added}.items()))
    return sorted(added)


def entry(name: str, version: str, parent: dict[str, Any]) -> dict[str, Any]:
    words = set(re.split(r"[-_/]", name))
    marks = {
        "cpu": [word for word in PROCESSORS if word in words],
        "libc": [libc for libc, word in (("musl", "musl"), ("glibc", "gnu")) if word in words],
        "os": [word for word in SYSTEMS if word in words],
    }
    dev = {"dev": True} if parent.get("dev") else {}
    return {
        "version": version,
        **dev,
        "optional": True,
        **{key: value for key, value in marks.items() if value},
    }


def main() -> int:
    path = Path(sys.argv[1])
    lock = json.loads(path.read_text(encoding="utf-8"))
    for name in complete(lock):
        print(f"added {name}")
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
