"""Data that cannot be read gives one calm page that names the file, in both languages, and nothing else."""

import json
import os
import shutil
from pathlib import Path

import pytest

from backbone.site import PAGES
from backbone.text import LANGS
from backbone.ui import opening
from tests.app.app import cards, links, visit
from tests.manifests import rewrite


def _folder(root: Path) -> Path:
    return root / (root / "current").read_text().strip()


def no_pointer(root: Path) -> str:
    (root / "current").unlink()
    return "current"


def pointer_elsewhere(root: Path) -> str:
    (root / "current").write_text("../../etc")
    return "current"


def no_folder(root: Path) -> str:
    folder = _folder(root)
    shutil.rmtree(folder)
    return folder.name


def no_manifest(root: Path) -> str:
    (_folder(root) / "manifest.json").unlink()
    return "manifest.json"


def half_a_manifest(root: Path) -> str:
    path = _folder(root) / "manifest.json"
    path.write_text(path.read_text()[:200])
    return "manifest.json"


def no_facts(root: Path) -> str:
    (_folder(root) / "facts.parquet").unlink()
    return "facts.parquet"


def half_the_facts(root: Path) -> str:
    path = _folder(root) / "facts.parquet"
    path.write_bytes(path.read_bytes()[:1000])
    return "facts.parquet"


def another_schema(root: Path) -> str:
    path = _folder(root) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 99}))
    return "99"


def a_pipe_for_a_pointer(root: Path) -> str:
    return _pipe(root / "current")


def a_pipe_for_a_manifest(root: Path) -> str:
    return _pipe(_folder(root) / "manifest.json")


def _pipe(path: Path) -> str:
    """Puts a pipe that nobody writes to in the place of a file: who read it would wait for ever."""
    path.unlink()
    os.mkfifo(path)
    return path.name


def a_note_that_is_none(root: Path) -> str:
    rewrite(_folder(root), note_en=None)
    return "note_en"


def a_year_given_twice(root: Path) -> str:
    rewrite(_folder(root), periods=[2017, 2018, 2018, 2019])
    return "periods"


BREAKAGES = [
    a_pipe_for_a_pointer,
    a_pipe_for_a_manifest,
    a_note_that_is_none,
    a_year_given_twice,
    no_pointer,
    pointer_elsewhere,
    no_folder,
    no_manifest,
    half_a_manifest,
    no_facts,
    half_the_facts,
    another_schema,
]


def _calm(at, lang: str, names: str) -> None:
    assert not at.exception
    said = [m.value for m in at.markdown]
    assert at.title[0].value == opening.SORRY(lang)
    assert len(said) == len(LANGS) and all(names in text for text in said)
    assert any("\u4e00" <= c <= "\u9fff" for c in said[0]) == (lang == "zh")
    assert not at.get("plotly_chart") and not links(at)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda b: b.__name__)
def test_a_broken_snapshot_is_told_calmly(snapshots, breakage, lang):
    named = breakage(snapshots)
    _calm(visit("home", lang=lang), lang, named)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_tells_it(snapshots, page):
    named = half_the_facts(snapshots)
    _calm(visit(page), "en", named)


def test_a_snapshot_broken_while_it_is_shown_is_noticed_and_its_repair_too(snapshots):
    whole = (_folder(snapshots) / "facts.parquet").read_bytes()
    assert cards(visit("home"))
    half_the_facts(snapshots)
    _calm(visit("home"), "en", "facts.parquet")
    (_folder(snapshots) / "facts.parquet").write_bytes(whole)
    assert cards(visit("home"))


@pytest.mark.parametrize(
    "put",
    [lambda path: path.write_text("figure_id,scope\nf1,programme\n"), os.mkfifo, os.mkdir],
    ids=["text", "pipe", "folder"],
)
def test_a_broken_public_record_is_told_calmly(tmp_path, monkeypatch, put):
    folder = tmp_path / "published"
    shutil.copytree(opening.PUBLISHED, folder)
    monkeypatch.setattr(opening, "PUBLISHED", folder)
    (folder / "figures.csv").unlink()
    put(folder / "figures.csv")
    _calm(visit("home", lang="zh"), "zh", "figures.csv")
