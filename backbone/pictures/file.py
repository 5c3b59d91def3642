"""The table of a picture as a file: what it is about, its numbers, and on every row where they come from."""

from collections.abc import Iterator
from numbers import Real

import pandas as pd

from backbone import places
from backbone.breakdowns import BREAKDOWNS
from backbone.files import tables
from backbone.files.csv import csv
from backbone.files.tables import AS_OF, PERIOD, PLACE, PROVINCE
from backbone.files.xlsx import xlsx
from backbone.indicators import INDICATORS
from backbone.periods import ALL, period_name
from backbone.pictures.picture import Picture, Twin
from backbone.pictures.sheet import DRAFT, marks
from backbone.punctuation import bracketed, clauses, labelled, prose, stated, statements
from backbone.record.record import Record
from backbone.site import PRODUCT
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.trust.basis import REPORTED, WORDS, basis, stating
from backbone.view import View
from backbone.where import Only, Where

CODE, ONLY, NOTE = Text("Place code", "地区代码"), Text("Only", "仅限"), Text("Note", "说明")
TITLE, FORMULA, MARKED = Text("Title", "标题"), Text("Worked out as", "算法"), Text("Please note", "注意")
BASIS, SOURCE, VERSION = Text("Basis", "口径"), Text("Source", "来源"), Text("Data version", "数据版本")


def as_csv(picture: Picture, store: Store, record: Record) -> bytes:
    """The rows of a picture as CSV, headed in the reader's language. A file that has lost its name still says, on
    every row, what it is, where it comes from and what it leaves out."""
    return csv(taken(picture, store, record))


def as_xlsx(picture: Picture, store: Store, record: Record) -> bytes:
    """The same rows as a workbook, with a second sheet that says what they are."""
    table = taken(picture, store, record)
    return xlsx(table, about(picture, store, table), store.snapshot.manifest.created, picture.view.lang)


def about(picture: Picture, store: Store, table: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """What a file says of its table beside it: heading -> text."""
    lang, view = picture.view.lang, picture.view
    more = picture.table(store.horizon).more
    alike = [] if more is None else [one for one in more if table[one].nunique(dropna=False) == 1]
    shared = (BASIS, SOURCE, VERSION, PERIOD, AS_OF, ONLY)
    said = {one: f"{own:,}" if isinstance(own := table[one].iloc[0], Real) else str(own) for one in alike}
    said |= {
        one(lang): statements(sorted({part for row in table[one(lang)] for part in stated(str(row), lang)}), lang)
        for one in shared
        if one(lang) in table
    }
    defined = [
        (i.name(lang), prose((i.definition(lang), labelled(FORMULA(lang), i.formula(lang), lang)), lang))
        for i in (INDICATORS[i] for i in picture.ids)
    ]
    rest = {PLACE(lang): places.get(view.place).name(lang), **said, NOTE(lang): picture.note}
    if picture.source:
        rest[SOURCE(lang)] = picture.source
    marked = statements(marks(store, lang), lang)
    every = [(TITLE(lang), picture.title), *defined, *rest.items(), (MARKED(lang), marked)]
    return tuple((heading, text) for heading, text in every if text)


def taken(picture: Picture, store: Store, record: Record) -> pd.DataFrame:
    """The table of a picture as it leaves the page."""
    view, twin = picture.view, picture.table(store.horizon)
    lang = view.lang
    found = [places.get(code) for code in twin.places or [view.place] * len(twin.rows)]
    first = {CODE(lang): [p.code for p in found], PLACE(lang): [p.name(lang) for p in found]}
    if any(p.level == "county" for p in found):
        first[PROVINCE(lang)] = [places.get(places.province_of(p.code)).name(lang) for p in found]
    own = tables.plain(twin.rows.drop(columns=[*first], errors="ignore"), twin.units, lang)
    if twin.more is not None:
        own = own.join(twin.more.apply(tables.whole))
    if picture.source:  # figures of the public record say all that of themselves
        return pd.DataFrame(first, index=own.index).join(own)
    said = [_said(twin, row, store, record, lang) for row in range(len(twin.rows))]
    last = {
        PERIOD(lang): period_name(ALL, lang) if view.period == ALL else view.period,
        AS_OF(lang): view.month(store.horizon),
        **({ONLY(lang): kept} if (kept := _kept(view)) else {}),
        BASIS(lang): [basis for basis, _ in said],
        SOURCE(lang): [source for _, source in said],
        VERSION(lang): _version(store, lang),
        **({NOTE(lang): picture.note} if picture.note else {}),
    }
    out = pd.DataFrame(first, index=own.index).join(own)
    return out.assign(**{heading: value for heading, value in last.items() if heading not in out})


def by_basis(picture: Picture, twin: Twin, store: Store, record: Record) -> dict[str, list[str]]:
    """A further column of the table of a picture: the basis of each row, where not all rows share one."""
    if picture.source:
        return {}
    said = [_said(twin, row, store, record, picture.view.lang)[0] for row in range(len(twin.rows))]
    return {BASIS(picture.view.lang): said} if len(set(said)) > 1 else {}


def _version(store: Store, lang: Lang) -> str:
    name = store.snapshot.manifest.name
    return bracketed(name, DRAFT(lang), lang) if store.snapshot.draft else name


def _kept(view: View) -> str:
    """The categories that a view keeps to."""
    kept = [(BREAKDOWNS[dimension], code) for dimension, code in view.only.categories]
    return statements((labelled(b.name(view.lang), b.names[code](view.lang), view.lang) for b, code in kept), view.lang)


def _said(twin: Twin, row: int, store: Store, record: Record, lang: Lang) -> tuple[str, str]:
    """The basis of the numbers in a row, one for all where they share it, else each under its heading; and where they
    come from."""
    bases = {heading: basis(store, record, i, where) for heading, i, where in _numbers(twin, row)}
    words = {heading: WORDS[own](lang) for heading, own in bases.items()}
    if len(set(words.values())) == 1:
        words = {"": next(iter(words.values()))}
    said = statements((labelled(h, w, lang) for h, w in words.items()), lang)
    sources = {
        clauses((tie.figure.source.publisher(lang), tie.figure.when(lang), tie.figure.source.url), lang)
        for heading, i, where in _numbers(twin, row)
        if bases[heading] == REPORTED
        for tie in stating(store, record, i, where)
    }
    return said or WORDS[store.snapshot.manifest.basis](lang), statements((PRODUCT(lang), *sorted(sources)), lang)


def _numbers(twin: Twin, row: int) -> Iterator[tuple[str, str, Where]]:
    """The numbers of a row: heading, indicator, and the facts that it is about."""
    for heading in twin.units:
        if twin.number and (n := twin.number(row, heading)) and not pd.isna(twin.rows[heading].iloc[row]):
            yield heading, n.indicator, Where(n.place, n.period, n.as_of, n.only or Only())
