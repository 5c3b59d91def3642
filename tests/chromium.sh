#!/bin/sh
# Makes sure that a Chromium and a Chinese font are there. The Chromium: the system's, else Playwright's own, else the
# distribution's package. Chinese letters in pictures need a font; without one the pages still work.
set -u
python=$1

root=""
[ "$(id -u)" = 0 ] || root="sudo"

on_the_path() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}

# Playwright's own counts only if it starts: its download does not bring the libraries that it needs.
playwrights() {
    own=$("$python" -c 'from playwright.sync_api import sync_playwright as s
with s() as p: print(p.chromium.executable_path)' 2>/dev/null) && [ -x "$own" ] && "$own" --version >/dev/null 2>&1
}

from_the_distribution() {
    command -v apt-get >/dev/null 2>&1 && $root apt-get update -qq && $root apt-get install -y -qq "$@" >/dev/null
}

if ! on_the_path && ! playwrights; then
    echo "No Chromium found: trying Playwright's own"
    if ! "$python" -m playwright install chromium >/dev/null 2>&1 || ! playwrights; then
        echo "Playwright's Chromium cannot be fetched or started: installing the distribution's package"
        if ! from_the_distribution chromium || ! on_the_path; then
            echo "No Chromium could be installed. Install one by hand and try again" \
                "(Debian: apt-get install chromium fonts-noto-cjk)." >&2
            exit 1
        fi
    fi
fi

if command -v fc-list >/dev/null 2>&1 && [ -z "$(fc-list :lang=zh family 2>/dev/null)" ]; then
    echo "No Chinese font found: installing one"
    from_the_distribution fonts-noto-cjk || echo "None could be installed: Chinese in pictures will be empty boxes." >&2
fi
exit 0
