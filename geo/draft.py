"""Boundaries before they count: built aside, set against those drawn now, and put in their place in one step."""

import csv
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from backbone import places
from backbone.punctuation import names as names_of
from backbone.text import LANGS, Text
from geo import build, unfit
from geo.build import GEO, ROOT, STATIC
from geo.names import Names, exceptions, names
from geo.origin import Origin
from geo.survey import Survey
from geo.unfit import Unfit

PROGRAMME = ROOT / "data" / "published" / "counties.csv"
# Here the next boundaries wait; a file of this name in it says that they are whole and are to be used. Those that were
# drawn before lie there meanwhile, and then in a folder of their own.
ASIDE, READY, BEFORE = ".next", "ready", ".before"
# Albers' equal-area projection, in which areas are compared.
ALBERS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +units=km"
# A county counts as moved where more of it than this part is new or gone.
MOVED = 0.02
MOST_NAMED = 10

PROVINCES, COUNTIES = Text("provinces", "个省级地区"), Text("counties", "个县")
SO_MANY = Text("{after} {what}, {before} before", "{after} {what}，此前 {before} 个")
NEW, GONE = Text("new: {codes}", "新增：{codes}"), Text("gone: {codes}", "不再有：{codes}")
DIFFER = Text(
    "{many} {what} differ by more than {least} of their area", "有 {many} {what}的范围变动超过其面积的 {least}"
)
DIFFER_MOST = Text(
    "{many} {what} differ by more than {least} of their area: {which}",
    "有 {many} {what}的范围变动超过其面积的 {least}：{which}",
)


def make(found: Survey, origin: Origin, geo: Path = GEO, programme: Path = PROGRAMME) -> Path:
    """The folder in which the next boundaries wait, built and read back; Unfit where they come out wrong, or a county
    of the programme, by which figures are kept, has none of its own."""
    here = set(found.land["code"])
    members = {_drawn_as(code, here) for code in build.members(programme)}
    if lost := sorted(members - here):
        raise Unfit(unfit.LOST.filled(lost=", ".join(lost)))
    aside = geo / ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    into, static = aside / "geo", aside / "static"
    into.mkdir(parents=True)
    try:
        drawn = build.drawn(found.land, found.dashes)
        build.write(drawn, build.called(found.land), _naming, members, into, static)
    except ValueError as error:
        raise Unfit(unfit.UNBUILT.filled(why=error)) from error
    origin.write(into)
    _read_back(into, static)
    return aside


def _drawn_as(code: str, here: Collection[str]) -> str:
    """The code under which a county is drawn: its own, or that of the one that it went into."""
    seen = {code}
    while code not in here and (following := places.BECAME.get(code, code)) not in seen:
        seen.add(code := following)
    return code


def use(geo: Path = GEO, static: Path = STATIC) -> None:
    """Puts what waits in its place, and keeps what is drawn now for `back`. What the browser fetches has names of its
    own and what was drawn before stays beside it until the next change, so that a page never asks for what is not
    there. Whatever is killed on the way, `finish` does the rest."""
    aside = geo / ASIDE
    kept = {*json.loads((static / "index.json").read_text("utf-8")).values(), "index.json"}
    _keep([geo / file.name for file in (aside / "geo").iterdir()], aside / BEFORE / "geo")
    _keep([static / name for name in kept], aside / BEFORE / "static")
    for file in aside.rglob("*"):
        _on_disk(file)
    for old in static.glob("*.json"):
        if old.name not in kept:
            old.unlink()
    (aside / READY).touch()
    _on_disk(aside / READY)
    _on_disk(aside)
    finish(geo, static)


def finish(geo: Path = GEO, static: Path = STATIC) -> None:
    """Does the rest of a change that was begun; without one, clears away what was built in vain."""
    aside = geo / ASIDE
    if (aside / READY).exists():
        shapes = [(file, static / file.name) for file in (aside / "static").glob("*.json")]
        tables = [(file, geo / file.name) for file in (aside / "geo").iterdir()]
        index = [move for move in shapes if move[0].name == "index.json"]
        for file, to in [*(move for move in shapes if move not in index), *tables, *index]:
            os.replace(file, to)
        if (aside / BEFORE).is_dir():
            shutil.rmtree(geo / BEFORE, ignore_errors=True)
            os.rename(aside / BEFORE, geo / BEFORE)
        for folder in (geo, static):
            _on_disk(folder)
    shutil.rmtree(aside, ignore_errors=True)


