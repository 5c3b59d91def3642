"""The second page of a brief: what changed since the data before, which counties need a call, what the numbers are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from backbone import places, thresholds
from backbone.briefing.findings import age
from backbone.compare.comparison import difference_unit
from backbone.compare.peers import peers
from backbone.indicators import INDICATORS
from backbone.periods import ALL, month_name
from backbone.pictures.scene import NEED, NO_NEED
from backbone.places import NATION, Level
from backbone.punctuation import capitalised, clauses, labelled, names, prose, sentence
from backbone.record.record import Record
from backbone.signals import SIGNALS
from backbone.snapshot.manifest import SnapshotError
from backbone.snapshot.opened import before
from backbone.snapshot.store import Store
from backbone.text import LANGS, Lang, Text
from backbone.trust.basis import REPORTED, basis, stating
from backbone.trust.changes import FIRST, FOLLOWED, UNREADABLE, signed, told
from backbone.view import View
from backbone.watch import history, watchlist
from backbone.watch.reasons import centres, line, reason
from backbone.watch.watchlist import BELOW, CALLED, LOOK, Called
from backbone.where import Where

# The numbers of places side by side.
BESIDE = ("insured", "coverage", "claims_paid", "claims_per_1000", "paid", "within_5_days")
# The numbers of a place that are held against the data before.
HELD = ("insured", "coverage", "claims_paid", "paid", "average_claim", "rejection_rate")
# How many counties are told by name, for how many reasons there is room, and how many counties are set beside one.
MOST_MOVERS, MOST_REASONS, MOST_NAMES, MOST_PEERS = 6, 14, 12, 7
CHANGED = Text("What changed since {month}", "{month}以来的变化")
CHANGED_ALONE = Text("What changed", "数据变化")
NUMBER, CHANGE = Text("Number", "指标"), Text("Change", "变化")
TO = Text("To {month}", "截至{month}")
MOVED_MOST = Text("Largest changes", "变化最大的县")
FIRST_OF = Text("The data to {month} did not have this policy year.", "截至{month}的数据尚无该保单年度。")
NOTHING = Text("None of these numbers has changed.", "以上指标均无变化。")
CALL = Text("Who needs a call", "建议联系的县")
UNLIKE = Text("Is anything unusual?", "有无异常")
ALL_WELL = Text("{name} is not on the watch list.", "{name}未列入关注名单。")
TOO_EARLY = Text("Too early to tell: too little data.", "数据过少，尚难判断。")
LISTED = Text("{name} needs a call.", "建议联系{name}。")
NOTICED = Text("{name} is worth a look.", "{name}值得留意。")
MORE = Text("{n:more needs|more need} a call: {names}", "另有 {n} 个县建议联系：{names}")
WORTH = Text("Worth a look: {names}", "值得留意：{names}")
BELOW_LINE = Text("Fewer than {line} insured: {names}", "参保率低于 {line}：{names}")
AND_MORE = Text("{names} and {n} more", "{names}等，另有 {n} 个")
PROVINCES, COUNTIES = Text("Province by province", "各省情况"), Text("County by county", "各县情况")
SIMILAR = Text("Beside similar counties", "与情况相近的县对比")
PLACE = Text("Place", "地区")
ABOUT = Text("About these numbers", "数据说明")
PUBLISHED = Text("Published: {what} {value}", "公布数字：{what} {value}")


# -- what changed ------------------------------------------------------------------------------------------------------


def data_before(store: Store) -> Store | Text:
    """The data before those of a store; what there is to say where there are none, or they cannot be read."""
    try:
        return before(store) or FIRST
    except SnapshotError as error:
        return UNREADABLE.filled(why=error.text)


def changed(store: Store, earlier: Store | Text, view: View) -> dict[str, Any]:
    """What moved since the data before: the numbers of the place, and the counties in it that moved most."""
    lang = view.lang
    nothing: dict[str, Any] = {"moved": [], "movers": [], "moved-head": [], "movers-head": []}
    if isinstance(earlier, Text) or view.period not in earlier.horizon.periods:
        why = earlier if isinstance(earlier, Text) else FIRST_OF.filled(month=_month(earlier))
        return {"changed": CHANGED_ALONE(lang), "changed-told": why(lang), **nothing}
    then = _then(earlier, view)
    last, now = (view.month(one.horizon) for one, view in ((earlier, then), (store, view)))
    months = [TO(lang, month=month_name(month, lang)) for month in (last, now)]
    moved = _moved(earlier, store, then, view)
    movers = _movers(earlier, store, then, view)
    whole = view.place == NATION and view.period == ALL and not view.as_of
    said = told(store, lang)[1] if whole else "" if moved else NOTHING(lang)
    return {
        "changed": CHANGED(lang, month=month_name(earlier.horizon.last, lang)),
        "changed-told": said,
        "moved-head": [NUMBER(lang), *months, CHANGE(lang)],
        "moved": moved,
        "movers-head": [MOVED_MOST(lang), *(INDICATORS[i].name(lang) for i in FOLLOWED)],
        "movers": movers,
    }


def _month(store: Store) -> Text:
    return Text(*(month_name(store.horizon.last, lang) for lang in LANGS))


def _then(earlier: Store, view: View) -> View:
    """The same question asked of the data before, as late as these reach."""
    return view.with_(as_of="" if view.month(earlier.horizon) >= earlier.horizon.last else view.as_of)


def _moved(earlier: Store, store: Store, then: View, now: View) -> list[list[str]]:
    was, are = (one.values(HELD, view.where) for one, view in ((earlier, then), (store, now)))
    rows = []
    for i in HELD:
        full, by = INDICATORS[i].unit.full, difference_unit(INDICATORS[i]).full
        moved = signed(are[i] - was[i], by, now.lang)
        rows.append([INDICATORS[i].name(now.lang), full(was[i], now.lang), full(are[i], now.lang), moved])
    return rows if any(was[i] != are[i] for i in HELD) else []


def _movers(earlier: Store, store: Store, then: View, now: View) -> list[list[str]]:
    """The counties of the place whose amounts, claims or cover moved most, the farthest first."""
    if places.get(now.place).level == "county":
        return []
    level: Level = "county"
    was, are = (
        one.aggregate(FOLLOWED, "place", view.where, level).set_index("place")[[*FOLLOWED]]
        for one, view in ((earlier, then), (store, now))
    )
    by = are.sub(was.reindex(are.index).fillna(0.0), fill_value=0.0).round(2)
    by = by[(by.fillna(0.0) != 0).any(axis=1)]
    order = by["paid"].abs().sort_values(ascending=False, kind="stable").index[:MOST_MOVERS]
    return [
        [
            places.get(code).name(now.lang),
            *(signed(by.loc[code, i], INDICATORS[i].unit.full, now.lang) for i in FOLLOWED),
        ]
        for code in order
    ]


# -- who needs a call --------------------------------------------------------------------------------------------------


def calls(store: Store, view: View) -> dict[str, Any]:
    """The counties of the place that need a call, with the reasons; of a county, how it stands."""
    lang, where = view.lang, Where(period=view.period, as_of=view.as_of)
    rows = watchlist.listed(store, where)
    inside = rows[[places.is_inside(code, view.place) for code in rows["place"]]]
    listed = [one for one in watchlist.ranked(rows) if places.is_inside(one.place, view.place)]
    called = [one for one in listed if one.verdict in CALLED]
    against = centres(rows)
    if places.get(view.place).level == "county":
        shown, said, title = listed, _of_county(listed, inside.empty or _thin(inside), view, lang), UNLIKE(lang)
    else:
        shown, said, title = _fitting(called), _of_many(store, view, where, inside, called), CALL(lang)
    return {
        "called": title,
        "called-told": said,
        "calls": [_call(one, view, against) for one in shown],
        "others": _others(
            called[len(shown) :], [one for one in listed if one not in called and one not in shown], lang
        ),
    }


def _of_county(listed: Sequence[Called], thin: bool, view: View, lang: Lang) -> str:
    name = places.get(view.place).name(lang)
    if listed:
        return (LISTED if listed[0].verdict in CALLED else NOTICED)(lang, name=name)
    return TOO_EARLY(lang) if thin else ALL_WELL(lang, name=name)


def _thin(rows: Any) -> bool:
    return not watchlist.judged(rows)


def _of_many(store: Store, view: View, where: Where, rows: Any, called: Sequence[Called]) -> str:
    """How many need a call, for what, and which are new on the list."""
    lang, every = view.lang, rows["place"].nunique()
    if not called:
        return sentence(NO_NEED(lang, all=every), lang) if not _thin(rows) else TOO_EARLY(lang)
    why = names((SIGNALS[s].counted(lang, n=n) for s, n in watchlist.counted(rows).items()), lang)
    said = sentence(NEED(lang, all=every, n=len(called), why=why), lang)
    if found := history.news(store, where):
        new, gone = (tuple(c for c in codes if places.is_inside(c, view.place)) for codes in (found.new, found.gone))
        found = replace(found, new=new, gone=gone)
    return prose((said, history.what_is_new(found, lang)), lang)


def _fitting(called: Sequence[Called]) -> list[Called]:
    """As many as there is room for."""
    shown, lines = [], 0
    for one in called:
        lines += len(one.reasons)
        if lines > MOST_REASONS:
            break
        shown.append(one)
    return shown


def _call(one: Called, view: View, against: Mapping[str, float]) -> dict[str, Any]:
    """A county with its province, and every reason in words and numbers."""
    place, lang = places.get(one.place), view.lang
    why = [
        labelled(
            SIGNALS[row["signal"]].name(lang), reason(SIGNALS[row["signal"]], row, against[row["signal"]], lang), lang
        )
        for row in one.reasons
    ]
    return {"name": place.name(lang), "beside": places.get(place.parent).short(lang), "why": why}


def _others(called: Sequence[Called], noted: Sequence[Called], lang: Lang) -> str:
    """Those for whom there is no room, and those only worth a look, by name."""
    said = [MORE(lang, n=len(called), names=_named(called, lang))] if called else []
    looks, below = ([one for one in noted if one.verdict == verdict] for verdict in (LOOK, BELOW))
    if looks:
        said.append(WORTH(lang, names=_named(looks, lang)))
    if below:
        said.append(BELOW_LINE(lang, line=line(thresholds.COVERAGE, lang), names=_named(below, lang)))
    return prose((sentence(one, lang) for one in said), lang)


def _named(called: Sequence[Called], lang: Lang) -> str:
    listed = names((places.get(one.place).name(lang) for one in called[:MOST_NAMES]), lang)
    return AND_MORE(lang, names=listed, n=len(called) - MOST_NAMES) if called[MOST_NAMES:] else listed


# -- place by place ----------------------------------------------------------------------------------------------------


def side_by_side(store: Store, view: View) -> dict[str, Any]:
    """The places inside, the largest first; of a county, those like it."""
    lang, here = view.lang, places.get(view.place)
    level: Level = "province" if here.level == "nation" else "county"
    answer = store.aggregate(BESIDE, "place", replace(view.where, place=NATION), level).set_index("place")
    answer = answer[answer["insured"] > 0].sort_values("insured", ascending=False, kind="stable")
    if here.level == "county":
        codes = [here.code, *(peer.code for peer in peers(store, view.where, most=MOST_PEERS))]
    else:
        codes = [code for code in answer.index if places.is_inside(code, here.code)]
    rows = [
        [places.get(code).name(lang), *(INDICATORS[i].unit.short(answer.loc[code, i], lang) for i in BESIDE)]
        for code in codes
    ]
    title = {"nation": PROVINCES, "province": COUNTIES, "county": SIMILAR}[here.level]
    return {
        "beside-title": title(lang),
        "beside-head": [PLACE(lang), *(INDICATORS[i].name(lang) for i in BESIDE)],
        "beside": rows if rows[1:] else [],
    }


# -- what the numbers are ----------------------------------------------------------------------------------------------


def rests(store: Store, record: Record, view: View, ids: Sequence[str]) -> dict[str, Any]:
    """How old the data are, what of it was published and by whom, and what each number means."""
    lang = view.lang
    said = [sentence(capitalised(age(store.horizon, lang).said), lang)]
    for i in ids:
        if basis(store, record, i, view.where) == REPORTED:
            value = INDICATORS[i].unit.full(store.value(i, view.where), lang)
            number = PUBLISHED(lang, what=INDICATORS[i].name(lang), value=value)
            for tie in stating(store, record, i, view.where)[:1]:
                figure = tie.figure
                said.append(sentence(clauses((number, figure.source.publisher(lang), figure.when(lang)), lang), lang))
    meanings = [{"name": INDICATORS[i].name(lang), "told": INDICATORS[i].definition(lang)} for i in ids]
    return {"about": ABOUT(lang), "rests": said, "meanings": meanings}
