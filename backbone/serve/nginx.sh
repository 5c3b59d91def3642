#!/bin/sh
# Makes sure that an nginx is there, and the module that takes its name off every answer: the system's, else the
# distribution's packages. The service that they bring along is not ours and not wanted: it would take port 80.
set -u
PATH="$PATH:/usr/sbin:/usr/local/sbin"
module=ngx_http_headers_more_filter_module.so

root=""
[ "$(id -u)" = 0 ] || root="sudo"

whole() {
    command -v nginx >/dev/null 2>&1 || return 1
    for folder in /usr/lib/nginx/modules /usr/lib64/nginx/modules /etc/nginx/modules; do
        [ -e "$folder/$module" ] && return 0
    done
    return 1
}

whole && exit 0
new=yes
command -v nginx >/dev/null 2>&1 && new=no
if command -v apt-get >/dev/null 2>&1; then
    echo "Installing nginx from the distribution's packages"
    $root apt-get update -qq && $root apt-get install -y -qq nginx-light libnginx-mod-http-headers-more-filter >/dev/null
    if [ "$new" = yes ] && command -v systemctl >/dev/null 2>&1; then
        $root systemctl disable -q --now nginx 2>/dev/null
    fi
fi
if ! command -v nginx >/dev/null 2>&1; then
    echo "nginx could not be installed. Install it by hand and try again" \
        "(Debian, Ubuntu: apt-get install nginx-light libnginx-mod-http-headers-more-filter)." >&2
    exit 1
fi
whole || echo "Its headers-more module is not there: every answer will say \"Server: nginx\", without a version." >&2
exit 0
