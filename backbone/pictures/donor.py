"""The page for a donor: one sheet of paper in both languages, with the numbers of a gift, their picture, and a QR code
that leads to the page where they can be looked at."""

import math
from collections.abc import Callable
from pathlib import Path

from backbone import units
from backbone.boundaries import MAP_NOTE
from backbone.charts import Canvas
from backbone.charts.ranges import Ranged
from backbone.files import pdf, qr
from backbone.gift import findings
from backbone.gift.experience import over
from backbone.gift.gift import Gift, given
from backbone.gift.money import Money
from backbone.periods import month_name
from backbone.pictures import gift as pictures
from backbone.pictures.picture import file_name as named
from backbone.pictures.sheet import UNTIL, marks
from backbone.pictures.sketch import sketch
from backbone.punctuation import dotted, prose
from backbone.record.record import Record
from backbone.site import PRODUCT
from backbone.snapshot.store import Store
from backbone.text import LANGS, Lang, Text, repeated

SOURCE = Path(__file__).with_name("donor.typ")
# How long the name of a donor may be on paper, and how many rows the picture has there.
LONGEST, MOST_ROWS = 40, 14
FILE, FOR = Text("gift", "捐赠测算"), Text("For", "致")
SCAN = Text("See these numbers", "扫码查看数据")
WHERE, RANGE = Text("Where", "地区"), Text("95% range", "95% 区间")
PERSON_TIMES, CIRCLES = Text("Person-times", "参保人次"), Text("The largest circle is {n}", "最大圆点为 {n} 人次")


def file_name(money: Money, place: str, lang: Lang) -> str:
    """The name of the sheet's file: what is given, and for what."""
    return f"{named(dotted((FILE(lang), money.full(lang), pictures.target(place, lang))))}.pdf"


def paper(store: Store, record: Record, money: Money, place: str, donor: str, address: str) -> bytes:
    """The sheet as PDF. The donor's name is printed as it is written, and kept nowhere; `address` is where the code
    leads. Unanswerable where the gift says nothing, Unmade where no PDF can be set."""
    gift = given(store, float(money.rmb), place)
    numbers = [findings.numbers(gift, over(store), lang) for lang in LANGS]
    known = not math.isnan(gift.claims.mean)
    rows = [pictures.ranged(store, gift, Canvas(lang))[:MOST_ROWS] for lang in LANGS] if known else []
    most = units.PERSON_TIMES.full(gift.parts[0].person_times, LANGS[0])
    said = pdf.data(
        title=dotted(map(PRODUCT, LANGS)),
        product=_each(PRODUCT),
        marks=_each(lambda lang: dotted(marks(store, lang))),
        named=dotted(_each(FOR)),
        donor=repeated(donor.strip(), LONGEST),
        headline=_each(lambda lang: findings.headline(gift, money, lang)),
        rate=_each(money.at),
        scan=_each(SCAN),
        cards=[_card(*pair) for pair in zip(*numbers, strict=True)],
        where=_each(lambda lang: dotted((pictures.WHERE(lang), CIRCLES(lang, n=most), MAP_NOTE(lang)))),
        heading=_each(lambda lang: pictures.heading(place, lang)),
        head=[_each(WHERE), _each(RANGE), [], _each(PERSON_TIMES)],
        rows=[_row(*pair) for pair in zip(*rows, strict=True)],
        told=[_told(store, record, gift, lang) for lang in LANGS],
        foot=_each(lambda lang: _foot(store, lang)),
    )
    drawn = sketch({part.county.code: part.person_times for part in gift.parts}, store.provinces)
    files = {"said.json": said, "qr.svg": qr.svg(address).encode(), "map.svg": drawn.encode()}
    return pdf.compile(SOURCE.read_text("utf-8"), files)


def _each(say: Callable[[Lang], str]) -> list[str]:
    """What is said in both languages; once where it is the same."""
    return [*dict.fromkeys(filter(None, map(say, LANGS)))]


def _told(store: Store, record: Record, gift: Gift, lang: Lang) -> dict[str, object]:
    """The sentences in one language: what it would buy and what may be expected, and small what that rests on."""
    plain = (findings.shared(gift, lang), findings.claims(gift, lang), findings.tied(gift, over(store), lang))
    known = [pictures.from_published(store, record, gift, lang)]
    known += [said(record, lang) for said in (findings.published, findings.price_published)]
    return {"lang": lang, "plain": plain, "small": prose((*known, findings.MODEL(lang), findings.NO_CLAIM(lang)), lang)}


def _foot(store: Store, lang: Lang) -> str:
    month = UNTIL(lang, month=month_name(store.horizon.last, lang))
    return dotted((PRODUCT(lang), *marks(store, lang), month, store.snapshot.manifest.name))


def _row(*both: Ranged) -> dict[str, object]:
    """One row of the picture, its name in both languages."""
    first = both[0]
    return {
        "name": " ".join(one.row.name for one in both),
        "number": first.row.beside.number,
        "people": units.PERSON_TIMES.full(first.of, LANGS[0]),
        **{end: getattr(first, end) for end in ("low", "mean", "high")},
    }


def _card(*both: tuple[str, str, str]) -> dict[str, list[str]]:
    """One number: its name, the number, and the line below it, each in both languages; a number that Chinese writes
    otherwise stands before its line."""
    names, values, lines = zip(*both, strict=True)
    own = [line if value == values[0] else dotted((value, line)) for value, line in zip(values, lines, strict=True)]
    return {"name": [*names], "number": [values[0]], "told": [*filter(None, own)]}
