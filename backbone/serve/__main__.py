"""`python -m backbone serve` ends up here, in a process that holds nothing but what it needs."""

import signal
import sys
import tempfile
from pathlib import Path

from backbone.serve.options import Refused, read
from backbone.serve.supervisor import Supervisor
from backbone.text import repeated

# A line that says what cannot be is no longer than this, whatever it repeats.
LONGEST = 400


def main(argv: list[str]) -> int:
    """0 when it was asked to end; 2 with one line on standard error when it could not serve."""
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
        print(f"backbone: {repeated(' '.join(error.args[0].split()), LONGEST)}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
