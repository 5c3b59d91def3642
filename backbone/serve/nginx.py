"""nginx: whether it is there, and what it is told."""

import base64
import hashlib
import os
import pwd
import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from string import Template

from backbone.serve.options import Options
from backbone.terminal import Refused
from backbone.text import LANGS, Text

TEMPLATE = Path(__file__).with_name("nginx.conf")
# Where distributions keep what nginx can load; this one takes the server's name off every answer.
NAMELESS = "ngx_http_headers_more_filter_module.so"
MODULES = (Path("/usr/lib/nginx/modules"), Path("/usr/lib64/nginx/modules"), Path("/etc/nginx/modules"))
# What a page asks a browser for: nothing of all this.
DENIED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip
NO_NGINX = Text(
    "nginx is not installed; Debian and Ubuntu: apt-get install nginx-light libnginx-mod-http-headers-more-filter",
    "未安装 nginx；Debian 和 Ubuntu：apt-get install nginx-light libnginx-mod-http-headers-more-filter",
)
NO_STREAMLIT = Text(
    "streamlit is not installed; run `make run` once, or pip install -r requirements.txt",
    "未安装 streamlit；请先运行一次 `make run`，或 pip install -r requirements.txt",
)
CLOSED = Text("There is nothing to see at this address.", "此地址没有可查看的内容。")
MOVED = Text(
    "This page has another address, and browsers go there by themselves.", "此页面另有网址，浏览器会自动前往。"
)
LATER = Text("The dashboard cannot answer right now. Reload in a moment.", "看板暂时无法响应，请稍后刷新。")


class _Configuration(Template):
    """A text whose gaps are written %{so}: nginx writes its own with a dollar."""

    delimiter = "%"


def find() -> str:
    """The nginx of this machine; Refused with how to get one."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if not found:
        raise Refused(NO_NGINX)
    return found


def streamlits() -> Path:
    """The files that Streamlit sends to every browser."""
    found = find_spec("streamlit")
    if not found or not found.origin:
        raise Refused(NO_STREAMLIT)
    return Path(found.origin).parent / "static"


def configuration(options: Options, run: Path, www: Path, ports: list[int]) -> str:
    """All that nginx is told, for workers that listen on `ports` of this machine."""
    nameless = next((folder / NAMELESS for folder in MODULES if (folder / NAMELESS).is_file()), None)
    secured = [
        f"listen {options.listen} ssl;",
        f"ssl_certificate {options.certificate};",
        f"ssl_certificate_key {options.key};",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "ssl_session_cache shared:tls:4m;",
        "add_header Strict-Transport-Security max-age=31536000 always;",
        "proxy_cookie_flags ~ secure;",
    ]
    return _Configuration(TEMPLATE.read_text("utf-8")).substitute(
        run=run,
        www=www,
        base=options.base,
        modules=f"load_module {nameless};" if nameless else "",
        nameless="more_clear_headers Server;" if nameless else "",
        user=f"user {pwd.getpwuid(0).pw_name};" if os.getuid() == 0 else "",
        listen="\n        ".join(secured if options.certificate else [f"listen {options.listen};"]),
        cookie=_cookie(options),
        policy=policy(options.embed),
        framed="" if options.embed else "add_header X-Frame-Options DENY always;",
        permissions=", ".join(f"{one}=()" for one in DENIED),
        closed=_page(CLOSED),
        later=_page(LATER),
        moved=_page(MOVED),
        outside=_outside(options.base),
        uploads=f"{options.uploads + 1}m",  # a file comes in an envelope
        **_workers(ports),
    )


def policy(embed: tuple[str, ...]) -> str:
    """The Content-Security-Policy: as strict as Streamlit allows (docs/serving.md says what needs what)."""
    inline = re.findall(r"<script>(.*?)</script>", (streamlits() / "index.html").read_text("utf-8"), re.DOTALL)
    framing = " ".join(embed) or "'none'"
    known = [f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in inline]
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {' '.join(known)}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {framing}",
        )
    )


def _cookie(options: Options) -> str:
    """A frame of another site keeps a cookie only with these words, and only where there is TLS."""
    if not options.certificate:
        return "SameSite=Lax"
    return "SameSite=None; Secure; Partitioned" if options.embed else "SameSite=Lax; Secure"


def _workers(ports: list[int]) -> dict[str, str]:
    """The groups of servers, one for any worker and one for each, and the names by which they are found."""
    every = {n: f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s" for n, port in enumerate(ports, 1)}
    groups = {"any": [f"{server};" for server in every.values()]}
    for n, server in every.items():
        groups[f"worker_{n}"] = [f"{server};", *(f"{other} backup;" for m, other in every.items() if m != n)]
    return {
        "upstreams": "\n".join(
            f"    upstream {name} {{ zone {name} 64k; {' '.join(servers)} }}" for name, servers in groups.items()
        ),
        "by_cookie": "\n".join(f"        {n} worker_{n};" for n in every),
        "by_address": "\n".join(f"        ~:{port}$ {n};" for n, port in enumerate(ports, 1)),
    }


def _page(said: Text) -> str:
    lines = "".join(f"<p lang={'zh-Hans' if lang == 'zh' else lang}>{said(lang)}</p>" for lang in LANGS)
    return f"<!doctype html><meta charset=utf-8><title>Backbone</title>{lines}"


def _outside(base: str) -> str:
    if not base:
        return ""
    return f"location = {base} {{ return 308 {base}/$is_args$args; }}\n        location / {{ return 404; }}"
