"""Scenes: of each page one picture and one sentence, as they stand in a hall, on a slide or in a deck."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from backbone import places
from backbone.charts import Canvas
from backbone.compare import comparison, findings
from backbone.compare import years as yearly
from backbone.gathering import NOT_YET
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name, period_name
from backbone.pictures import area, claims, compare, coverage, ranking, record, trust, watch, years
from backbone.pictures.beside import BESIDE, Beside
from backbone.pictures.notes import waiting
from backbone.pictures.picture import Picture
from backbone.pictures.shown import Shown
from backbone.places import NATION
from backbone.punctuation import labelled, names, spanned, statements
from backbone.record.record import Record
from backbone.signals import SIGNALS
from backbone.site import PAGES
from backbone.snapshot.store import Store
from backbone.spoken import Marked, Spoken, said, spoken
from backbone.text import Text
from backbone.trust.basis import ILLUSTRATIVE, basis, set_apart
from backbone.trust.changes import told
from backbone.trust.tieout import tie_out
from backbone.units import of_100
from backbone.view import View
from backbone.watch import watchlist
from backbone.watch.watchlist import CALLED
from backbone.where import EVERYTHING

SCOPE = Text("{counties:county|counties} in {provinces:province|provinces}", "{provinces} 省（区）{counties} 县")
WHEN = Text("{period}, as of {month}", "{period}，截至{month}")
UP_TO = Text("as of {month}", "截至{month}")
BEGINS = Text("cover begins in {month}", "保障自{month}开始")
BEGINS_FOR = Text("cover for {period} begins in {month}", "{period}保障自{month}开始")
NO_FIGURE = Text("there is no figure for “{what}” yet", "“{what}”暂无数据")
FILED = Text(
    "of {submitted:claim|claims} filed, {n:was|were} paid: {amount} to families",
    "收到 {submitted} 件申请，已赔付 {n} 件，赔付到户 {amount}",
)
FILED_ALONE = Text("of {submitted:claim|claims} filed, {n:was|were} paid", "收到 {submitted} 件申请，已赔付 {n} 件")
NONE_FILED = Text("nobody has filed a claim yet", "尚无理赔申请")
NOT_REACHED = Text(
    "{of_100} of 100 eligible breadwinners are insured; {rest} person-times are not",
    "每 100 名符合条件者，{of_100} 人已参保；尚有 {rest}人次未参保",
)
BARS = Text("bars: person-times not insured", "条形：未参保人次")
NEED = Text("of {all:county|counties}, {n:needs|need} a call: {why}", "{all} 个县中有 {n} 个建议联系：{why}")
NO_NEED = Text("none of {all:county|counties} needs a call", "{all} 个县均无明显异常，暂无建议联系的县")
# In Chinese a rate is low or high, and a count small or large.
EXTENT = {
    True: Text("{what}: {n}, lowest in {low}, highest in {high}", "{what}：{n}，{low}最低，{high}最高"),
    False: Text("{what}: {n}, lowest in {low}, highest in {high}", "{what}：{n}，{low}最少，{high}最多"),
}
NAMED = Text("{n} of {all:county|counties} are confirmed by a published source", "{all} 个县中 {n} 个有公开资料载明")
ADD_UP = Text("all {n} sums agree with the programme’s numbers", "核对 {n} 项合计，全部一致")
DIFFER = Text("{n} of {all} totals do not agree", "{all} 项合计中 {n} 项不一致")
PUBLISHED = Text("This number was published; the others are illustrative.", "该数字为公布数字，其余为示意数据。")
# A stage of this height is filled: what is small there is drawn larger, up to a limit.
HEIGHT, LARGEST, SMALLEST = 940, 1.9, 1.0
MOST = 15


@dataclass(frozen=True)
class Asked:
    """What a scene is made of: the data, the question and the canvas."""

    store: Store
    record: Record
    view: View
    canvas: Canvas

    def say(self, text: Text, **words: object) -> Spoken:
        """A text as a sentence, its number `n` or `of_100` marked."""
        marked = {word: Marked(value) if word in ("n", "of_100") else value for word, value in words.items()}
        return spoken(text, self.view.lang, **marked)

    def mapped(self, canvas: Canvas) -> Picture:
        """The map of the question, whose tooltips tell published numbers from the others."""
        return area.map_here(self.store, self.view, canvas, self.view.level, self.record)

    def fitted(self, make: Callable[[Canvas], Picture]) -> Picture:
        """The picture that `make` makes, as large as a stage takes it."""
        plain = make(self.canvas)
        if plain.figure is None:
            return plain
        return make(self.canvas.for_stage(enlarged(plain.figure.layout["height"])))

    def shown(
        self, sentence: Spoken, make: Callable[[Canvas], Picture], ids: tuple[str, ...] = (), is_one: bool = True
    ) -> Shown:
        """The scene of a sentence about the place, period and month of the view, with a picture of its own; whether it
        tells the view's own number of the first of `ids`, and not a range."""
        store, view, lang = self.store, self.view, self.view.lang
        place, when = places.get(view.place).name(lang), self.when
        if view.place == NATION:
            place = scope(store, view)
        notes = [waiting(store, view.where, ids, lang)]
        own = basis(store, self.record, ids[0], view.where) if ids and is_one else ""
        if own and own != store.snapshot.manifest.basis == ILLUSTRATIVE:
            notes.append(PUBLISHED(lang))
        return Shown(place, sentence, when, self.fitted(make), tuple(filter(None, notes)))

    @property
    def when(self) -> str:
        """For which policy year, up to which month."""
        view, lang = self.view, self.view.lang
        return WHEN(lang, period=period_name(view.period, lang), month=month_name(view.month(self.store.horizon), lang))


