#!/bin/sh
# Makes sure that a PostgreSQL server is there, for the tests to start one of their own: the system's, else the
# distribution's package. The service that the package brings along is not ours and not wanted.
set -u

root=""
[ "$(id -u)" = 0 ] || root="sudo"

there() {
    command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

there && exit 0
if command -v apt-get >/dev/null 2>&1; then
    echo "Installing PostgreSQL from the distribution's packages, for the tests only"
    $root apt-get update -qq && $root apt-get install -y -qq postgresql >/dev/null
    if command -v systemctl >/dev/null 2>&1; then
        $root systemctl disable -q --now postgresql 2>/dev/null
    fi
fi
if ! there; then
    echo "PostgreSQL could not be installed. Install its server by hand and try again" \
        "(Debian, Ubuntu: apt-get install postgresql)." >&2
    exit 1
fi
exit 0
