"""A gift to places of the programme, against a slow and obvious recomputation from the facts."""

import io
from decimal import Decimal

import pandas as pd
import pytest

from backbone import places
from backbone.charts import Canvas
from backbone.gift import findings
from backbone.gift.experience import experience, over
from backbone.gift.gift import given
from backbone.gift.money import PUBLISHED, Money
from backbone.pictures import donor
from backbone.pictures import gift as pictures
from backbone.pictures.file import as_csv, as_xlsx
from backbone.places import NATION
from backbone.record.record import load
from backbone.refusals import Unanswerable
from backbone.statistics.funnel import Counts
from backbone.text import LANGS
from backbone.view import View
from backbone.where import Where

MILLION, HUBEI, HONGAN, QUIET, FULL = 1_000_000.0, "420000", "421122", "422823", "411327"
RECORD = load()


def lived(store):
    """(claims, insured so far) of each county, policy year and month of its cover, up to the last complete month; and
    the month in which the last cover of it began."""
    months, begun = {}, {}
    rows = store.table(("paid_claims", "insured"), ("place", "period", "month")).fillna(0.0)
    for row in rows.sort_values("month").itertuples():
        if row.month > store.horizon.complete_through:
            continue
        own = months.setdefault((row.place, row.period), [])
        so_far = (own[-1][1] if own else 0.0) + row.insured
        if so_far:
            own.append((row.paid_claims, so_far))
        if row.insured:
            begun[row.place, row.period] = row.month
    return {key: own for key, own in months.items() if own}, begun


@pytest.fixture(scope="module")
def slow(store):
    """By county: price, policy year, missed, claims seen and expected, for one person-time; worked out by loops."""
    months, _ = lived(store)
    rates = []
    for age in range(max(map(len, months.values()))):
        there = [own[age] for own in months.values() if len(own) > age]
        rates.append(sum(c for c, _ in there) / sum(n for _, n in there))
    found = {}
    for code in store.counties:
        for period in store.horizon.years:
            where = Where(code, period)
            insured, premium = (store.value(i, where) for i in ("insured", "premium"))
            if insured > 0:
                missed = store.value("eligible", where) - insured
                found[code] = {"price": premium / insured, "period": period, "missed": missed}
        own = [one for (place, _), one in months.items() if place == code]
        found[code]["seen"] = sum(claims for one in own for claims, _ in one)
        found[code]["due"] = sum(n * rates[age] for one in own for age, (_, n) in enumerate(one))
    return found, sum(rates)


def test_prices_needs_and_claims_are_those_of_a_slow_count(store, slow):
    counties, rate = slow
    known = experience(store)
    assert known.rate == pytest.approx(rate) and set(known.counties) == set(counties)
    for code, one in known.counties.items():
        by_hand = counties[code]
        assert (one.price, one.missed, one.observed, one.expected) == pytest.approx(
            (by_hand["price"], by_hand["missed"], by_hand["seen"], by_hand["due"]), abs=1e-6
        )
        assert one.period == by_hand["period"]
    seen, due = (pd.Series([c[what] for c in counties.values()]).to_numpy() for what in ("seen", "due"))
    assert known.between == pytest.approx(Counts.fit(seen, due).between)


@pytest.mark.parametrize("place", [NATION, HUBEI, HONGAN, FULL])
def test_person_times_and_expectation_are_those_of_a_slow_count(store, slow, place):
    counties, rate = slow
    between = experience(store).between
    here = {code: c for code, c in counties.items() if places.is_inside(code, place)}
    need = {code: c["missed"] for code, c in here.items()}
    if not any(need.values()):
        need = dict.fromkeys(here, 1.0)
    unit = sum(need[code] * c["price"] for code, c in here.items())
    gift = given(store, MILLION, place)
    assert 0 <= MILLION - gift.premium < max(c["price"] for c in here.values())
    for part in gift.parts:
        code = part.county.code
        assert abs(part.person_times - MILLION * need[code] / unit) <= 1
        ratio = (1 / between + here[code]["seen"]) / (1 / between + here[code]["due"])
        assert part.claims.mean == pytest.approx(part.person_times * rate * ratio)
        assert part.claims.low <= part.claims.mean <= part.claims.high
    assert gift.claims.mean == pytest.approx(sum(part.claims.mean for part in gift.parts))
    assert gift.paid.mean == pytest.approx(sum(part.claims.mean * part.county.average for part in gift.parts))
    assert gift.of_100 == pytest.approx(100 * gift.paid.mean / gift.premium)
    wide = sum(part.claims.high - part.claims.low for part in gift.parts)
    assert gift.claims.high - gift.claims.low <= wide, "what is high here is low there"


def test_the_years_that_are_over_are_counted_whole(store):
    _, begun = lived(store)
    ended = [key for key, month in begun.items() if f"{int(month[:4]) + 1}{month[4:]}" <= "2019-07"]
    found = over(store)
    assert store.horizon.complete_through == "2019-06" and found.years == len(ended) > 20
    sums = [sum(store.value(i, Where(*key)) for key in ended) for i in ("insured", "claims_paid", "premium")]
    assert [found.insured, found.claims, found.premium] == pytest.approx(sums)
    seen = found.claims / found.insured
    assert seen == pytest.approx(experience(store).rate, rel=0.15), "the model says what was seen"


