"""The log beside the snapshots: what was done stands in it for good, and whatever was changed since is found."""

import json
import random
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from backbone import places
from backbone.publish.before import last_released
from backbone.publish.draft import drafts
from backbone.publish.ledger import history, log
from backbone.publish.ledger.diff import TEN, diff, folder_of, frame, tied
from backbone.publish.ledger.line import Accepted, Account, Asked, Brought, line_of
from backbone.publish.ledger.rollback import rollback
from backbone.publish.ledger.switch import discard, switch
from backbone.publish.ledger.verify import verify
from backbone.publish.raw import PublishError
from backbone.publish.write import candidate
from backbone.snapshot.manifest import CURRENT, FACTS, MANIFEST, current, open_snapshot
from backbone.snapshot.opened import before, opened
from tests.manifests import rewrite
from tests.small import HONGAN, MACHENG, XISHUI, claims, cover, drafted, exact_totals, paid, published, said

MAY, JUNE, JULY = said("2019-05"), said("2019-06"), said("2019-07")
IN_MAY = cover(HONGAN, 2018), claims(HONGAN, 2018, 20)
IN_JUNE = [*cover(HONGAN, 2018), *cover(MACHENG, 2018)], [*IN_MAY[1], *paid(MACHENG, "2019-06", 9)]


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> Path:
    """A folder with two snapshots, of May and June, and a log of both; nobody changes it."""
    root = tmp_path_factory.mktemp("two") / "snapshots"
    published(root, *IN_MAY, "may", MAY)
    published(root, *IN_JUNE, "june", JUNE, "may")
    for raw in root.glob("raw-*"):
        shutil.move(raw, root.parent)
    return root


@pytest.fixture
def root(two, tmp_path) -> Path:
    """A copy of it, to be worked on."""
    return Path(shutil.copytree(two, tmp_path / "snapshots"))


def grave(root: Path) -> list[str]:
    """What verifying finds that is not as it was written."""
    return [finding.said.en for finding in verify(root).findings if finding.grave]


def notes(root: Path) -> list[str]:
    return [finding.said.en for finding in verify(root).findings if not finding.grave]


# -- drafts --------------------------------------------------------------------------------------------------------


def test_a_draft_opens_like_a_snapshot_and_no_reader_is_led_to_it(root):
    draft = drafted(root, *IN_JUNE, "july", JULY, "june")
    store = opened(draft.folder)
    assert store.snapshot.manifest.name == "july" and before(store).snapshot.manifest.name == "june"
    assert current(root).name == "june" and not grave(root)
    assert drafts(root) == (draft,) and folder_of(root, "july") == draft.folder
    whole = {path.name: path.read_bytes() for path in draft.folder.iterdir()}
    folder = switch(drafts(root)[0], "steward").folder
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == whole
    assert folder == root / "july" == current(root) and not drafts(root) and not [*root.glob(".*")]
    assert not grave(root) and log.read(root).lines[-1].who == "steward"


def test_the_same_draft_again_is_the_same_and_a_discarded_one_can_be_made_anew(root):
    first = drafted(root, *IN_JUNE, "july", JULY, "june")
    assert drafted(root, *IN_JUNE, "july", JULY, "june") == first and len(drafts(root)) == 1
    discard(first, "made by mistake")
    assert not drafts(root) and not [*root.glob(".*")]
    for late in (switch, lambda draft: discard(draft, "again")):
        with pytest.raises(PublishError, match="The draft of july is not there any more"):
            late(first)
    switch(drafted(root, *IN_JUNE, "july", JULY, "june"))
    assert current(root).name == "july"
    assert [line.what for line in log.read(root).lines] == ["begin", "publish", "publish", "discard", "publish"]


