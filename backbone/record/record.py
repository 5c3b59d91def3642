"""The public record: every published figure and case with its source, read and checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from backbone import places
from backbone.places import NATION
from backbone.record.published import (
    BOUNDS,
    KINDS,
    MEMBERSHIPS,
    METRICS,
    SCOPES,
    SOURCE_NOT_RECORDED,
    STATEMENTS,
    UNITS,
    County,
    Disagreement,
    Figure,
    Province,
    Source,
    Story,
)
from backbone.record.rows import RecordError, Row, read
from backbone.text import Lang, Text, repeated

__all__ = [
    "BOUNDS", "KINDS", "MEMBERSHIPS", "METRICS", "SCOPES", "SOURCE_NOT_RECORDED", "STATEMENTS", "UNITS",
    "County", "Disagreement", "Figure", "Province", "Record", "RecordError", "Source", "Story", "load",
]  # fmt: skip

FOLDER = Path(__file__).resolve().parents[2] / "data" / "published"
COLUMNS = {
    "sources.csv": "source_id kind published date_note_en date_note_zh title title_en title_zh"
    " publisher publisher_en publisher_zh url",
    "provinces.csv": "adcode province_en province_zh membership source_ids",
    "counties.csv": "adcode county_en county_zh province_en province_zh membership",
    "figures.csv": "figure_id scope adcode metric value bound unit statement period_start as_of"
    " note_en note_zh source_id",
    "stories.csv": "story_id adcode year pseudonym_en pseudonym_zh visited illness_en illness_zh"
    " hospital_cost_rmb left_after_public_schemes_rmb paid_by_backbone_rmb printed"
    " summary_en summary_zh relief_en relief_zh note_en note_zh source_id",
    "disagreements.csv": "about_en about_zh figure_ids other_source_ids says_en says_zh",
}
YEAR = re.compile(r"\d{4}(-\d{4})?\??")
# An identity, telephone or bank card number is a long run of digits; amounts are written with commas.
PERSONAL_NUMBER = re.compile(r"\d{7,}")
PRINTED = re.compile(r"(\d+(\.\d+)?( |$))*")
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?: ?(万))?")
AMOUNTS = ("hospital_cost_rmb", "left_after_public_schemes_rmb", "paid_by_backbone_rmb")


# Compared by identity: it is an argument of many remembered functions, and comparing all that it holds would be slow.
@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """The whole public record, in the order of its files; `disputed` holds the disagreements."""

    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    stories: tuple[Story, ...]
    counties: tuple[County, ...]
    provinces: tuple[Province, ...]
    disputed: tuple[Disagreement, ...]

    def figures_of(self, code: str) -> tuple[Figure, ...]:
        """The figures of exactly this place; the nation's are the whole programme's, not one insurer's."""
        if code == NATION:
            return tuple(f for f in self.figures if f.scope == "programme")
        return tuple(f for f in self.figures if f.adcode == code)

    def stories_of(self, code: str) -> tuple[Story, ...]:
        """The cases from this place or from a county inside it."""
        return tuple(s for s in self.stories if places.is_inside(s.adcode, code))

    def cases_of(self, code: str) -> tuple[tuple[Story, ...], ...]:
        """The cases from this place or inside it, each once with every story of it: one illness in one place and year
        is one case."""
        cases: dict[tuple[str, str, str], tuple[Story, ...]] = {}
        for story in self.stories_of(code):
            case = (story.adcode, story.year, story.illness.en)
            cases[case] = (*cases.get(case, ()), story)
        return tuple(cases.values())

    def membership(self, code: str) -> str | None:
        """A key of MEMBERSHIPS for a county or province of the programme, None for any other place."""
        members: tuple[County | Province, ...] = (*self.counties, *self.provinces)
        return next((m.membership for m in members if m.adcode == code), None)

    def evidence(self, code: str) -> tuple[Source, ...]:
        """The sources that name this place or a county inside it, each once; empty where none is recorded."""
        named = [s for p in self.provinces if p.adcode == code for s in p.sources]
        figures = [f.source for f in self.figures if places.is_inside(f.adcode or NATION, code)]
        return tuple(dict.fromkeys([*named, *figures, *(s.source for s in self.stories_of(code))]))

    def disagreements(self, code: str | None = None) -> tuple[Disagreement, ...]:
        """The groups of figures that do not agree: all, or those of one place."""
        if code is None:
            return self.disputed
        here = self.figures_of(code)
        return tuple(d for d in self.disputed if d.figures[0] in here)

    def frame(self, lang: Lang) -> pd.DataFrame:
        """One row per figure, oldest first, in `lang`; `value` is NaN for a date, `shown` is full text."""
        where = {c.adcode: c.name for c in self.counties}
        rows = [
            {
                "figure_id": f.figure_id,
                "date": f.when(lang),
                "day": pd.Timestamp(f.day),
                "place": f.adcode or NATION,
                "where": f.whose(lang) or where.get(f.adcode, SCOPES[f.scope])(lang),
                "what": f.name(lang),
                "value": float("nan") if isinstance(f.value, str) else float(f.value),
                "shown": f.shown(lang),
                "unit": UNITS[f.unit](lang),
                "statement": STATEMENTS[f.statement](lang),
                "kind": KINDS[f.source.kind](lang),
                "source": f.source.title(lang),
                "url": f.source.url,
                "note": f.note(lang) if f.note else "",
            }
            for f in self.figures
        ]
        return pd.DataFrame(rows).sort_values(["day", "figure_id"], ignore_index=True)