def back(geo: Path = GEO, static: Path = STATIC) -> Text:
    """Puts the boundaries in their place that were drawn before the last change, and says whose they are; the same
    again takes that back. Unfit where there was no change."""
    finish(geo, static)
    if not (geo / BEFORE).is_dir():
        raise Unfit(unfit.NO_WAY_BACK)
    shutil.copytree(geo / BEFORE, geo / ASIDE)
    use(geo, static)
    return Text(**json.loads((geo / "origin.json").read_text("utf-8"))["name"])


def _keep(files: Iterable[Path], into: Path) -> None:
    """Copies files into a folder of its own."""
    into.mkdir(parents=True)
    for file in files:
        shutil.copy2(file, into)


def _on_disk(path: Path) -> None:
    """Waits until a file or folder stands on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _naming(code: str, level: str, name: str) -> Names:
    """A place that has names keeps them; another is named as ours were."""
    if code not in places.CODES:
        return names(code, level, name, exceptions(GEO / "names_en.csv"))
    known = places.get(code)
    return Names(known.name.zh, known.short.zh, known.name.en, known.pinyin, known.initials)


def _read_back(into: Path, static: Path) -> None:
    """Unfit where what was written is not whole when it is read again."""
    index = json.loads((static / "index.json").read_text("utf-8"))
    layers = {layer: json.loads((static / file).read_text("utf-8"))["features"] for layer, file in index.items()}
    with (into / "places.csv").open(encoding="utf-8", newline="") as lines:
        listed = [row["code"] for row in csv.DictReader(lines)]
    drawn = {feature["id"] for layer, features in layers.items() if layer != "dashline" for feature in features}
    if missing := set(listed) - drawn - {places.NATION}:
        raise Unfit(unfit.SHAPELESS.filled(many=len(missing), one=min(missing)))


# -- what is different -------------------------------------------------------------------------------------------------


def differences(geo: Path = GEO) -> Iterator[Text]:
    """What the boundaries that wait change in those drawn now, one sentence a line."""
    for level, what in (("provinces", PROVINCES), ("counties", COUNTIES)):
        before, after = (_shapes(folder, level) for folder in (geo, geo / ASIDE / "geo"))
        new, gone = after.index.difference(before.index), before.index.difference(after.index)
        yield SO_MANY.filled(what=what, after=len(after), before=len(before))
        for said, codes in ((NEW, new), (GONE, gone)):
            if len(codes):
                yield said.filled(codes=", ".join(codes[:MOST_NAMED]))
        both = before.index.intersection(after.index)
        share = _moved(before[both], after[both])
        far = share[share > MOVED].sort_values(ascending=False)
        most = [(places.get(code).name, f"{part:.0%}") for code, part in far.head(MOST_NAMED).items()]
        which = Text(*(names_of((f"{name(lang)} {part}" for name, part in most), lang) or "–" for lang in LANGS))
        differ = DIFFER_MOST if most else DIFFER
        yield differ.filled(what=what, many=len(far), least=f"{MOVED:.0%}", which=which)


def _shapes(folder: Path, level: str) -> gpd.GeoSeries:
    return gpd.read_parquet(folder / f"{level}.parquet").set_index("code").geometry.to_crs(ALBERS)


def _moved(before: gpd.GeoSeries, after: gpd.GeoSeries) -> pd.Series:
    """What part of each area is new or gone."""
    either = shapely.symmetric_difference(shapely.make_valid(before.to_numpy()), shapely.make_valid(after.to_numpy()))
    return pd.Series(shapely.area(either) / shapely.area(before.to_numpy()), index=before.index)


def picture(geo: Path = GEO) -> bytes:
    """A map to open in a browser: the counties as they are drawn now in grey, those that wait in blue where they
    differ."""
    now, then = (_shapes(folder, "counties") for folder in (geo, geo / ASIDE / "geo"))
    same = then.index.intersection(now.index)
    share = _moved(now[same], then[same])
    changed = then[~then.index.isin(share[share <= MOVED].index)]
    west, south, east, north = now.total_bounds
    drawn = [f'<path d="{_path(now)}" fill="#f2f2f0" stroke="#b0b0b0" stroke-width="2"/>']
    if len(changed):
        drawn.append(f'<path d="{_path(changed)}" fill="none" stroke="#1f5fbf" stroke-width="4"/>')
    box = f"{west:.0f} {-north:.0f} {east - west:.0f} {north - south:.0f}"
    return f'<!doctype html><meta charset="utf-8"><svg viewBox="{box}">{"".join(drawn)}</svg>\n'.encode()


def _path(shapes: gpd.GeoSeries) -> str:
    """The outlines of shapes as the path of an SVG, a kilometre to the unit."""
    rings = (part.exterior for part in shapely.get_parts(shapes.to_numpy()) if part.geom_type == "Polygon")
    return "".join("M" + "L".join(f"{x:.0f} {-y:.0f}" for x, y in ring.coords) + "Z" for ring in rings)