class OnPage(Asked):
    """The same in the size of a page."""

    def fitted(self, make: Callable[[Canvas], Picture]) -> Picture:
        """The picture as a page has it."""
        return make(self.canvas)


class Unseen(Asked):
    """The same where only the sentence counts: no picture is drawn."""

    def fitted(self, make: Callable[[Canvas], Picture]) -> Picture:
        """No picture."""
        return Picture("unseen", self.view)


def scope(store: Store, view: View) -> str:
    """How many counties and provinces the view's question is of."""
    answer = store.values(("counties", "provinces"), view.where)
    return SCOPE(view.lang, counties=int(answer["counties"]), provinces=int(answer["provinces"]))


def enlarged(height: float) -> float:
    """How many times as large as on a page a picture of that height is drawn on a stage."""
    return round(min(LARGEST, max(SMALLEST, HEIGHT / height)), 2)


def shown(page: str, store: Store, record: Record, view: View, canvas: Canvas, picture: str = "") -> Shown:
    """The scene of a page (its id in PAGES) and a question. A page of a place shows that place, all others the
    programme; a hall sees everything, not one category of it. `picture` is the key of one that the page shows beside
    its own."""
    return _seen(page, Asked(store, record, _here(page, view), canvas), picture)


def small(page: str, store: Store, record: Record, view: View, canvas: Canvas, picture: str = "") -> Shown:
    """The same scene with its picture in the size of a page."""
    return _seen(page, OnPage(store, record, _here(page, view), canvas), picture)


def heard(page: str, store: Store, record: Record, view: View, canvas: Canvas, picture: str = "") -> Spoken:
    """The sentence of that scene. The picture is drawn only where the sentence depends on it; else this is much cheaper
    than `shown`."""
    asked = Asked if picture else Unseen
    return _seen(page, asked(store, record, _here(page, view), canvas), picture).sentence


def _here(page: str, view: View) -> View:
    own = view if PAGES[page].follows or page == "compare" else view.into(NATION)
    return own.with_(only=EVERYTHING)


def _seen(page: str, asked: Asked, picture: str) -> Shown:
    if page in OF_COVER and not asked.store.value("insured", asked.view.where) > 0:
        return _not_yet(asked)
    own_scene = SCENES.get(page, _map)(asked)
    make = BESIDE.get(page, {}).get(picture)
    if make:
        return _beside(asked, own_scene, make)
    if own_scene.picture.key == "reach" and coverage.order(asked.view) == coverage.NUMBER:
        # A sentence of those insured beside bars of those who are not: a hall is told which they are.
        return replace(own_scene, when=statements((BARS(asked.view.lang), own_scene.when), asked.view.lang))
    return own_scene


