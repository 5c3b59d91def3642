"""Whether a server can read the secrets that are there for it. Streamlit's own ends with its whole stack where it
cannot, before a page of ours is asked; `python -m backbone.serve.secrets` says it first, in one line."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from backbone.serve.process import ROOT
from backbone.terminal import Refused, cause, line
from backbone.text import Text

SECRETS = Text(
    "no server starts while its user cannot read {path} ({why}); docs/serving.md, Sign-in, says how to place it",
    "运行服务的用户无法读取 {path}（{why}），因此不能启动；放置方法见 docs/serving.md 的 Sign-in 一节",
)
NO_TEXT = Text("it is not UTF-8", "不是 UTF-8 文本")


def readable() -> None:
    """Refused where Streamlit finds secrets that it cannot read."""
    for path in _files():
        try:
            path.read_text("utf-8")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise Refused(SECRETS.filled(path=path, why=cause(error))) from None
        except UnicodeDecodeError:
            raise Refused(SECRETS.filled(path=path, why=NO_TEXT)) from None


def _files() -> Iterator[Path]:
    """The files that Streamlit would read: those named in the environment, or its own two places. In a folder of
    secrets each has a folder, of files."""
    told = os.environ.get("STREAMLIT_SECRETS_FILES", "").split()
    found = [Path(place, ".streamlit", "secrets.toml") for place in (os.path.expanduser("~"), ROOT)]
    for path in [Path(one) for one in told] or found:
        if path.suffix == ".toml":
            yield path
        else:
            yield from (file for file in path.glob("*/*") if not file.is_dir())


if __name__ == "__main__":
    try:
        readable()
    except Refused as unread:
        print(line(unread.text, "en"), file=sys.stderr)
        sys.exit(2)
