"""Nobody can be found: every small county cell is hidden, and solving the published sums does not bring it back."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backbone.breakdowns import BREAKDOWNS, cut
from backbone.indicators import INDICATORS
from backbone.measures import COLUMNS
from backbone.places import NATION
from backbone.refusals import NATION_ONLY, Unanswerable
from backbone.snapshot.disclosure import PROTECTING, SHOWN, SMALL, VEILED, hide
from backbone.where import Where

SMALLEST = 8
COUNTED = ("submitted", "claims_paid", "rejected", "insured", "eligible")
KEPT = [
    (column, breakdown)
    for breakdown in BREAKDOWNS
    for column in sorted({c.counted_by for c in COLUMNS.values()})
    if column in COLUMNS
    and BREAKDOWNS[breakdown].stored_as in COLUMNS[column].breakdowns
    and (column not in NATION_ONLY or breakdown == "reason")
]


def lines(provinces, shape):
    """The cells of every sum that a reader can see, as (flat indices) of a table of counties, then provinces."""
    names = list(dict.fromkeys(provinces))
    rows, categories, periods = len(provinces) + len(names), *shape[1:]
    index = np.arange(rows * categories * (periods + 1)).reshape(rows, categories, periods + 1)
    for row in index:
        yield from row.T  # categories add up to the place's total
        yield from row  # policy years add up to all years
    for n, name in enumerate(names):
        members = [r for r, own in enumerate(provinces) if own == name] + [len(provinces) + n]
        yield from index[members].reshape(len(members), -1).T  # counties add up to their province
    yield from index[len(provinces) :].reshape(len(names), -1).T  # provinces add up to the nation


def signs(line, provinces, shape):
    """+1 for the terms of a sum, -1 for a sum that is itself a cell."""
    size = shape[1] * (shape[2] + 1)
    row, period = line // size, line % (shape[2] + 1)
    years = len(line) == shape[2] + 1 and len(set(line // (shape[2] + 1))) == 1
    if years:
        return np.where(period == shape[2], -1.0, 1.0)
    across = len(set(row)) > 1 and (row < len(provinces)).any()
    return np.where(across & (row >= len(provinces)), -1.0, 1.0)


def recovered(state, provinces, shape):
    """The hidden cells that linear algebra gives back: those that no direction of freedom moves."""
    hidden = np.flatnonzero(state.reshape(-1))
    column = {cell: n for n, cell in enumerate(hidden)}
    equations = []
    for line in lines(provinces, shape):
        equation = np.zeros(len(hidden))
        for cell, sign in zip(line, signs(line, provinces, shape), strict=True):
            if cell in column:
                equation[column[cell]] = sign
        if equation.any():
            equations.append(equation)
    matrix = np.array(equations)
    # Three random vectors, each without its part in the row space: what stays still is known.
    free = np.random.default_rng(7).standard_normal((len(hidden), 3))
    gram = matrix @ matrix.T + 1e-9 * np.eye(len(matrix))
    free -= matrix.T @ np.linalg.solve(gram, matrix @ free)
    return set(hidden[np.abs(free).max(axis=1) < 1e-4].tolist())


def with_years(counts):
    return np.concatenate([counts, counts.sum(axis=2, keepdims=True)], axis=2)


def secret(counts):
    """The county cells that must be hidden, in the shape of the states' first rows."""
    all_periods = with_years(counts)
    return (all_periods > 0) & (all_periods < SMALLEST)


def is_withheld(state):
    """Whether a table is withheld as a whole: nothing is marked, and every cell that may be is veiled."""
    return (state == VEILED).any() and not np.isin(state, (SMALL, PROTECTING)).any()


@st.composite
def tables(draw, among="ABC", most_years=3):
    """Two to six counties of up to three provinces; some years without cover."""
    provinces = sorted(draw(st.lists(st.sampled_from(among), min_size=2, max_size=6)))
    categories, years = draw(st.integers(2, 4)), draw(st.integers(1, most_years))
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    shape = (len(provinces), categories, years)
    counts = random.choice([0, 1, 2, 5, 7, 8, 9, 15, 40, 300], size=shape, p=draw(st.sampled_from(MIXES)))
    covered = random.random((shape[0], years)) > 0.2
    covered[:2] |= covered.sum(axis=0) < 2  # a year of one county has no secret: the nation's total is its own
    counts = np.where(covered[:, None, :], counts, 0)
    return counts.astype(float), np.array(provinces), covered