def test_of_two_drafts_after_the_same_snapshot_one_is_published_and_the_other_can_never_be(root):
    one = drafted(root, *IN_JUNE, "july", JULY, "june")
    other = drafted(root, *IN_JUNE, "other", JULY, "june")
    switch(other)
    assert not drafts(root) and log.read(root).lines[-1].why == "other was published after the same snapshot."
    with pytest.raises(PublishError, match="other was published after june"):
        switch(one)
    assert current(root).name == "other" and not grave(root)


def test_a_draft_that_was_changed_is_not_published(root):
    draft = drafted(root, *IN_JUNE, "july", JULY, "june")
    raw = bytearray((draft.folder / FACTS).read_bytes())
    raw[100] ^= 1
    (draft.folder / FACTS).write_bytes(raw)
    with pytest.raises(PublishError, match="wrong checksum"):
        switch(draft)
    assert current(root).name == "june" and not grave(root)
    switch(drafted(root, *IN_JUNE, "july", JULY, "june"))
    assert current(root).name == "july" and not grave(root)


@pytest.mark.parametrize("same", [True, False])
def test_a_finished_folder_that_was_never_published_is_taken_up_or_said(root, same):
    """As a version without a log left it when it was stopped between its last two steps."""
    draft = drafted(root, *IN_JUNE, "july", JULY, "june")
    shutil.copytree(draft.folder, root / "july")
    if same:
        switch(draft)
        assert current(root).name == "july" and not grave(root) and not drafts(root)
    else:
        rewrite(root / "july", created="2019-08-02")
        with pytest.raises(PublishError, match="of which the log knows nothing, lies there and holds something else"):
            switch(draft)
        assert current(root).name == "june" and drafts(root) == (draft,)


@pytest.mark.parametrize("name", [CURRENT, log.LOG, log.HEAD])
def test_a_snapshot_is_not_called_like_what_lies_beside_it(tmp_path, name):
    with pytest.raises(PublishError, match="exists and is never changed"):
        published(tmp_path, *IN_MAY, name, MAY)


# -- what the log says ---------------------------------------------------------------------------------------------


def test_the_log_says_who_published_what_of_which_files_and_why_warnings_were_accepted(root, two):
    account = Account(
        (Brought("六月理赔.xlsx", 64 * "a", 1234), Brought("13800138000 六月.csv", 64 * "c", 12)),
        64 * "b",
        (Accepted("jump", "六月理赔.xlsx", 3, "two counties joined"),),
    )
    exact = exact_totals(two.parent / "raw-june", "2019-07")
    switch(candidate(exact, root, "july", JULY, "june", account=account), "李老师")
    *_, line = log.read(root).lines
    assert (line.who, line.what, line.snapshot, line.after) == ("李老师", "publish", "july", "june")
    assert line.account.files[0] == account.files[0] and line.account.accepted == account.accepted
    assert "13800138000" not in (root / log.LOG).read_text("utf-8") and line.account.files[1].sha256 == 64 * "c"
    assert line.digest == open_snapshot(root / "july").digest
    (row, *_) = history.history(root).deeds("en").to_dict("records")
    assert row["By"] == "李老师" and "六月理赔.xlsx" in row["What"] and "1 warning" in row["What"]


def test_the_log_says_of_which_tables_of_a_database_and_lines_from_before_that_read_as_ever(root, two):
    tables = (Asked("postgresql:db.example.org:5432/offices", "claims", 37_184), Asked("13800138000", "funds", 26))
    exact = exact_totals(two.parent / "raw-june", "2019-07")
    switch(candidate(exact, root, "july", JULY, "june", account=Account(tables=tables)))
    *before, line = log.read(root).lines
    assert line.account.tables[0] == tables[0] and "13800138000" not in (root / log.LOG).read_text("utf-8")
    (row, *_) = history.history(root).deeds("en").to_dict("records")
    assert "tables of postgresql:db.example.org:5432/offices: claims 37,184" in row["What"]
    assert all(b'"tables"' not in one.written and line_of(one.written) == one for one in before)


