"""`python -m backbone serve` ends up here, in a process that holds nothing but what it needs."""

import signal
import sys
import tempfile
from pathlib import Path

from backbone.serve.options import read
from backbone.serve.supervisor import NotReady, Supervisor
from backbone.terminal import Refused, line, spoken


def main(argv: list[str]) -> int:
    """0 when it was asked to end; with one line on standard error 1 when no worker came or nginx ended, and 2 when what
    was asked for cannot be."""
    try:
        options = read(argv)
        with tempfile.TemporaryDirectory(prefix="backbone-") as run:
            supervisor = Supervisor(options, Path(run))

            def stop(*_: object) -> None:
                supervisor.stopping = True

            def renew(*_: object) -> None:
                supervisor.renewing = True

            for asked in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):  # the last: its terminal is closed
                signal.signal(asked, stop)
            signal.signal(signal.SIGUSR1, renew)
            return supervisor.run()
    except Refused as error:
        print(line(error.text, spoken(argv)), file=sys.stderr)
        return 1 if isinstance(error, NotReady) else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
