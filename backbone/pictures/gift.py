"""A gift: the claims to be expected of it, place by place, each with its range; its table has every county."""

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

# What the map shows is a part of a gift, and no number of the snapshot: it is in no registry.
SHARE = Indicator("gift", PERSON_TIMES, units.PERSON_TIMES, Sum("insured"), WHERE, PROGRAMME)


@drawn("place")
def expected(store: Store, view: View, canvas: Canvas, money: Money, record: Record) -> Picture:
    """What is expected of a gift: of the programme by province, of a province by county; of a county beside the same
    gift to its province and to the programme. The table has every county."""
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
    twin, found = _twin(store, record, gift, money, lang), findings.headline(gift, money, lang)
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
        path = [place.code for place in reversed(places.path(gift.place))]
        elsewhere = {code: given(store, gift.rmb, code) for code in path}
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


def _twin(store: Store, record: Record, gift: Gift, money: Money, lang: Lang) -> Twin:
    """Every county of a gift, the one with the most person-times first; its file says of which gift each row is."""
    parts = gift.parts
    where = [places.get(part.county.code) for part in parts]
    rows = {
        PLACE(lang): [p.name(lang) for p in where],
        PROVINCE(lang): [places.get(p.parent).name(lang) for p in where],
        YEAR(lang): [part.county.period for part in parts],
        PRICE(lang): [part.county.price for part in parts],
        PERSON_TIMES(lang): [float(part.person_times) for part in parts],
        COST(lang): [part.premium for part in parts],
        CLAIMS(lang): [part.claims.mean for part in parts],
        FEWEST(lang): [part.claims.low for part in parts],
        MOST(lang): [part.claims.high for part in parts],
        PAID(lang): [part.paid.mean for part in parts],
        LEAST_PAID(lang): [part.paid.low for part in parts],
        MOST_PAID(lang): [part.paid.high for part in parts],
    }
    written = {
        PRICE: units.MONEY_A_HEAD, PERSON_TIMES: units.PERSON_TIMES, COST: units.MONEY, CLAIMS: findings.TENTHS,
        FEWEST: units.CLAIMS, MOST: units.CLAIMS, PAID: units.MONEY, LEAST_PAID: units.MONEY, MOST_PAID: units.MONEY,
    }  # fmt: skip
    prices = (basis(store, record, "premium_per_person", Where(p.county.code, p.county.period)) for p in parts)
    more = pd.DataFrame({OF_PRICE(lang): [WORDS[one](lang) for one in prices]})
    said = {BASIS: WORDS[basis_of(store)](lang), GIFT: float(money.rmb), FOR: target(gift.place, lang)}
    if money.rate:
        said[STATED] = clauses((money.full(lang), money.at(lang)), lang)
    more = more.assign(**{heading(lang): one for heading, one in said.items()})
    return Twin(
        pd.DataFrame(rows), None, "", {head(lang): unit for head, unit in written.items()},
        tuple(p.code for p in where), more,
    )  # fmt: skip