@pytest.mark.parametrize(
    "why",
    [
        "110101199003078515",
        "１１０１０１ １９９００３０７ ８５１５ of Wang",
        "+86 138-0013-8000",
        "6222 0212 3456 7890 128",
    ],
)
def test_the_log_names_nobody(root, why):
    kept = (root / log.LOG).read_bytes()
    with pytest.raises(PublishError, match="the log names nobody") as caught:
        rollback(root, "may", f"asked by {why}")
    assert not any(part.isdigit() for part in str(caught.value)) and (root / log.LOG).read_bytes() == kept


@pytest.mark.parametrize(
    "why", ["2019-08, 2019-09: 12,345,678 too high", "少报 336 件，共 1,160,000.00 元", "20190812"]
)
def test_a_reason_with_numbers_is_a_reason(root, why):
    rollback(root, "may", why)
    assert log.read(root).lines[-1].why == why


@pytest.mark.parametrize("why", ["", " \t"])
def test_a_reason_is_asked_for(root, why):
    with pytest.raises(PublishError, match="Say why"):
        rollback(root, "may", why)


def test_what_steers_a_screen_is_not_in_the_log(root):
    rollback(root, "may", "a\x1b[2Jb\u202e\n{}", "x\ny")
    assert log.read(root).lines[-1].why == "a[2Jb{}…" and log.read(root).lines[-1].who == "xy…"


# -- rolling back --------------------------------------------------------------------------------------------------


def test_back_and_forth_in_one_step_each_with_its_line(root):
    reading = opened(current(root))
    report = rollback(root, "may", "a file was counted twice", "steward")
    assert current(root).name == "may" and (root / "june").is_dir() and not grave(root)
    assert [text.en for text in report] == [
        "may is shown now, and no longer june, which stays in its folder and in the log.",
        "The next snapshot adds to june all the same: what it told has been seen, and stays told.",
    ]
    assert reading.value("insured") == opened(root / "june").value("insured"), "who reads june finishes on it"
    *_, line = log.read(root).lines
    assert (line.what, line.snapshot, line.after, line.why) == ("rollback", "may", "june", "a file was counted twice")
    with pytest.raises(PublishError, match="may is shown already"):
        rollback(root, "may", "again")
    (text,) = rollback(root, "june", "it was right")
    assert current(root).name == "june" and text.en.startswith("june is shown now")


def test_after_a_rollback_the_next_adds_to_the_last_that_was_released(root):
    told = opened(root / "june").sums(("told_claims", "paid"))
    rollback(root, "may", "June was wrong")
    assert last_released(root, "reported") == "june"
    with pytest.raises(PublishError, match="june was published after may, and two that tell different things"):
        published(root, *IN_MAY, "july", JULY, "may")
    with pytest.raises(PublishError, match="There is a snapshot of this basis already"):
        published(root, *IN_MAY, "first", JULY)
    report = published(root, *IN_MAY, "again", JULY, "june").report
    assert "Readers see may by now, and this one adds to june all the same" in report[-1].en
    assert opened(root / "again").sums(("told_claims", "paid")) == told, "what was told stays told"
    assert not grave(root)


def test_what_was_released_and_removed_since_is_still_what_the_next_adds_to(root):
    rollback(root, "may", "June was wrong")
    shutil.rmtree(root / "june")
    assert last_released(root, "reported") == "june"
    with pytest.raises(PublishError, match="bring its folder back if it is gone"):
        published(root, *IN_MAY, "july", JULY, "may")
    with pytest.raises(PublishError, match="june exists and is never changed"):
        published(root, *IN_MAY, "june", JULY, "may")
    assert grave(root) == ["june, which was published, is gone: bring its folder back."]


@pytest.mark.parametrize("name", ["july", "", "..", CURRENT, ".draft-july", "a" * 300, "\0"])
def test_only_what_was_published_is_shown_again(root, name):
    drafted(root, *IN_JUNE, "july", JULY, "june")
    with pytest.raises(PublishError, match="was published here. These were: june, may".replace(".", r"\.")):
        rollback(root, name, "no reason")