def test_a_county_with_few_claims_is_not_promised_many(store):
    """A county's own record counts: of cover for as many, the quiet county is to expect a fraction of the others'."""
    quiet, usual = given(store, MILLION, QUIET), given(store, MILLION, NATION)
    assert quiet.claims.mean / quiet.person_times < 0.3 * usual.claims.mean / usual.person_times


def test_a_gift_that_buys_nothing_says_why(store):
    for rmb, place, en in ((20.0, HONGAN, "¥27.0 a person"), (MILLION, "110101", "No cover was ever bought")):
        with pytest.raises(Unanswerable) as refused:
            given(store, rmb, place)
        assert en in refused.value.text.en and refused.value.text.zh.endswith("。")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", [NATION, HUBEI, HONGAN])
def test_the_picture_and_its_files(store, place, lang):
    money = Money(Decimal(1_000_000))
    picture = pictures.expected(store, View(lang=lang, place=place), Canvas(lang), money, RECORD)
    gift = given(store, MILLION, place)
    rows = picture.table(store.horizon).rows
    beside = [given(store, MILLION, code) for code in (HUBEI, NATION) if place == HONGAN]
    assert [*rows.iloc[:, 4]] == [one.person_times for one in (*gift.parts, *beside)]
    assert [*rows.iloc[:, 2]][len(gift.parts) :] == [
        {"en": "each county’s latest", "zh": "各县最近年度"}[lang] for _ in beside
    ]
    assert [*rows.iloc[:, 6]] == [one.claims.mean for one in (*gift.parts, *beside)]
    assert len(picture.figure.data[1]["x"]) == len(rows) or place == NATION, "a table has what is drawn"
    said = as_csv(picture, store, RECORD).decode("utf-8-sig")
    basis = {"en": "illustrative", "zh": "示意"}[lang]
    assert all(basis in line for line in said.splitlines()[1:]) and as_xlsx(picture, store, RECORD)
    drawn = picture.figure.data[1]["x"]
    if place == NATION:
        assert len(drawn) == len({places.province_of(p.county.code) for p in gift.parts})
        assert sum(drawn) == pytest.approx(gift.claims.mean, rel=1e-4)


def test_the_table_of_the_map_says_what_the_map_shows(store):
    """What is expected of the cover stands in the table of the picture that says how it is worked out."""
    million = Money(Decimal(1_000_000))
    rows = pictures.where(store, View(place=HUBEI), Canvas(), million, RECORD).table(store.horizon).rows
    assert [*rows][3:] == ["Premium per person", "Person-times insured", "Cost of the cover"]
    assert rows["Cost of the cover"].sum() == pytest.approx(given(store, MILLION, HUBEI).premium)


FEW_DOLLARS = Money(Decimal("250000.5"), "USD", PUBLISHED["USD"])
GIFTS = {
    ("en", HUBEI): (
        ("Gift (RMB)", "1724628.45"),
        ("Stated as", "USD 250,000.50, at 6.8985"),
        ("Gift for", "Hubei"),
    ),
    ("zh", NATION): (("捐赠金额（元）", "1724628.45"), ("原填金额", "250,000.50美元"), ("捐赠用于", "全项目")),
}


@pytest.mark.parametrize(("lang", "place"), GIFTS)
def test_a_file_of_a_gift_says_on_every_row_of_which_gift_it_is(store, lang, place):
    for make in (pictures.expected, pictures.where):
        picture = make(store, View(lang=lang, place=place), Canvas(lang), FEW_DOLLARS, RECORD)
        rows = pd.read_csv(io.BytesIO(as_csv(picture, store, RECORD)), dtype=str)
        for heading, said in GIFTS[lang, place]:
            assert rows[heading].str.startswith(said).all()
    in_rmb = pictures.expected(store, View(lang=lang, place=place), Canvas(lang), Money(Decimal(1_000_000)), RECORD)
    plain = pd.read_csv(io.BytesIO(as_csv(in_rmb, store, RECORD)), dtype=str)
    given_as, stated_as, _ = (heading for heading, _ in GIFTS[lang, place])
    assert set(plain[given_as]) == {"1000000"} and stated_as not in plain


def test_a_sheet_for_a_donor_is_named_by_its_gift():
    million = Money(Decimal(1_000_000))
    assert donor.file_name(million, NATION, "en") == "gift-RMB-1000000-Whole-programme.pdf"
    assert donor.file_name(million, HUBEI, "zh") == "捐赠测算-1000000元-湖北省.pdf"
    assert donor.file_name(FEW_DOLLARS, HONGAN, "en") == "gift-USD-250000.50-Hong-an.pdf"


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_claims_no_credit(store, lang):
    gift = given(store, MILLION, HUBEI)
    said = " ".join(
        (
            findings.headline(gift, Money(Decimal(1_000_000)), lang), findings.shared(gift, lang),
            findings.claims(gift, lang), findings.tied(gift, over(store), lang),
            findings.published(RECORD, lang),
            findings.to_expect(gift, Money(Decimal(1_000_000)), lang),
        )
    ).lower()  # fmt: skip
    assert not [word for word in ("your gift", "saved", "will be", "您的捐赠", "挽救", "带来") if word in said]
    assert {"en": "about ¥330 million", "zh": "约 3.3亿元"}[lang] in said
