"""The steward's page says of every folder whether it is shown, could be, or why not, and stands where none can be."""

import shutil
from pathlib import Path

import pytest

from backbone.site import BESIDE, PAGES
from backbone.text import LANGS
from backbone.ui import events, opening, steward
from tests.app.app import cards, links
from tests.app.test_pages import CJK, LATIN
from tests.app.test_roles_and_pages import visit_as


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the snapshots, none of which was shown yet."""
    root = tmp_path / "snapshots"
    shutil.copytree(opening.SNAPSHOTS, root)
    monkeypatch.setattr(opening, "SNAPSHOTS", root)
    monkeypatch.setattr(events, "_now", {"shown": "", "refused": ""})
    monkeypatch.setattr(events, "_since", {})
    return root


def states(lang: str = "en") -> dict[str, str]:
    """What the page says of each folder."""
    at = visit_as("steward", "steward", lang=lang)
    assert not at.exception and at.title[0].value == steward.STEWARD.title(lang)
    table = at.table[0].value
    return dict(zip(table[steward.FOLDER(lang)], table[steward.STATE(lang)], strict=True))


def test_each_folder_is_shown_or_could_be_or_says_why_not(snapshots):
    now = (snapshots / "current").read_text().strip()
    other = next(f.name for f in snapshots.iterdir() if f.is_dir() and f.name != now)
    shutil.copytree(snapshots / now, snapshots / "broken")
    (snapshots / "broken" / "facts.parquet").write_bytes(b"no table")
    (snapshots / ".half-written").mkdir()
    assert states() == {
        f"`{now}`": steward.NEXT.en,
        f"`{other}`": steward.OPENS.en,
        "`broken`": "broken/facts.parquet is not the file that was published (wrong checksum): "
        "copy the snapshot again or publish a new one.",
    }
    visit_as("reader", "trust")
    assert "**Shown**" in states()[f"`{now}`"] and "正在展示" in states("zh")[f"`{now}`"]
    (snapshots / "current").write_text(other)
    visit_as("reader", "trust")
    assert "**Shown**" in states()[f"`{other}`"] and states()[f"`{now}`"] == steward.OPENS.en


@pytest.mark.parametrize("lang", LANGS)
def test_it_stands_where_no_data_can_be_shown(snapshots, lang):
    (snapshots / "current").write_text("elsewhere")
    assert not cards(visit_as("reader", "home"))
    assert set(states(lang).values()) == {steward.OPENS(lang)}
    (snapshots / "current").unlink()
    shutil.rmtree(snapshots)
    at = visit_as("steward", "steward", lang=lang)
    assert not at.exception and not at.table and steward.NONE(lang) in [said.value for said in at.caption]


@pytest.mark.parametrize("lang", LANGS)
def test_it_speaks_one_language(lang):
    at = visit_as("steward", "steward", lang=lang)
    said = [x.value for x in (*at.title, *at.header, *at.caption)] + [*at.table[0].value]
    assert not [x for x in said if (CJK.search(x) if lang == "en" else LATIN.search(x.replace("UTC", "")))]


@pytest.mark.parametrize(("page", "entry"), steward.ENTRIES.items())
@pytest.mark.parametrize("lang", LANGS)
def test_its_head_leads_to_every_page_and_to_the_other_language(lang, page, entry):
    at = visit_as("steward", page, lang=lang)
    menu = links(at, "menu")
    every = [*PAGES.values(), *BESIDE.values(), *steward.ENTRIES.values()]
    assert [link.said for link in menu] == [one.name(lang) for one in every]
    assert [link.said for link in menu if link.here] == [entry.name(lang)]
    assert all(link.question == ({"lang": "zh"} if lang == "zh" else {}) for link in menu)
    other = next(one for one in LANGS if one != lang)
    at.button_group(key="lang").set_value(other).run()
    assert at.title[0].value == entry.title(other)