def test_what_cannot_be_shown_is_not_shown_again(root):
    (root / "may" / FACTS).write_bytes(b"")
    with pytest.raises(PublishError, match="wrong checksum"):
        rollback(root, "may", "June was wrong")
    shutil.copytree(root / "june", root / "may", dirs_exist_ok=True)
    with pytest.raises(PublishError, match="is not the snapshot that was published under this name"):
        rollback(root, "may", "June was wrong")
    assert current(root).name == "june"


def test_what_current_has_lost_is_brought_back_by_a_rollback(root):
    (root / CURRENT).unlink()
    assert grave(root) == ["By the log june is shown, and current names nothing: somebody changed it by hand."]
    (done, *_) = rollback(root, "june", "current was lost")
    assert done.en == "june is shown now." and not grave(root)


def test_a_folder_from_before_the_log_has_one_from_its_first_rollback_on(root):
    for name in (log.LOG, log.HEAD):
        (root / name).unlink()
    assert notes(root) == ["There is no log here yet: it begins with the next publication."] and not grave(root)
    rollback(root, "may", "June was wrong")
    first, second = log.read(root).lines
    assert {one.name for one in first.found} == {"may", "june"} and second.what == "rollback"
    assert not grave(root)


# -- history -------------------------------------------------------------------------------------------------------


def test_history_is_the_latest_first_in_both_languages(root):
    rollback(root, "may", "June was wrong")
    drafted(root, *IN_JUNE, "july", JULY, "june")
    found = history.history(root)
    assert [(one.name, one.is_shown, one.is_last) for one in found.releases] == [
        ("june", False, True),
        ("may", True, False),
    ]
    assert [line.what for line in found.lines] == ["rollback", "publish", "publish", "begin"]
    assert [draft.name for draft in found.drafts] == ["july"] and not found.faults
    assert found.snapshots("en")["State"].tolist() == ["The next adds to it.", "Shown."]
    assert found.snapshots("zh")["状态"].tolist() == ["下一快照以此为基础。", "正在展示。"]
    assert (
        "Why: June was wrong" in found.deeds("en")["What"][0] and "原因：June was wrong" in found.deeds("zh")["事项"][0]
    )
    (root / "june" / FACTS).unlink()
    assert "facts.parquet is missing" in history.history(root).snapshots("en")["State"][0]


# -- difference ----------------------------------------------------------------------------------------------------


def test_the_difference_of_two_snapshots(root):
    found = diff(root / "may", root / "june")
    assert found.adds and found.said.en.startswith("june adds to may")
    assert (found.came, found.left) == ((MACHENG,), ())
    total = {move.column: (move.before, move.after, move.change) for move in found.totals}
    assert total["insured"] == (1600, 3200, 1600) and total["submitted"] == (20, 29, 9)
    largest = found.moves[0]
    assert (largest.place, largest.change) == (MACHENG, largest.after) and largest.share == max(
        m.share for m in found.moves
    )
    assert len(found.moves) <= TEN and {move.place for move in found.moves} == {MACHENG}
    assert all(tie.holds for tie in found.ties) and len(found.ties) == len(found.totals)
    back = diff(root / "june", root / "may")
    assert not back.adds and (back.came, back.left) == ((), (MACHENG,))
    assert not diff(root / "may", root / "may").moves


def test_what_moves_beside_illustrative_data_is_said_to_mean_nothing(root):
    found = diff(root / "may", root / "june")
    assert found.caution is None
    made_up, own = (replace(found.before, basis=basis) for basis in ("illustrative", "reported"))
    caution = replace(found, before=made_up, after=own).caution
    assert caution and "may holds illustrative data" in caution.en and "示意数据" in caution.zh
    assert replace(found, before=made_up, after=made_up).caution is None


