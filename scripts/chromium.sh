#!/bin/sh
# Prints the Chromium for browser tests. With --install, and as root, one is installed when there is none.
set -u

find_one() {
    for candidate in "${CHROME_BIN:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        [ -n "$candidate" ] && command -v "$candidate" 2>/dev/null && return 0
    done
    return 1
}

find_one && exit 0
if [ "${1:-}" = --install ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests" >&2
    log=$(mktemp)
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } \
        </dev/null >"$log" 2>&1 && find_one; then
        rm -f "$log"
        exit 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
fi
echo "aisle: the browser tests need Chromium: install it (apt install chromium) or set CHROME_BIN to one." >&2
exit 1
