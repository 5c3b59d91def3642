"""What `serve` is told on its command line, checked before anything is started."""

import argparse
import ipaddress
import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path

from backbone.terminal import Parser, Refused, asks, cause, path_named, spoken
from backbone.text import Lang, Text, repeated

# A path below which a larger site keeps the dashboard: one or more plain folder names.
BASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*")
# A site that may show the dashboard in a frame: scheme, name, and port where it is not the usual one.
ANCESTOR = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:\d{1,5})?")
LONGEST_BASE = 200
MOST_WORKERS = 32
# Megabytes of the largest file that a steward may be let send: it is held in a worker's memory.
MOST_MEGABYTES = 500

WORKERS = Text("--workers is 1 to {most}, not {given}", "--workers 应为 1 到 {most}，而非 {given}")
PORT = Text("--port is 1 to 65535, not {given}", "--port 应为 1 到 65535，而非 {given}")
UPLOADS = Text("--uploads is 0 to {most} megabytes, not {given}", "--uploads 应为 0 到 {most} 兆字节，而非 {given}")
BASE_IS = Text(
    "--base is a path of at most {most} letters, digits, dots and hyphens like reports/backbone, not “{given}”",
    "--base 是由字母、数字、点和连字符组成的路径，最多 {most} 个字符，如 reports/backbone，而非“{given}”",
)
EMBED_IS = Text(
    "--embed is a site like https://<its name>, not “{given}”", "--embed 是形如 https://<网站名> 的网站，而非“{given}”"
)
ADDRESS_IS = Text(
    "--address is one of this machine's, like 127.0.0.1 or 0.0.0.0, not “{given}”",
    "--address 应为本机地址，如 127.0.0.1 或 0.0.0.0，而非“{given}”",
)
BOTH = Text("--certificate and --key go together", "--certificate 与 --key 须同时给出")
NO_FILE = Text("{path} is no file that can be read", "{path} 不是可读取的文件")
BAD_NAME = Text(
    "{path} has signs in its name that nginx does not take; rename it", "{path} 的名称中有 nginx 不接受的字符，请改名"
)
LOW_PORT = Text(
    "port {port} is not for this user; take one above 1023", "当前用户不能使用端口 {port}，请选用大于 1023 的端口"
)
NO_LISTENING = Text(
    "{address}, port {port}, cannot be listened on: {why}; --port takes another",
    "无法在 {address} 的端口 {port} 上监听：{why}；可用 --port 另选端口",
)
ABOUT = Text("Several workers behind one nginx.", "多个工作进程，由一个 nginx 分派。")
EACH_CORE = Text("one for each core; default: 2", "工作进程数，每个处理器核心一个；默认为 2")
DEFAULT_PORT = Text("default: 8500", "端口；默认为 8500")
LETS_IN = Text("0.0.0.0 lets the network in; default: this machine only", "0.0.0.0 允许网络访问；默认仅限本机")
BELOW = Text("the path below which a larger site keeps it", "看板在上级网站中的路径")
CHAIN = Text("with --key: TLS; the whole chain, PEM", "与 --key 一起启用 TLS；PEM 格式的完整证书链")
KEY = Text("of the certificate, PEM", "证书的私钥，PEM 格式")
FRAME = Text(
    "a site that may show it in a frame, like https://<its name>; may be repeated; default: none",
    "允许嵌入看板的网站，形如 https://<网站名>；可重复；默认无",
)
LARGEST = Text(
    "the largest file that a signed-in steward may send to be published; 0: none; default: 200",
    "已登录的数据管理员可上传文件的最大兆字节数；0 为不允许；默认为 200",
)


@dataclass(frozen=True)
class Options:
    """Where to listen and how many workers to keep; `base` begins with a slash, or is empty; `uploads` are the
    megabytes of the largest file that a signed-in steward may send, 0 for none."""

    workers: int
    port: int
    address: str
    base: str
    certificate: Path | None
    key: Path | None
    embed: tuple[str, ...]
    uploads: int

    @property
    def listen(self) -> str:
        """The address and port as nginx writes them."""
        if ":" not in self.address:
            return f"{self.address}:{self.port}"
        return f"[{self.address}]:{self.port}{' ipv6only=off' if self.address == '::' else ''}"

    @property
    def url(self) -> str:
        """Where a reader on this machine opens the dashboard."""
        return f"{'https' if self.certificate else 'http'}://localhost:{self.port}{self.base}/"


def read(argv: list[str]) -> Options:
    """The options of a command line; Refused with one sentence where they cannot be followed."""
    told = _parser(spoken(argv)).parse_args(argv)
    if not 1 <= told.workers <= MOST_WORKERS:
        raise Refused(WORKERS.filled(most=MOST_WORKERS, given=told.workers))
    if not 1 <= told.port <= 65535:
        raise Refused(PORT.filled(given=told.port))
    if not 0 <= told.uploads <= MOST_MEGABYTES:
        raise Refused(UPLOADS.filled(most=MOST_MEGABYTES, given=told.uploads))
    base = told.base.strip("/")
    if base and (len(base) > LONGEST_BASE or not BASE.fullmatch(base)):
        raise Refused(BASE_IS.filled(most=LONGEST_BASE, given=repeated(base)))
    for site in told.embed:
        if not ANCESTOR.fullmatch(site):
            raise Refused(EMBED_IS.filled(given=repeated(site, 60)))
    address = "127.0.0.1" if told.address == "localhost" else told.address
    try:
        ipaddress.ip_address(address)
    except ValueError:
        raise Refused(ADDRESS_IS.filled(given=repeated(address))) from None
    certificate, key = _pair(told.certificate, told.key)
    options = Options(
        told.workers, told.port, address, f"/{base}" if base else "", certificate, key, tuple(told.embed), told.uploads
    )
    _free(options)
    return options


def _parser(lang: Lang) -> argparse.ArgumentParser:
    parser = Parser(prog="python -m backbone serve", description=ABOUT(lang))
    parser.add_argument("--workers", type=int, default=2, metavar="N", help=EACH_CORE(lang))
    parser.add_argument("--port", type=int, default=8500, metavar="NUMBER", help=DEFAULT_PORT(lang))
    parser.add_argument("--address", default="127.0.0.1", help=LETS_IN(lang))
    parser.add_argument("--base", default="", metavar="PATH", help=BELOW(lang))
    parser.add_argument("--certificate", type=path_named, metavar="FILE", help=CHAIN(lang))
    parser.add_argument("--key", type=path_named, metavar="FILE", help=KEY(lang))
    parser.add_argument("--embed", action="append", default=[], metavar="SITE", help=FRAME(lang))
    parser.add_argument("--uploads", type=int, default=200, metavar="MB", help=LARGEST(lang))
    asks(parser, lang)
    return parser


def _pair(certificate: Path | None, key: Path | None) -> tuple[Path | None, Path | None]:
    if (certificate is None) != (key is None):
        raise Refused(BOTH)
    for path in filter(None, (certificate, key)):
        if not path.is_file() or not os.access(path, os.R_OK):
            raise Refused(NO_FILE.filled(path=path))
        if not re.fullmatch(r"[\w./+@-]+", str(path.resolve())):
            raise Refused(BAD_NAME.filled(path=path))
    return (certificate.resolve(), key.resolve()) if certificate and key else (None, None)


def _free(options: Options) -> None:
    with socket.socket(socket.AF_INET6 if ":" in options.address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.address, options.port))
        except PermissionError:
            raise Refused(LOW_PORT.filled(port=options.port)) from None
        except OSError as error:
            raise Refused(NO_LISTENING.filled(address=options.address, port=options.port, why=cause(error))) from None