MIXES = (
    (0.1,) * 10,
    (0.02, 0.1, 0.02, 0.02, 0.02, 0.02, 0.1, 0.2, 0.3, 0.2),
    (0.5, 0.2, 0.1, 0.1, 0.1, 0, 0, 0, 0, 0),
)


@settings(max_examples=120)
@given(tables())
def test_every_small_cell_is_hidden_and_stays_hidden(table):
    counts, provinces, covered = table
    state = hide(counts, provinces, covered, SMALLEST)
    counties = state[: len(provinces)]
    assert np.isin(counties[secret(counts)], (SMALL, VEILED)).all()
    hidden = state.reshape(-1) != SHOWN
    # With one province, what is withheld of it is the nation's.
    assert is_withheld(state) or not any(hidden[line].sum() == 1 for line in lines(provinces.tolist(), counts.shape))
    flat = np.flatnonzero(secret(counts).reshape(-1)).tolist()
    if hidden.any() and not is_withheld(state):
        assert not recovered(state, provinces.tolist(), counts.shape) & set(flat)


@settings(max_examples=60)
@given(tables())
def test_marks_are_true_and_nothing_is_hidden_that_everybody_knows(table):
    counts, provinces, covered = table
    state = hide(counts, provinces, covered, SMALLEST)[: len(provinces)]
    everything = with_years(counts)
    assert (everything[state == SMALL] < SMALLEST).all()
    assert (everything[state == PROTECTING] >= SMALLEST).all()
    assert (state[:, :, :-1][~np.broadcast_to(covered[:, None, :], counts.shape)] == SHOWN).all()
    if not secret(counts).any():
        assert (state == SHOWN).all()


@settings(max_examples=60)
@given(tables(among="A", most_years=1))
@example((np.full((2, 2, 1), 1.0), np.array(["A", "A"]), np.ones((2, 1), bool)))
def test_where_a_box_can_move_there_is_another_table_that_looks_the_same(table):
    """The argument of the docstring, tried out: one more here, one less there, every sum and every mark the same."""
    counts, provinces, covered = table
    state = hide(counts, provinces, covered, SMALLEST)[: len(provinces), :, 0]
    seen = counts[:, :, 0]
    for place, category in np.argwhere(secret(counts)[:, :, 0]):
        others = [
            (step, p, c)
            for step in (1, -1)
            for p in range(len(seen))
            for c in range(seen.shape[1])
            if p != place and c != category and _same_marks(seen, state, place, category, p, c, step)
        ]
        can = [
            (p, c)
            for p in range(len(seen))
            for c in range(seen.shape[1])
            for step in (1, -1)
            if p != place
            and c != category
            and covered[p, 0]
            and _same_marks(seen, np.ones_like(state), place, category, p, c, step)
        ]
        assert others or not can


def _same_marks(seen, state, place, category, p, c, step):
    corners = [(place, category, step), (p, c, step), (place, c, -step), (p, category, -step)]
    return all(
        state[x, y] != SHOWN and seen[x, y] + move >= 0 and (seen[x, y] < SMALLEST) == (seen[x, y] + move < SMALLEST)
        for x, y, move in corners
    )


def test_two_cells_of_seven_do_not_give_each_other_away():
    """Two cells marked <8 that sum to 14 can only be 7 and 7: a third one must hide with them."""
    counts = np.array([[7, 7, 20, 30], [9, 40, 50, 60], [31, 32, 33, 34]], float)[:, :, None]
    state = hide(counts, np.array(["A"] * 3), np.ones((3, 1), bool), SMALLEST)
    assert (state[0, :, 0] != SHOWN).sum() >= 3


def test_where_marks_would_give_a_cell_away_its_box_says_nothing():
    """A 7 cannot rise and an 8 cannot fall without crossing the threshold: marked as such they would be known."""
    counts = np.array([[7, 8], [7, 8]], float)[:, :, None]
    state = hide(counts, np.array(["A", "A"]), np.ones((2, 1), bool), SMALLEST)
    assert (state[:2] == VEILED).all() and not recovered(state, ["A", "A"], counts.shape)
    roomy = np.array([[7, 8, 90], [7, 8, 90], [90, 90, 90]], float)[:, :, None]
    state = hide(roomy, np.array(["A"] * 3), np.ones((3, 1), bool), SMALLEST)
    assert not (state[:3] == VEILED).any(), "where marks leave room they are kept"


def test_the_rest_of_a_part_is_as_secret_as_the_part():
    women, everybody = np.array([[97, 50], [60, 50]], float), np.array([[100, 100], [100, 100]], float)
    state = hide(women[:, :, None], np.array(["A", "A"]), np.ones((2, 1), bool), SMALLEST, everybody[:, :, None])
    assert state[0, 0, 0] == PROTECTING  # 97 women of 100 people are 3 men


