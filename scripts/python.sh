#!/bin/sh
# Prints a Python >= 3.11 that can make environments, or says what is missing. PYTHON names one to use.
set -u

usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
complete() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

incomplete=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
    path=$(command -v "$candidate" 2>/dev/null) || continue
    usable "$path" || continue
    if complete "$path"; then
        printf '%s\n' "$path"
        exit 0
    fi
    incomplete=$path
done

if [ -n "$incomplete" ]; then
    echo "aisle: $incomplete cannot make environments (no ensurepip). On Debian and Ubuntu: apt install python3-venv" >&2
elif found=$(command -v "${PYTHON:-python3}" 2>/dev/null); then
    version=$("$found" -c 'import platform; print(platform.python_version())' 2>/dev/null || echo "a version that does not run")
    echo "aisle: Python 3.11 or newer is needed; $found is $version." >&2
    echo "       Install a newer one (Debian 12, Ubuntu 24.04, brew install python@3.12) or name it: PYTHON=/path/to/python3.11" >&2
else
    echo "aisle: Python 3.11 or newer is needed and ${PYTHON:-python3} was not found." >&2
    echo "       Install it (apt install python3 python3-venv, or brew install python@3.12) and run this again." >&2
fi
exit 1
