"""A draft: who looks at one sees it on every page, marked as one; everybody else sees what is published."""

import shutil
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from backbone.charts import Canvas
from backbone.pictures import area
from backbone.pictures.file import as_csv
from backbone.pictures.sheet import DRAFT, foot
from backbone.record.record import load
from backbone.site import PAGES
from backbone.snapshot.opened import opened
from backbone.text import LANGS
from backbone.ui import alone, drafts, opening
from backbone.view import View
from tests.app.app import ROOT, words

BEFORE = "2019-07-illustrative"


@pytest.fixture(scope="module")
def draft(tmp_path_factory) -> Path:
    """The snapshot of the month before, in a folder that no reader follows."""
    folder = tmp_path_factory.mktemp("root") / f".draft-{BEFORE}-0123"
    return shutil.copytree(opening.SNAPSHOTS / BEFORE, folder)


def visit(page: str, draft: Path | None, **params: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.query_params.update(params)
    if draft:
        at.session_state[drafts.LOOKED_AT] = draft
    if page != "home":
        at.switch_page(PAGES[page].path)
    return at.run()


def is_marked(at: AppTest, lang: str) -> bool:
    return any(drafts.YOURS(lang) in said.value for said in at.markdown)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_the_draft_and_says_so(page, draft):
    lang = LANGS[len(page) % 2]
    at = visit(page, draft, lang=lang, place="421122")
    assert not at.exception and is_marked(at, lang)
    assert not is_marked(visit(page, None, lang=lang, place="421122"), lang)


@pytest.mark.parametrize("lang", LANGS)
def test_its_numbers_are_those_of_the_draft(draft, lang):
    month = {"en": "July 2019", "zh": "2019年7月"}[lang]
    said = " ".join(words(visit("home", draft, lang=lang)))
    assert month in said.replace(" ", "" if lang == "zh" else " ") and DRAFT(lang) in said


def test_a_draft_that_is_gone_is_not_looked_at_any_more(draft):
    at = visit("trust", draft.with_name(".draft-gone-0000"))
    assert not at.exception and not is_marked(at, "en")
    assert drafts.LOOKED_AT not in at.session_state


def test_nobody_sees_a_draft_on_a_server_that_others_reach(draft, monkeypatch):
    monkeypatch.setenv(alone.SERVED, "1")
    assert not is_marked(visit("trust", draft), "en")


def test_what_leaves_the_page_is_marked_too(draft):
    store, record = opened(draft), load()
    picture = area.ranking(store, View(indicator="paid"), Canvas("en"), "county")
    assert foot(picture, store).startswith(DRAFT.en)
    rows = pd.read_csv(BytesIO(as_csv(picture, store, record)))
    assert set(rows["Data version"]) == {f"{BEFORE} ({DRAFT.en})"}
