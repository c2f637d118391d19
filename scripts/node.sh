#!/bin/sh
# Ends well if Node.js >= 20.19 and npm are here; otherwise says what is missing.
set -u

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "aisle: Node.js 20.19 or newer (with npm) builds the chat window, and it was not found." >&2
    echo "       Install it from your system or from nodejs.org, then run this again." >&2
    exit 1
fi
version=$(node --version 2>/dev/null)
number=${version#v}
major=${number%%.*}
rest=${number#*.}
minor=${rest%%.*}
case "$major$minor" in
    '' | *[!0-9]*)
        echo "aisle: $(command -v node) does not say its version; Node.js 20.19 or newer is needed." >&2
        exit 1
        ;;
esac
if [ "$major" -lt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -lt 19 ]; }; then
    echo "aisle: Node.js 20.19 or newer is needed to build the chat window; $(command -v node) is $number." >&2
    echo "       Install a newer one from your system or from nodejs.org, then run this again." >&2
    exit 1
fi
