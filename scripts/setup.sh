#!/bin/sh
# Makes or renews the Python environment in .venv: "setup.sh runtime" or "setup.sh dev". Costs a few ms when it is good.
set -eu

root=$(CDPATH='' cd "$(dirname "$0")/.." && pwd -P)
wanted=${1:-runtime}

digest() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi
}

# The path is part of the key: an environment holds absolute paths and does not survive being copied or moved.
key=$(
    cd "$root"
    { printf '%s\n' "$root"; cat server/requirements.lock server/requirements-dev.lock server/pyproject.toml scripts/tools.lock; } |
        digest | cut -d ' ' -f 1
)
made_key= made_kind=
if [ -r "$root/.venv/.aisle-setup" ] && [ -x "$root/.venv/bin/python" ]; then
    { read -r made_key && read -r made_kind; } <"$root/.venv/.aisle-setup" || true
fi
if [ "$made_key" = "$key" ] && { [ "$made_kind" = "$wanted" ] || [ "$made_kind" = dev ]; }; then
    exit 0
fi

python=$(sh "$root/scripts/python.sh")
exec "$python" "$root/scripts/setup.py" "$root" "$wanted" "$key"
