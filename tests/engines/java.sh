#!/bin/sh
# Makes sure that a Java 17 or later is there, which Spark runs on: the system's, else the distribution's package.
set -u

root=""
[ "$(id -u)" = 0 ] || root="sudo"

new_enough() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    major=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    [ "${major:-0}" -ge 17 ]
}

new_enough && exit 0
if command -v apt-get >/dev/null 2>&1; then
    echo "Installing a Java 17 from the distribution's packages, for the tests of Spark only"
    $root apt-get update -qq && $root apt-get install -y -qq openjdk-17-jre-headless >/dev/null
fi
if ! new_enough; then
    echo "No Java 17 could be installed. Install one by hand and try again" \
        "(Debian, Ubuntu: apt-get install openjdk-17-jre-headless)." >&2
    exit 1
fi
exit 0
