"""The columns of the ranking: seen together in the room that the style sheet gives them, and nothing in them cut."""

from types import SimpleNamespace

import pytest

from backbone import places, shapes
from backbone.charts.words import extent
from backbone.indicators import INDICATORS
from backbone.ui import ranking
from backbone.ui.pickers import LOCAL

# The room in the style sheet, in pixels, and what a cell keeps free.
ROOM, PADDING = 770, 16


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("i", LOCAL)
def test_the_columns_are_seen_together_and_cut_no_name(i, lang):
    page = SimpleNamespace(lang=lang, say=lambda text: text(lang), view=SimpleNamespace(asks=INDICATORS[i]))
    columns = ranking._columns(page)
    wide = {name: column["width"] for name, column in columns.items()}
    assert sum(wide.values()) <= ROOM
    counties = [places.get(code) for code in shapes.codes_of(shapes.PROGRAMME)]
    written = {
        "en": [p.name("en") if lang == "en" else p.short("en") for p in counties],
        "zh": [p.name("zh") if lang == "zh" else p.short("zh") for p in counties],
        "province": [places.get(p.parent).short(lang) for p in counties],
        "member": [text(lang) for text in ranking.MEMBERS.values()],
    }
    for name, column in columns.items():
        texts = [column["label"], *written.get(name, [])]
        assert max(extent(text, 1)[0] for text in texts) + PADDING <= wide[name], (name, lang)