def load(folder: Path = FOLDER) -> Record:
    """The record in `folder`, read and checked whole; RecordError at the first fault. The caller keeps it."""
    rows = {name: [*read(folder / name, columns.split())] for name, columns in COLUMNS.items()}
    sources = {r.cells["source_id"]: _source(r) for r in rows["sources.csv"]}
    provinces = tuple(_province(r, sources) for r in rows["provinces.csv"])
    counties = {r.cells["adcode"]: _county(r, [p.adcode for p in provinces]) for r in rows["counties.csv"]}
    today = {county.adcode: county for county in sorted(counties.values(), key=lambda c: c.membership != "assumed")}
    figures = {r.cells["figure_id"]: _figure(r, counties, sources) for r in rows["figures.csv"]}
    return Record(
        tuple(figures.values()),
        tuple(sources.values()),
        tuple(_story(r, counties, sources) for r in rows["stories.csv"]),
        tuple(today[code] for code in dict.fromkeys(county.adcode for county in counties.values())),
        provinces,
        tuple(_disagreement(r, figures, sources) for r in rows["disagreements.csv"]),
    )


def _source(row: Row) -> Source:
    url = row.filled("url")
    if not url.startswith(("http://", "https://")):
        raise row.fault(f"url “{url}” must start with http.", f"url“{url}”应以 http 开头；请改正。")
    return Source(
        row.cells["source_id"],
        row.one_of("kind", KINDS),
        row.date_or_empty("published"),
        row.text_or_none("date_note"),
        row.cells["title"],
        row.text("title"),
        row.text("publisher"),
        url,
    )


def _place(row: Row) -> str:
    """The code of a place, of a county that went into another that of the other."""
    code = _today(row.filled("adcode"))
    try:
        places.get(code)
    except KeyError:
        raise row.fault(
            f"adcode “{code}” is no place; look the code up in geo/places.csv.",
            f"adcode“{code}”不是已知地区；请在 geo/places.csv 中查找代码。",
        ) from None
    return code


def _province(row: Row, sources: Mapping[str, Source]) -> Province:
    named = _listed(row, "source_ids", sources)
    return Province(_place(row), row.text("province"), row.one_of("membership", MEMBERSHIPS), named)


def _county(row: Row, provinces: list[str]) -> County:
    code = _place(row)
    if f"{code[:2]}0000" not in provinces:
        raise row.fault("its province is not in provinces.csv; add it there.", "其省份不在 provinces.csv 中；请补上。")
    called = places.get(code).name if code != row.cells["adcode"] else row.text("county")
    return County(code, called, row.text("province"), row.one_of("membership", MEMBERSHIPS))