def _beside(asked: Asked, own: Shown, make: Beside) -> Shown:
    """A scene with a picture that stands beside its own, and what that finds; a number that is of both stays."""
    drawn = asked.fitted(lambda canvas: make(asked.store, asked.record, asked.view, canvas))
    of_both = len(drawn.ids) == 1 and drawn.ids[0] == asked.view.indicator
    return replace(own, picture=drawn, sentence=own.sentence if of_both else Spoken(drawn.heading))


def _not_yet(asked: Asked) -> Shown:
    """Nobody has cover yet: when it begins, and where."""
    store, view, lang = asked.store, asked.view, asked.view.lang
    month, _ = comparison.first_cover(store, (view.place,), view.where)
    place = "" if view.place == NATION else places.get(view.place).name(lang)
    if month:
        text = BEGINS if view.period == ALL else BEGINS_FOR
        sentence = asked.say(text, month=month_name(month, lang), period=period_name(view.period, lang))
    else:
        codes = [view.place] if place else []
        sentence = Spoken(findings.without_cover(codes, view.period, view.month(store.horizon), lang))
    upto = UP_TO(lang, month=month_name(view.month(store.horizon), lang))
    return Shown(place, sentence, upto, asked.fitted(asked.mapped))


# -- the pages -------------------------------------------------------------------------------------------------------


def _number(asked: Asked) -> Spoken:
    """The number of the view as a sentence."""
    store, view, lang = asked.store, asked.view, asked.view.lang
    value, name = store.value(view.indicator, view.where), view.asks.name(lang)
    if view.asks.one_year and view.period == ALL and view.asks.caution:
        return Spoken(labelled(name, view.asks.caution(lang), lang))
    if not math.isnan(value):
        return said(view.asks, value, lang)
    if waiting(store, view.where, (view.indicator,), lang):
        return Spoken(labelled(name, NOT_YET(lang), lang))
    return asked.say(NO_FIGURE, what=name)


def _map(asked: Asked) -> Shown:
    return asked.shown(_number(asked), asked.mapped, (asked.view.indicator,))


def _claims(asked: Asked) -> Shown:
    store, view, lang = asked.store, asked.view, asked.view.lang
    sums = store.values(("submitted", "claims_paid", "paid"), view.where)
    words = {i: INDICATORS[i].unit.short(value, lang) for i, value in sums.items()}
    text = FILED_ALONE if math.isnan(sums["paid"]) else FILED
    if not sums["submitted"] > 0:
        return asked.shown(asked.say(NONE_FILED), lambda c: claims.process(store, view, c))
    sentence = asked.say(text, submitted=words["submitted"], n=words["claims_paid"], amount=words["paid"])
    return asked.shown(sentence, lambda c: claims.process(store, view, c), ("paid",))


def _coverage(asked: Asked) -> Shown:
    store, view, lang = asked.store, asked.view, asked.view.lang
    sums = store.values(("insured", "eligible", "coverage"), view.where)
    left, sentence = sums["eligible"] - sums["insured"], said(INDICATORS["coverage"], sums["coverage"], lang)
    if left > 0:
        rest = INDICATORS["eligible"].unit.short(left, lang)
        sentence = asked.say(NOT_REACHED, of_100=of_100(sums["coverage"]), rest=rest)
    return asked.shown(sentence, lambda c: coverage.reach(store, view, c))