def test_the_difference_is_said_in_both_languages(root):
    found = diff(root / "may", root / "june")
    en, zh = frame(found.moves, "en"), frame(found.moves, "zh")
    place = places.get(MACHENG).name
    assert set(en["Place"]) == {place.en} and set(zh["地区"]) == {place.zh}
    assert en["Change"].str.startswith("+").all() and en["Change"].tolist() == zh["变化"].tolist()
    assert set(tied(found.ties, "en")["Ties"]) == {"yes"} and set(tied(found.ties, "zh")["相符"]) == {"是"}


def test_ten_moves_are_the_largest_of_all(tmp_path):
    every = (HONGAN, MACHENG, XISHUI)
    published(tmp_path, [r for c in every for r in cover(c, 2018)], claims(HONGAN, 2018, 20), "may", MAY)
    more = [r for n, c in enumerate(every) for r in cover(c, 2018, 200 + 10 * n)]
    filed = [row for c in every for row in paid(c, "2019-06", 10)]
    published(tmp_path, more, claims(HONGAN, 2018, 20) + filed, "june", JUNE, "may")
    moves = diff(tmp_path / "may", tmp_path / "june").moves
    assert len(moves) == TEN and [m.share for m in moves] == sorted((m.share for m in moves), reverse=True)
    assert all(move.change for move in moves)


def test_a_difference_needs_two_snapshots(root):
    with pytest.raises(PublishError, match="does not exist"):
        diff(root / "may", folder_of(root, "july"))
    with pytest.raises(PublishError, match="not a plain folder name"):
        folder_of(root, "../may")


# -- verifying -----------------------------------------------------------------------------------------------------


def test_what_is_as_it_was_published(root):
    found = verify(root)
    assert found.is_whole and not found.findings and (found.lines, found.snapshots) == (3, 2)
    assert found.said.en == "All is as it was published: 3 lines of the log, 2 snapshots."


def test_whoever_noted_the_last_line_knows_whether_the_log_was_written_anew(root):
    noted = verify(root).last
    rollback(root, "may", "June was wrong")
    assert verify(root, noted).is_whole
    for name in (log.LOG, log.HEAD):
        (root / name).unlink()
    rollback(root, "june", "it was right")
    assert not grave(root)
    (finding,) = verify(root, noted).findings
    assert finding.grave and "was written anew" in finding.said.en


def edited(root: Path, edit) -> None:
    """Changes the list of lines of the log."""
    path = root / log.LOG
    path.write_bytes(b"".join(edit(path.read_bytes().splitlines(keepends=True))))


FIVE = ("begin", "publish", "publish", "rollback", "rollback")
TAMPERED = {
    "a missing first line": (lambda lines: lines[1:], "The log lacks 1 line before its line 2."),
    "a missing line": (lambda lines: lines[:2] + lines[3:], "The log lacks 1 line before its line 4."),
    "two missing lines": (lambda lines: lines[:1] + lines[3:], "The log lacks 2 lines before its line 4."),
    "a last line cut off": (lambda lines: lines[:-1], "The log ends with line 4 and had 5: its end was cut off."),
    "all lines cut off": (lambda lines: [], "The log ends with line 0 and had 5: its end was cut off."),
    "half a last line": (lambda lines: [*lines[:-1], lines[-1][:50]], "The log ends with line 4 and had 5"),
    "no end of line": (lambda lines: [*lines[:-1], lines[-1][:-1]], "The log ends with line 4 and had 5"),
    "two lines swapped": (
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        "The log's line 2 stands twice or in",
    ),
    "a line twice": (lambda lines: [*lines[:2], lines[1], *lines[2:]], "The log's line 2 stands twice"),
    "a word changed": (
        lambda lines: [*lines[:3], lines[3].replace(b"wrong", b"right"), lines[4]],
        "line 4 was changed",
    ),
    "a line of one's own": (lambda lines: [*lines, b'{"what":"publish"}\n'], "line 6 was changed"),
    "an empty line": (lambda lines: [*lines[:2], b"\n", *lines[2:]], "line 3 was changed"),
}