def _figure(row: Row, counties: Mapping[str, County], sources: Mapping[str, Source]) -> Figure:
    scope = row.one_of("scope", SCOPES)
    metric = METRICS[row.one_of("metric", METRICS)]
    unit = row.one_of("unit", metric.units)
    read_value = {"date": row.date, "share": row.number, "rmb": row.number}.get(unit, row.whole)
    value = read_value("value")
    if unit == "share" and float(value) > 1:
        raise row.fault("value is a share; write 40 percent as 0.4.", "value 是比例；40% 请写作 0.4。")
    return Figure(
        row.cells["figure_id"],
        scope,
        _today(row.one_of("adcode", counties if scope == "county" else ("",))),
        row.cells["metric"],
        value,
        row.one_of("bound", BOUNDS),
        unit,
        row.one_of("statement", (metric.statement,)),
        row.date_or_empty("period_start"),
        row.date("as_of"),
        row.text_or_none("note"),
        sources[row.one_of("source_id", sources)],
        _part(row.cells["adcode"], row.cells["as_of"]),
    )


def _part(code: str, as_of: str) -> str:
    """The code itself where its county is only a part of one today; a county that took others in and kept its code is
    the whole since then."""
    today = _today(code)
    if code not in places.parts(today or NATION) or (code == today and f"{as_of}-12"[:7] > places.SINCE[code]):
        return ""
    return code


def _today(code: str) -> str:
    return places.MERGED.get(code, code)


def _story(row: Row, counties: Mapping[str, County], sources: Mapping[str, Source]) -> Story:
    year = row.filled("year")
    cost, left, paid = (row.number_or_none(amount) for amount in AMOUNTS)
    if not YEAR.fullmatch(year):
        raise row.fault(
            f"year “{year}” is no year; write 2018, 2018? or 2014-2017.",
            f"year“{year}”不是年份；请写 2018、2018? 或 2014-2017。",
        )
    summary, relief, note = row.text("summary"), row.text_or_none("relief"), row.text_or_none("note")
    known = _printed(row) | {float(n) for n in (cost, left, paid, *re.findall(r"\d+", year)) if n is not None}
    for words in filter(None, (summary, relief, note)):
        _as_known(row, words, known)
    return Story(
        row.cells["story_id"],
        _today(row.one_of("adcode", counties)),
        year,
        _pseudonym(row),
        row.one_of("visited", ("", "yes")) == "yes",
        row.text("illness"),
        cost,
        left,
        paid,
        summary,
        relief,
        note,
        sources[row.one_of("source_id", sources)],
    )


def _pseudonym(row: Row) -> Text | None:
    """The name that a source gave, in Latin letters where it printed no characters."""
    if row.cells["pseudonym_zh"] or not row.cells["pseudonym_en"]:
        return row.text_or_none("pseudonym")
    return Text(row.cells["pseudonym_en"], row.cells["pseudonym_en"])


def _printed(row: Row) -> set[float]:
    """The numbers that a source prints of a case, beside its amounts and its year."""
    said = row.cells["printed"]
    if not PRINTED.fullmatch(said):
        raise row.fault(
            f"printed “{repeated(said)}” is no list of numbers; write them like 37 155000, with spaces between.",
            f"printed“{repeated(said)}”不是数字列表；请写成 37 155000，以空格分隔。",
        )
    return {float(number) for number in said.split()}


def _as_known(row: Row, words: Text, known: set[float]) -> None:
    """Raises RecordError where the words hold a number that is not among `known`: no source printed it."""
    if PERSONAL_NUMBER.search(f"{words.en} {words.zh}"):
        raise row.fault(
            "the words hold what looks like a personal number; take it out.",
            "文字中疑似含有个人号码；请删去。",
        )
    for digits, wan in NUMBER.findall(f"{words.en} {words.zh}"):
        if round(float(digits.replace(",", "")) * (10_000 if wan else 1), 2) not in known:
            raise row.fault(
                f"the words say {digits}{wan}; list it under printed if the source prints it, else take it out.",
                f"文字中出现 {digits}{wan}；如来源载有此数，请列入 printed，否则请删去。",
            )


def _disagreement(row: Row, figures: Mapping[str, Figure], sources: Mapping[str, Source]) -> Disagreement:
    row.filled("figure_ids")
    listed, others = _listed(row, "figure_ids", figures), _listed(row, "other_source_ids", sources)
    return Disagreement(row.text("about"), listed, others, row.text("says"))


def _listed(row: Row, column: str, known: Mapping[str, Any]) -> tuple[Any, ...]:
    ids = row.cells[column].split()
    for unknown in (i for i in ids if i not in known):
        raise row.fault(f"{column} names “{unknown}”, which is not there.", f"{column} 中的“{unknown}”不存在；请改正。")
    return tuple(known[i] for i in ids)