def _compare(asked: Asked) -> Shown:
    store, view, lang = asked.store, asked.view, asked.view.lang
    ids, pair = comparison.compared(view), yearly.pair(view, store.horizon)
    if view.against and pair and (matched := yearly.matched(store, pair, view.where)):
        before, after = (comparison.values(store, ids, one)[view.indicator] for one in matched)
        sentence = findings.changed(view.place, pair, (before, after), lang)
        upto = UP_TO(lang, month=month_name(view.month(store.horizon), lang))
        return Shown("", Spoken(sentence), upto, asked.fitted(lambda c: years.side_by_side(store, view, c, pair)))
    chosen = comparison.chosen(view, store)
    found = comparison.compare(store, chosen.codes, ids, view.where) if chosen.codes else None
    if view.against or not (found and found.covered):
        return _not_yet(asked)
    apart = set_apart(store, asked.record, chosen.codes, ids, view.where)
    sentence = findings.standing_out(found, chosen.codes[0], ids, lang, apart)
    sentence = sentence or findings.lead(found, view.asks, lang, apart)
    made = asked.fitted(lambda c: compare.side_by_side(store, view, c, chosen.codes))
    return Shown("", Spoken(sentence), asked.when, made)


def _watch(asked: Asked) -> Shown:
    store, view, lang = asked.store, asked.view, asked.view.lang
    rows = watchlist.listed(store, view.where)
    called = rows[rows["verdict"].isin(CALLED)]
    every, counted = rows["place"].nunique(), watchlist.counted(rows)
    why = names((SIGNALS[s].counted(lang, n=n) for s, n in counted.items()), lang)
    sentence = asked.say(NEED, all=every, n=str(called["place"].nunique()), why=why)
    if called.empty:
        sentence = asked.say(NO_NEED, all=every)
    return Shown("", sentence, asked.when, asked.fitted(lambda c: watch.funnel(store, view, c)))


def _ranking(asked: Asked) -> Shown:
    store, view, lang = asked.store, asked.view, asked.view.lang
    known, unit = ranking.ranked(store, view).dropna(subset=[view.indicator]), view.asks.unit
    values = known[view.indicator]
    sentence, spread = _number(asked), values.nunique() > 1
    if spread:
        low, high = values.min(), values.max()
        ends = spanned(*(unit.short(end, lang) for end in (low, high)))
        named = {
            end: places.together(known.loc[values == value, "place"], lang)
            for end, value in (("low", low), ("high", high))
        }
        sentence = asked.say(EXTENT[unit.is_rate], what=view.asks.name(lang), n=ends, **named)
    return asked.shown(
        sentence, lambda c: area.ranking(store, view, c, view.level, MOST), (view.indicator,), not spread
    )


def _changed(asked: Asked) -> Shown:
    """What the data add to those before, beside the months of claims."""
    store, view, lang = asked.store, asked.view.with_(period=ALL, as_of=""), asked.view.lang
    return Shown("", Spoken(told(store, lang)[1]), "", asked.fitted(lambda c: claims.months(store, view, c)))


def _record(asked: Asked) -> Shown:
    named, every = record.of_membership(asked.record, "evidenced"), asked.record.counties
    sentence = asked.say(NAMED, n=str(len(named)), all=len(every))
    return Shown("", sentence, "", asked.fitted(lambda c: record.evidence(asked.record, asked.view, c)))


def _trust(asked: Asked) -> Shown:
    out = tie_out(asked.store, asked.record)
    differing = sum(not total.agrees for total in out.totals)
    sentence = asked.say(ADD_UP, n=f"{out.sums:,}")
    if differing:
        sentence = asked.say(DIFFER, n=str(differing), all=len(out.totals))
    made = asked.fitted(lambda c: trust.totals(asked.record, asked.store, asked.view, c))
    return Shown("", sentence, "", made)


def _definitions(asked: Asked) -> Shown:
    """The definition of the indicator, beside its months."""
    view, lang = asked.view, asked.view.lang
    made = asked.fitted(lambda c: area.trend(asked.store, view, c))
    return Shown(view.asks.name(lang), Spoken(view.asks.definition(lang)), "", made)


# A page that is not here has the map.
SCENES: Mapping[str, Callable[[Asked], Shown]] = {
    "home": _map,
    "place": _map,
    "claims": _claims,
    "coverage": _coverage,
    "compare": _compare,
    "watch": _watch,
    "changed": _changed,
    "ranking": _ranking,
    "record": _record,
    "trust": _trust,
    "definitions": _definitions,
}
# The pages that have nothing to show while nobody has cover.
OF_COVER = ("home", "place", "claims", "coverage", "watch", "ranking", "definitions")