@pytest.fixture(scope="module")
def five(two, tmp_path_factory) -> Path:
    """A folder with a log of five lines."""
    root = Path(shutil.copytree(two, tmp_path_factory.mktemp("five") / "snapshots"))
    rollback(root, "may", "June was wrong")
    rollback(root, "june", "it was right")
    assert [line.what for line in log.read(root).lines] == [*FIVE]
    return root


@pytest.mark.parametrize(("edit", "said"), TAMPERED.values(), ids=TAMPERED)
def test_a_log_that_was_changed_is_found_and_nothing_is_published(five, tmp_path, edit, said):
    root = Path(shutil.copytree(five, tmp_path / "snapshots"))
    edited(root, edit)
    assert any(said in one for one in grave(root)), grave(root)
    kept = (root / log.LOG).read_bytes()
    with pytest.raises(PublishError, match="Nothing is published while the log is damaged"):
        rollback(root, "may", "once more")
    assert (root / log.LOG).read_bytes() == kept and current(root).name == "june"
    for name in (log.LOG, log.HEAD):
        (root / name).rename(tmp_path / name)
    rollback(root, "may", "a new log begins")
    assert not grave(root)


def test_a_line_written_anew_with_all_its_checksums_does_not_fit_the_next(five, tmp_path):
    root = Path(shutil.copytree(five, tmp_path / "snapshots"))
    third = replace(log.read(root).lines[2], who="somebody else")
    edited(root, lambda lines: [*lines[:2], third.written, *lines[3:]])
    assert grave(root) == ["The log's line 4 does not follow the one before it."]
    last = replace(log.read(five).lines[4], why="another reason")
    shutil.copy(five / log.LOG, root)
    edited(root, lambda lines: [*lines[:4], last.written])
    assert grave(root) == ["The log's last line is not the one that was written."]


def test_any_changed_byte_of_the_log_is_found(five, tmp_path):
    root, chance = tmp_path / "snapshots", random.Random(11)
    shutil.copytree(five, root)
    for name in (log.LOG, log.HEAD):
        path = root / name
        whole = path.read_bytes()
        ends = [at for at, byte in enumerate(whole) if byte == ord("\n")]
        for at in {0, *ends, *chance.sample(range(len(whole)), min(len(whole), 900))}:
            changed = bytearray(whole)
            changed[at] ^= chance.randrange(1, 256)
            path.write_bytes(changed)
            assert log.read(root).faults, (name, at, bytes(changed[at : at + 1]))
        path.write_bytes(whole)
    assert not log.read(root).faults


def test_any_changed_byte_of_a_snapshot_is_found_and_the_file_is_named(tmp_path):
    root, chance = published(tmp_path, *IN_MAY, "may", MAY).folder.parent, random.Random(12)
    for name, many in ((FACTS, 40), (MANIFEST, 80)):
        path = root / "may" / name
        whole = path.read_bytes()
        for at in (0, len(whole) - 1, *chance.sample(range(len(whole)), many)):
            changed = bytearray(whole)
            changed[at] ^= chance.randrange(1, 256)
            path.write_bytes(changed)
            assert any("may" in one and name in one for one in grave(root)), (name, at, grave(root))
        path.write_bytes(whole[:-1])
        assert grave(root)
        path.unlink()
        assert any(name in one for one in grave(root))
        path.write_bytes(whole)
    assert not grave(root)


def test_whole_snapshots_that_are_not_those_that_were_published_are_found(root, tmp_path):
    rewrite(root / "june", note_en="Another note.")
    assert grave(root) == ["june is whole, but not the snapshot that was published."]
    (root / CURRENT).write_text("may\n")
    assert "By the log june is shown, and current names may: somebody changed it by hand." in grave(root)
    published(tmp_path / "elsewhere", *IN_MAY, "april", MAY)
    shutil.copytree(tmp_path / "elsewhere" / "april", root / "april")
    assert notes(root) == ["april lies in the folder, and the log knows nothing of it."]


