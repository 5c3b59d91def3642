"""Makes the folders of files that offices send (`python -m tests.offices.make`): two quarters, as they
should be."""

import shutil
from pathlib import Path

from tests.offices.files import write
from tests.offices.grids import Grid, grids
from tests.offices.planted import plant
from tests.offices.records import QUARTERS, records

FOLDER = Path(__file__).parent
FAULTY = FOLDER / f"{QUARTERS[0]}-faulty"


def sent(quarter: str) -> list[Grid]:
    """Every sheet of a quarter, as it should be."""
    return grids(records(quarter), quarter)


def main() -> None:
    """Writes the folders anew."""
    _anew(FAULTY, plant(sent(QUARTERS[0])))
    for quarter in QUARTERS:
        _anew(FOLDER / quarter, sent(quarter))


def _anew(folder: Path, all_of_them: list[Grid]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    write(folder, all_of_them)


if __name__ == "__main__":
    main()
