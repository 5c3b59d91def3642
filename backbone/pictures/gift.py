"""A gift: the claims to be expected of it, place by place, each with its range; its table has every county."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from backbone import charts, places, units
from backbone.charts import Canvas
from backbone.charts.bars import Row
from backbone.charts.ranges import Ranged
from backbone.charts.words import Beside, hover
from backbone.files.tables import PLACE, PROVINCE
from backbone.gift import findings
from backbone.gift.experience import experience
from backbone.gift.gift import Gift, Part, Range, given, together
from backbone.gift.money import Money
from backbone.indicator import Indicator
from backbone.indicators import INDICATORS
from backbone.measures import Sum
from backbone.pictures.file import BASIS
from backbone.pictures.picture import Picture, Twin, drawn
from backbone.places import NATION
from backbone.punctuation import capitalised, clauses, in_mid_sentence, listed
from backbone.record.record import Record
from backbone.snapshot.store import Store
from backbone.text import Lang, Text
from backbone.trust.basis import ESTIMATED, ILLUSTRATIVE, WORDS, Basis, basis
from backbone.view import View
from backbone.where import Where

HEADING = {
    "nation": Text("Claims to be expected, by province", "各省预计赔付件数"),
    "province": Text("Claims to be expected, by county", "各县预计赔付件数"),
    "county": Text(
        "Claims to be expected, here and of the same gift elsewhere", "预计赔付件数：本县与同额捐赠用于其他范围"
    ),
}
TITLE = Text("Claims to be expected of cover for {amount}", "{amount}保障的预计赔付件数")
WHERE = Text("Person-times of cover, by county", "各县可参保人次")
WHERE_TITLE = Text("Person-times of cover that {amount} would buy, by county", "{amount}可提供保障的各县人次")
HOW = Text(
    "Mark: what is expected. Line: 95% range. At the right: claims of person-times.",
    "圆点为预计件数，横线为 95% 区间；右侧为件数 / 参保人次。",
)
ALL_INSURED = Text(
    "At zero: counties in which all who are eligible are insured already.", "零：应保对象已全部参保的县。"
)
FROM_PUBLISHED = Text("{what}: worked out from published figures.", "{what}由公布数字推算。")
OF = Text("of {n}", "/ {n}")
PROGRAMME = Text("Programme", "全项目")
WHOLE = Text("Whole programme", "全项目")
YEAR, PRICE = Text("Policy year of the premium", "保费所属保单年度"), Text("Premium per person", "人均保费")
LATEST = Text("each county’s latest", "各县最近年度")
PERSON_TIMES, COST = Text("Person-times insured", "可参保人次"), Text("Cost of the cover", "保费合计")
CLAIMS, FEWEST, MOST = (
    Text("Claims expected", "预计赔付件数"),
    Text("Fewest (95%)", "95% 下限"),
    Text("Most (95%)", "95% 上限"),
)
PAID, LEAST_PAID, MOST_PAID = (
    Text("Paid to families, expected", "预计赔付金额"),
    Text("Least paid (95%)", "金额 95% 下限"),
    Text("Most paid (95%)", "金额 95% 上限"),
)
GIFT, STATED, FOR = Text("Gift (RMB)", "捐赠金额（元）"), Text("Stated as", "原填金额"), Text("Gift for", "捐赠用于")
OF_PRICE = Text("Basis of the premium", "保费口径")
SAID = Text("{claims} claims ({range})", "{claims} 件（{range}）")
# The columns of numbers of a gift: those of its map, and those of what is expected of it.
BOUGHT: Mapping[Text, units.Unit] = {
    PRICE: units.MONEY_A_HEAD, PERSON_TIMES: units.PERSON_TIMES, COST: units.MONEY,
}  # fmt: skip
WRITTEN: Mapping[Text, units.Unit] = {
    **BOUGHT,
    CLAIMS: findings.TENTHS, FEWEST: units.CLAIMS, MOST: units.CLAIMS,
    PAID: units.MONEY, LEAST_PAID: units.MONEY, MOST_PAID: units.MONEY,
}  # fmt: skip

# What the map shows is a part of a gift, and no number of the snapshot: it is in no registry.
SHARE = Indicator("gift", PERSON_TIMES, units.PERSON_TIMES, Sum("insured"), WHERE, PROGRAMME)


@drawn("place")
def expected(store: Store, view: View, canvas: Canvas, money: Money, record: Record) -> Picture:
    """What is expected of a gift: of the programme by province, of a province by county; of a county beside the same
    gift to its province and to the programme. The table has every county, and what a county stands beside."""
    lang, gift = view.lang, given(store, float(money.rmb), view.place)
    said = heading(view.place, lang)
    named = view.title(TITLE(lang, amount=money.short(lang)), store.horizon)
    if not gift.claims.mean >= 0:
        return Picture("gift", view, heading=said, lead=findings.NOT_KNOWN(lang))
    rows = ranged(store, gift, canvas)
    chosen = view.place if places.get(view.place).level == "county" else ""
    reading, notes = (HOW(lang),), (findings.MODEL(lang), findings.NO_CLAIM(lang))
    fig, twin = charts.ranges(rows, canvas, chosen), _twin(store, record, gift, money, lang)
    found = findings.to_expect(gift, money, lang)
    return Picture("gift", view, fig, named, twin.rows, (), said, "", reading, notes, twin, found=found)


@drawn("place")
def where(store: Store, view: View, canvas: Canvas, money: Money, record: Record) -> Picture:
    """The map of the programme or of a province, that of a county too, with the person-times that each county would
    have of a gift."""
    lang, gift = view.lang, given(store, float(money.rmb), view.place)
    bought = {part.county.code: float(part.person_times) for part in gift.parts}
    focus = places.province_of(view.place)
    inside = [code for code in store.counties if places.is_inside(code, focus)]
    answer = pd.DataFrame({"place": inside, SHARE.id: [bought.get(code, 0.0) for code in inside]})
    scale = SHARE.scale(answer[SHARE.id], canvas.classes)
    fig = charts.labelled_map(answer, SHARE, scale, focus, "county", inside, canvas)
    named = view.title(WHERE_TITLE(lang, amount=money.short(lang)), store.horizon)
    twin, found = _twin(store, record, gift, money, lang, BOUGHT), findings.headline(gift, money, lang)
    notes = (ALL_INSURED(lang),) if len(bought) < len(inside) else ()
    return Picture("map", view, fig, named, twin.rows, (), WHERE(lang), notes=notes, twin=twin, found=found)


def from_published(store: Store, record: Record, gift: Gift, lang: Lang) -> str:
    """What of the numbers of one county is published, or worked out from what is; "" where nothing is."""
    if len(gift.parts) > 1 or basis_of(store) != ILLUSTRATIVE:
        return ""
    county = gift.parts[0].county
    asked = {"premium_per_person": Where(county.code, county.period), "average_claim": Where(county.code)}
    known = [i for i, at in asked.items() if basis(store, record, i, at) != ILLUSTRATIVE]
    named = listed((in_mid_sentence(INDICATORS[i].name(lang)) for i in known), lang)
    return FROM_PUBLISHED(lang, what=capitalised(named)) if known else ""


def heading(place: str, lang: Lang) -> str:
    """What the picture of a gift to that place shows."""
    return HEADING[places.get(place).level](lang)


def basis_of(store: Store) -> Basis:
    """The basis of what is expected: worked out from reported numbers, or from illustrative ones."""
    return ILLUSTRATIVE if store.snapshot.manifest.basis == ILLUSTRATIVE else ESTIMATED


def ranged(store: Store, gift: Gift, canvas: Canvas) -> list[Ranged]:
    """The rows of the picture, the one with the most person-times first."""
    level = places.get(gift.place).level
    if level == "county":
        elsewhere = {code: given(store, gift.rmb, code) for code in _compared(gift.place)}
        return [_row(code, one.person_times, one.claims, canvas) for code, one in elsewhere.items()]
    if level == "province":
        return [_row(part.county.code, part.person_times, part.claims, canvas) for part in gift.parts]
    known = experience(store)
    by_province: dict[str, list[Part]] = {}
    for part in gift.parts:
        by_province.setdefault(places.province_of(part.county.code), []).append(part)
    sums = {code: sum(part.person_times for part in parts) for code, parts in by_province.items()}
    ordered = sorted(sums, key=lambda code: (-sums[code], code))
    return [_row(code, sums[code], together(known, by_province[code]), canvas) for code in ordered]


def _row(code: str, person_times: int, claims: Range, canvas: Canvas) -> Ranged:
    lang, place = canvas.lang, places.get(code)
    name = PROGRAMME(lang) if code == NATION else place.short(lang)
    many = OF(lang, n=units.PERSON_TIMES.full(person_times, lang))
    said = SAID(lang, claims=findings.count(claims.mean, lang), range=findings.interval(claims, lang))
    beside = Row(code, name, Beside(findings.count(claims.mean, lang), many))
    return Ranged(beside, claims.mean, claims.low, claims.high, hover(place.name(lang), said, many), person_times)


def target(place: str, lang: Lang) -> str:
    """For what a gift to a place is: the programme, or the place by its name."""
    return WHOLE(lang) if place == NATION else places.get(place).name(lang)


@dataclass(frozen=True)
class Line:
    """A row of the table: what cover in a county, or of the same gift `to` another place, would cost and bring."""

    place: str
    period: str
    price: float
    person_times: int
    premium: float
    claims: Range
    paid: Range
    to: str


def lines(store: Store, gift: Gift) -> list[Line]:
    """Every county of a gift, the one with the most person-times first; of one county also what the same gift would buy
    in its province and in the programme."""
    counties = [
        Line(own.code, own.period, own.price, part.person_times, part.premium, part.claims, part.paid, gift.place)
        for part in gift.parts
        for own in (part.county,)
    ]
    beside = [
        Line(one.place, "", one.price, one.person_times, one.premium, one.claims, one.paid, one.place)
        for one in (given(store, gift.rmb, code) for code in _compared(gift.place)[1:])
    ]
    return counties + beside


def _compared(place: str) -> list[str]:
    """The places to which the same gift is looked at: a county, its province and the programme; else that place."""
    if places.get(place).level != "county":
        return [place]
    return [above.code for above in reversed(places.path(place))]


def _twin(store: Store, record: Record, gift: Gift, money: Money, lang: Lang, of: Collection[Text] = WRITTEN) -> Twin:
    """The lines of a gift with these columns of numbers; its file says of which gift each is."""
    told = lines(store, gift)
    numbers: dict[Text, list[float]] = {
        PRICE: [line.price for line in told],
        PERSON_TIMES: [float(line.person_times) for line in told],
        COST: [line.premium for line in told],
        CLAIMS: [line.claims.mean for line in told],
        FEWEST: [line.claims.low for line in told],
        MOST: [line.claims.high for line in told],
        PAID: [line.paid.mean for line in told],
        LEAST_PAID: [line.paid.low for line in told],
        MOST_PAID: [line.paid.high for line in told],
    }
    rows = {
        PLACE(lang): [target(line.place, lang) for line in told],
        PROVINCE(lang): [_province(line.place, lang) for line in told],
        YEAR(lang): [line.period or LATEST(lang) for line in told],
        **{heading(lang): numbers[heading] for heading in of},
    }
    more: dict[Text, object] = {
        OF_PRICE: [WORDS[_basis_of_price(store, record, line)](lang) for line in told],
        BASIS: WORDS[basis_of(store)](lang),
        GIFT: float(money.rmb),
        FOR: [target(line.to, lang) for line in told],
        **({STATED: clauses((money.full(lang), money.at(lang)), lang)} if money.rate else {}),
    }
    return Twin(
        pd.DataFrame(rows), None, "", {heading(lang): WRITTEN[heading] for heading in of},
        tuple(line.place for line in told), pd.DataFrame({heading(lang): said for heading, said in more.items()}),
    )  # fmt: skip


def _province(place: str, lang: Lang) -> str:
    return places.get(places.province_of(place)).name(lang) if places.get(place).level == "county" else ""


def _basis_of_price(store: Store, record: Record, line: Line) -> Basis:
    """A county's price is its premium per person; that of several is worked out."""
    if not line.period:
        return basis_of(store)
    return basis(store, record, "premium_per_person", Where(line.place, line.period))
