"""An office suite opens the PowerPoint of every shipped deck, and sees all of its slides."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from backbone.deck import written
from backbone.deck.away import AWAY
from backbone.deck.played import played
from backbone.record import record
from backbone.text import LANGS

SNAPSHOTS = Path(__file__).parents[2] / "data" / "snapshots"
OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice Impress is not installed (soffice)")
@pytest.mark.parametrize("name", written.decks())
def test_an_office_suite_opens_every_slide(name, tmp_path):
    of = played(written.load(written.FOLDER / f"{name}.toml"), record.load(), SNAPSHOTS)
    for file, made in AWAY["pptx"].make(of, LANGS).items():
        (tmp_path / file).write_bytes(made)
        own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [OFFICE, own, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / file]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        seen = (tmp_path / file).with_suffix(".pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", seen)) == len(of.deck)
