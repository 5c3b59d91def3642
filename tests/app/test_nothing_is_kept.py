"""Nothing grows with the switches of the snapshot, and nobody who looks at the pages can clear what all share."""

import gc
import json
import shutil
from pathlib import Path

from streamlit.runtime.caching import cache_data, cache_resource

from backbone.site import PAGES
from backbone.snapshot import opened
from backbone.snapshot.manifest import CHECKSUM, MANIFEST, checksum
from backbone.ui import opening
from tests.app.app import cards, visit


def publish_again(root: Path, number: int) -> None:
    """The same facts as another snapshot, made current."""
    folder, new = root / (root / "current").read_text().strip(), root / f"again-{number}"
    shutil.copytree(folder, new)
    said = json.loads((new / MANIFEST).read_text("utf-8")) | {"note_en": f"Number {number}."}
    (new / MANIFEST).write_text(json.dumps(said | {CHECKSUM: checksum(said)}), "utf-8")
    (root / "current").write_text(new.name)


def open_under(root: Path) -> list[str]:
    return [folder.name for folder, _ in list(opened._OPEN.keys()) if folder.is_relative_to(root)]


def test_one_snapshot_is_open_however_often_it_is_switched(snapshots):
    at = visit("home")
    for number in range(4):
        publish_again(snapshots, number)
        for page in ("place", "trust", "home"):
            at.switch_page(PAGES[page].path if page != "home" else "dashboard.py").run()
            assert not at.exception
        assert open_under(snapshots) == [f"again-{number}"]


def test_what_a_session_still_looks_at_keeps_no_pictures(snapshots):
    """It is on the old snapshot until it asks again: the facts stay for it, the answers go."""
    at = visit("home")
    old = opening._STORE.of(snapshots / (snapshots / "current").read_text().strip())
    assert old.memory
    publish_again(snapshots, 0)
    assert cards(visit("home"))
    assert not old.memory and old.value("insured") > 0
    assert not at.run().exception


def known(at):
    """What a session knows of widgets, by their ids."""
    return at.session_state._state._state._new_widget_state.widget_metadata


def test_a_session_lets_go_of_the_pages_that_it_left():
    at = visit("home")
    for page in ("claims", "place", "compare", "home"):
        at.switch_page(PAGES[page].path if page != "home" else "dashboard.py").run()
    held = {one.id for one in known(at).values() if one.callback or one.callbacks or one.callback_args}
    assert held and held <= known(visit("home")).keys(), "of other pages nothing is held"
    assert [one for one in held if one.endswith("__events")], "what our own code on the page tells is heard"


def test_a_visitor_cannot_clear_what_all_share(snapshots):
    assert cards(visit("home"))
    store = opening._STORE.of(snapshots / (snapshots / "current").read_text().strip())
    cache_data.clear()
    cache_resource.clear()
    at = visit("home")
    assert cards(at) and open_under(snapshots) == [store.snapshot.folder.name]
    assert opening._STORE.of(store.snapshot.folder) is store and store.memory


def test_python_does_not_look_through_what_stays():
    assert cards(visit("home"))
    young, middle, old = gc.get_threshold()
    assert gc.get_freeze_count() > 100_000 and young > 700
    assert young * middle * old <= 300_000, "what has grown old and died is found within a minute or two of work"
