"""A name on a map belongs to its own mark: no other is nearer, or a line leads to its own. Of every map there is."""

from itertools import product

import pytest

from backbone import charts, places, shapes
from backbone.charts import Canvas, boxes, labels
from backbone.charts.labels import Label, Name
from backbone.charts.spots import ROOMY, SIDES
from backbone.charts.words import extent
from backbone.indicators import INDICATORS
from backbone.places import NATION
from backbone.view import local
from backbone.where import Where

ALL = [(level, focus) for level in ("county", "province") for focus in (NATION,)] + [("county", "530000")]


@pytest.fixture
def placed(monkeypatch):
    """Every call that places names, and what it found."""
    calls, place = [], labels.place

    def remembered(names, geo, canvas, room):
        found = place(names, geo, canvas, room)
        calls.append((names, geo, canvas, [*room.at], found))
        return found

    monkeypatch.setattr(labels, "place", remembered)
    return calls


def strays(names: list[Name], geo: dict, canvas: Canvas, sizes: list, found: list[Label]) -> list[str]:
    """The names without a line that stand nearer to another's mark, at a size with room."""
    out, roomy = [], [wh for wh in sizes if wh[0] >= ROOMY] or sizes
    for wh in roomy:
        where = [(places.get(name.code).lon, places.get(name.code).lat) for name in names]
        at = shapes.on_screen(geo, where, *(side * canvas.size for side in wh))
        marks = {n.code: (xy, n.mark * canvas.size) for n, xy in zip(names, at, strict=True) if n.mark}
        for one in found:
            if one.at or one.name.code not in marks:
                continue
            texts = labels.said(one.name, canvas, one.folded)[one.folded :]
            box = _box(
                marks[one.name.code][0],
                one.mark * canvas.size,
                SIDES[one.side],
                extent(texts[0 if one.valued else -1], canvas.size),
            )
            far = {code: boxes.far(box, boxes.around(*mark)) for code, mark in marks.items()}
            if min(far.values()) < far[one.name.code] - 0.01:
                out.append(f"{texts[0]} at {wh[0]:.0f}")
    return out


def _box(xy, mark, toward, size):
    x, y = (c + d * (mark / 2 + boxes.GAP + s / 2) for c, d, s in zip(xy, toward, size, strict=True))
    return x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2


@pytest.mark.parametrize(("lang", "size"), [("en", 1.0), ("zh", 1.0), ("en", 1.68)])
def test_no_name_stands_nearer_to_anothers_mark_without_a_line(store, placed, lang, size):
    # Each map and year with every third number, another third in each year: all of them take twenty seconds.
    for n, ((level, focus), period, i) in enumerate(product(ALL, store.horizon.periods, local())):
        if (n + n // len(local())) % 3:
            continue
        every = store.counties if level == "county" else store.provinces
        members = [code for code in every if focus in (NATION, places.province_of(code))]
        answer, scale = store.aggregate((i,), "place", Where(focus, period), level), store.scale(i, level)
        charts.labelled_map(answer, INDICATORS[i], scale, focus, level, members, Canvas(lang, size=size))
    astray = [stray for call in placed for stray in strays(*call)]
    assert len(placed) > 100 and not astray, (len(astray), astray[:40])
