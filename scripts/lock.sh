#!/bin/sh
# Pins every package again. Releases younger than a week are left out: poisoned ones are mostly found within days.
set -eu

cd "$(dirname "$0")/.."
uv=.venv/bin/uv
until=$(.venv/bin/python -c 'import datetime; print(datetime.date.today() - datetime.timedelta(days=7))')
pin() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --custom-compile-command "make lock" --exclude-newer "$until" "$@"
}
cd server
uv=../$uv
pin pyproject.toml --upgrade -o requirements.lock
# The same versions in both: a development environment also serves `./aisle`.
pin pyproject.toml --group dev --upgrade --constraint requirements.lock -o requirements-dev.lock
pin ../scripts/tools.in --upgrade --constraint requirements-dev.lock -o ../scripts/tools.lock
cd ..
for folder in widget console console/client examples/use-chat; do
    (cd "$folder" && npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved --before "$until")
    .venv/bin/python scripts/complete_npm_lock.py "$folder/package-lock.json"
done
echo "Locked as of $until. Run the tests, then commit the locks."