def test_a_folder_that_is_none(tmp_path):
    for ask in (verify, history.history):
        with pytest.raises(PublishError, match="“nothing” is no folder"):
            ask(tmp_path / "nothing")
    with pytest.raises(PublishError):
        rollback(tmp_path / "nothing", "may", "no reason")
    assert not (tmp_path / "nothing").exists()


# -- a writer of the log who is stopped ----------------------------------------------------------------------------


def test_half_a_line_is_said_and_set_aside_and_never_lost(five, tmp_path):
    lines = (five / log.LOG).read_bytes().splitlines(keepends=True)
    for n, size in enumerate((1, 50, len(lines[-1]) - 1)):
        root = Path(shutil.copytree(five, tmp_path / str(n)))
        (root / log.LOG).write_bytes(b"".join(lines[:-1]) + lines[-1][:size])
        head = json.dumps([4, log.read(five).lines[-1].before]) + "\n"
        (root / log.HEAD).write_text(head)
        (root / CURRENT).write_text("may\n")
        assert not grave(root) and "The log ends with half a line" in notes(root)[0]
        rollback(root, "june", "once more")
        *_, repair, last = log.read(root).lines
        assert repair.what == "repair" and repair.why.startswith(lines[-1][: min(size, 300)].decode())
        assert last.what == "rollback" and not grave(root) and not notes(root)


def test_the_second_file_may_lag_one_line_behind(five, tmp_path):
    root = Path(shutil.copytree(five, tmp_path / "snapshots"))
    (root / log.HEAD).write_text(json.dumps([4, log.read(five).lines[-1].before]) + "\n")
    assert not grave(root) and not notes(root)
    rollback(root, "may", "once more")
    assert not grave(root) and len(log.read(root).lines) == 6


@pytest.mark.parametrize("key", ["snapshot", "after"])
@pytest.mark.parametrize("name", ["x" * 1_000_000, "../elsewhere", "a/b", "a\nb", "\0"])
def test_a_line_about_what_is_no_name_is_none_that_was_written(root, key, name):
    line = replace(log.read(root).lines[0], number=1, before=log.NONE, what="publish", **{key: name})
    (root / log.LOG).write_bytes(line.written)
    (root / log.HEAD).write_bytes(log._written(1, sha256(line.written).hexdigest()))
    assert grave(root)[0] == log.CHANGED.filled(n=1).en


@pytest.mark.parametrize(
    "head",
    [
        "[" * 100_000,
        '[[1], "x"]',
        '["a", "b"]',
        '[1.5, "b"]',
        '{"a": 1}',
        "[1, 2, 3]",
        f'[true, "{log.NONE}"]',
        f'[NaN, "{log.NONE}"]',
    ],
)
def test_whatever_stands_in_the_second_file_is_a_fault_of_the_log(root, head):
    (root / log.HEAD).write_text(f"{head}\n", "utf-8")
    found = log.read(root)
    assert found.lines and found.faults == (log.NO_HEAD,)


def test_a_log_with_right_checksums_steers_no_screen_and_fills_none(root):
    line = log.read(root).lines[0]
    strange = "a\nall is well\x1b[2J\u202e\x00" + "x" * 1_000_000
    one = replace(line, number=1, before=log.NONE, what="publish", why=strange, who=strange)
    (root / log.LOG).write_bytes(one.written)
    found = history.history(root)
    for lang in ("en", "zh"):
        for table in (found.snapshots(lang), found.deeds(lang)):
            cells = [cell for row in table.values for cell in row]
            assert all(cell.isprintable() and len(cell) < 10_000 for cell in cells)
