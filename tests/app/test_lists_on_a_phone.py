"""What columns have no room for on a phone is told in lines, and says the same; and no empty table is offered."""

import pytest

from backbone.record import record
from backbone.text import LANGS
from tests.app.app import visit

RECORD = record.load()
NO_TABLE = {"en": "so it has no table", "zh": "因此没有表格"}


def _lines(at, key: str) -> list[str]:
    """The lines of a table of sentences, without its heads."""
    found = [text.value for text in at.markdown if text.value.startswith("| ") and key in text.value]
    assert len(found) == 1
    return found[0].splitlines()[2:]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("level", ["county", "province"])
def test_the_list_of_the_ranking_says_what_its_table_says(lang, level):
    at = visit("ranking", lang=lang, level=level, indicator="paid")
    assert not any("place?" in text.value for text in at.markdown), "nobody has opened it"
    at.session_state[f"ranking-listed-{level}"] = True
    rows = next(table.value for table in at.run().dataframe)
    lines = _lines(at, "place?")
    assert len(lines) == len(rows) == {"county": 69, "province": 12}[level]
    for line, row in zip(lines, rows.to_dict("records"), strict=True):
        rank, name, value, share, about = (cell.strip() for cell in line.strip("|").split(" | "))
        assert rank == str(row["rank"]) and f"[{row[lang]}]" in name and share == f"{row['against']:.1f}%"
        assert f"{row['value']:,.0f}" in value
        assert str(row["joined"].year) in about and row.get("province", "") in about


@pytest.mark.parametrize("lang", LANGS)
def test_the_record_has_a_line_a_figure_and_each_leads_to_its_source(lang):
    at = visit("record", lang=lang)
    lines = _lines(at, "](http")
    assert len(lines) == len(RECORD.figures) and all(line.count("](http") == 1 for line in lines)


@pytest.mark.parametrize("lang", LANGS)
def test_a_picture_without_a_place_offers_no_table_and_says_why(lang):
    at = visit("coverage", place="340000", lang=lang)
    empty, full = "rollout-2017", "rollout-2019"
    for key in (empty, full):
        at.session_state[f"{key}-take-away"] = True
    at.run()
    names = [one.proto.id for one in at.get("download_button")]
    assert any(f"{full}-xlsx" in name for name in names)
    assert not any(f"{empty}-{kind}" in name for name in names for kind in ("xlsx", "csv", "gpkg"))
    assert [c.value for c in at.caption if NO_TABLE[lang] in c.value]
