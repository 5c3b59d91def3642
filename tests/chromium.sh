#!/bin/sh
# Makes sure that a Chromium and a Chinese font are there: the system's, else Playwright's own, else the distribution's package.
set -u
python=$1

if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then
    exit 0
fi
if "$python" - <<'PY'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(0 if os.path.exists(p.chromium.executable_path) else 1)
PY
then
    exit 0
fi
echo "No Chromium found: trying Playwright's own"
if "$python" -m playwright install chromium >/dev/null 2>&1; then
    exit 0
fi
echo "Playwright's Chromium cannot be fetched: installing the distribution's package"
root=""
[ "$(id -u)" = 0 ] || root="sudo"
if $root apt-get update -qq && $root apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; then
    exit 0
fi
echo "No Chromium could be installed. Install one by hand (Debian: apt-get install chromium fonts-noto-cjk) and try again." >&2
exit 1