def test_a_province_of_one_county_hides_with_it():
    counts = np.array([[3, 50], [60, 70], [80, 90]], float)[:, :, None]
    state = hide(counts, np.array(["A", "B", "B"]), np.ones((3, 1), bool), SMALLEST)
    assert state[3, 0, 0] == SMALL and state[4, 0, 0] == PROTECTING
    assert not recovered(state, ["A", "B", "B"], counts.shape)


# -- the snapshot itself -------------------------------------------------------------------------------------------


def _table(store, column, breakdown):
    masks = store._masks
    counts, _, _ = masks._table(column, cut((breakdown,)))
    provinces = [code[:2] for code in store.counties]
    shape = (len(provinces) + len(store.provinces), counts.shape[1], counts.shape[2] + 1)
    states = masks.of(column, (breakdown,)).drop(NATION, level=0)
    return counts, provinces, states.to_numpy().reshape(shape)


@pytest.mark.parametrize(("column", "breakdown"), KEPT)
def test_no_breakdown_of_the_snapshot_gives_a_small_cell_back(store, column, breakdown):
    counts, provinces, state = _table(store, column, breakdown)
    assert np.isin(state[: len(provinces)][secret(counts)], (SMALL, VEILED)).all()
    if (state != SHOWN).any():
        small = set(np.flatnonzero(secret(counts).reshape(-1)).tolist())
        assert not recovered(state, provinces, counts.shape) & small


def test_the_attack_works_when_only_the_small_cells_are_hidden(store):
    counts, provinces, state = _table(store, "paid_claims", "illness")
    alone = np.zeros_like(state)
    alone[: len(provinces)][secret(counts)] = SMALL
    assert len(recovered(alone, provinces, counts.shape)) > 50


# -- through the store's one question ------------------------------------------------------------------------------


def test_no_answer_below_the_nation_holds_a_hidden_value(store):
    for breakdown in BREAKDOWNS.values():
        ids = [i.id for i in INDICATORS.values() if breakdown.stored_as in i.breakdowns]
        if breakdown.id != "reason":
            ids = [i for i in ids if NATION_ONLY.isdisjoint(INDICATORS[i].measure.columns)]
        for level in ("county", "province"):
            for by in (("place", breakdown.id), ("place", breakdown.id, "period")):
                answer = store.aggregate(ids, by, level=level)
                for i in ids:
                    assert answer.loc[answer[f"{i}:state"] != SHOWN, i].isna().all()
                    if level == "county" and i in COUNTED:
                        assert not answer[i].between(1, SMALLEST - 1).any()


def test_a_province_of_one_county_in_a_year_does_not_tell_on_it(store):
    """Anhui had one county in policy year 2018: its breakdown is that county's."""
    where = Where("340000", "2018")
    (county,) = {row.place for row in store.aggregate(("insured",), "place", where).itertuples() if row.insured > 0}
    own = store.aggregate(("claims_paid",), "settlement", Where(county, "2018"))
    province = store.aggregate(("claims_paid",), "settlement", where)
    assert (own["claims_paid:state"] != SHOWN).any()
    assert province.loc[(own["claims_paid:state"] != SHOWN), "claims_paid"].isna().all()


@pytest.mark.parametrize("indicator", ["submitted", "rejected", "rejection_rate"])
@pytest.mark.parametrize("place", ["421122", "420000"])
def test_what_is_submitted_but_not_paid_cannot_be_subtracted(store, indicator, place):
    with pytest.raises(Unanswerable):
        store.aggregate((indicator,), "illness", Where(place))
    assert store.aggregate((indicator,), "illness")[indicator].notna().all(), "the nation's is open"


@pytest.mark.parametrize("place", ["421122", "420000", "100000"])
def test_breakdowns_cannot_be_subtracted_by_month(store, place):
    for by, as_of in ((("illness", "month"), ""), (("illness",), "2019-07"), (("sex",), "2017-09")):
        with pytest.raises(Unanswerable) as caught:
            store.aggregate(("claims_paid",), by, Where(place, as_of=as_of))
        assert "August 2019" in caught.value.text.en and "2019年8月" in caught.value.text.zh


@pytest.mark.parametrize(("place", "level"), [("421122", "province"), ("421122", "nation"), ("420000", "nation")])
def test_a_county_cannot_be_asked_for_under_its_provinces_name(store, place, level):
    with pytest.raises(Unanswerable):
        store.aggregate(("claims_paid",), ("place", "illness"), Where(place), level)
