"""What is held against other numbers: the totals that the sender states, what was published before, and the public
record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import duckdb

from backbone import places
from backbone.periods import ALL
from backbone.places import NATION
from backbone.publish.checking.personal import masked
from backbone.publish.checking.rule import name_of
from backbone.publish.fault import Fault
from backbone.publish.filled import Filled, Origin, Stated
from backbone.publish.naming.rates import RATES
from backbone.publish.raw import TABLES
from backbone.record import record
from backbone.text import Text, repeated
from backbone.trust.ties import ROOM, ROUNDED_WITHIN, Question, question
from backbone.where import Where

STATED = Text(
    "The total stated for “{column}” is {stated}, and the rows come to {found}.",
    "所列“{column}”合计为 {stated}，而各行相加为 {found}。",
)
STATED_REMEDY = Text("Look for the row that is missing, twice or wrong.", "请查找遗漏、重复或有误的行。")
PART = Text(
    "The sub-total stated for “{column}” is {stated}, and the rows by it come to {found}.",
    "所列“{column}”小计为 {stated}，而其所在各行相加为 {found}。",
)
# Beyond the last row of any sheet; between so many totals above, and below, a sub-total's rows are looked for.
_NO_ROW, _SPANS = 2**62, 30
# A total and its rows that were rounded apart differ by no more than this part of it.
ROUNDED = Decimal("0.001")
WORKED = Text(
    "The rate that is written ({rate}) is not what “{part}” and “{whole}” come to.",
    "所填比率（{rate}）与“{part}”“{whole}”两项算得的不一致。",
)
WORKED_REMEDY = Text(
    "One of the three is wrong, or the rate is of something else: check with the sender.",
    "三者之一有误，或该比率口径不同：请与报送单位核对。",
)
# So many cells of one fault are named; what is left is counted.
MOST_CELLS = 1000
JUMP = Text(
    "{place}, policy year {year}: {was:,} insured were published, and these files have {now:,}.",
    "{place}，{year} 保单年度：已公布参保 {was:,} 人次，本次文件为 {now:,} 人次。",
)
DOUBLED = Text(
    "{place}, policy year {year}: exactly twice the {was:,} insured that were published.",
    "{place}，{year} 保单年度：恰为已公布参保 {was:,} 人次的两倍。",
)
JUMP_REMEDY = Text(
    "Check with the sender, and accept it with the reason.", "请与报送单位核对；确认无误的，请注明原因后接受。"
)
DOUBLED_REMEDY = Text("Check that no file was brought twice.", "请核对是否重复提供了文件。")
JUMP_TIMES, JUMP_LEAST = 1.5, 100
PUBLISHED = Text(
    "{place}, {what}: published were {published} ({source}), and these files come to {found}.",
    "{place}，{what}：公开资料为 {published}（{source}），本次文件合计为 {found}。",
)
PUBLISHED_REMEDY = Text(
    "Check whether all files are there; where the record is another count, accept it with the reason.",
    "请核对文件是否齐全；如公开资料口径不同，请注明原因后接受。",
)
_MONEY = ("premium", "paid", "raised", "spent")
# Indicator -> table, what is added up, the month of a row, its policy year.
_PAID = "CASE WHEN outcome = 'paid' THEN {} ELSE 0 END"
_DECIDED = "strftime(decided_on, '%Y-%m')"
_ADDED: Mapping[str, tuple[str, str, str, str]] = {
    "insured": ("enrolment", "sum(insured)", "month", "policy_year"),
    "premium": ("enrolment", "sum(premium_rmb)", "month", "policy_year"),
    "claims_paid": ("claims", f"sum({_PAID.format(1)})", _DECIDED, "policy_year"),
    "paid": ("claims", f"sum({_PAID.format('paid_rmb')})", _DECIDED, "policy_year"),
    "raised": ("funds", "sum(raised_rmb)", "month", "CAST(left(month, 4) AS INTEGER)"),
    "spent": ("funds", "sum(spent_rmb)", "month", "CAST(left(month, 4) AS INTEGER)"),
}


def stated(con: duckdb.DuckDBPyConnection, tables: Iterable[Filled]) -> Iterator[Fault]:
    """A fault for every stated total to which its rows do not come."""
    for filled in tables:
        for one in filled.stated:
            said = _number(one.value)
            if said is None or one.column not in TABLES[filled.table]:
                continue
            if one.breaks:
                yield from _stated_part(con, filled, one, said)
                continue
            query = f"SELECT coalesce(sum({one.column}), 0) FROM {filled.table} WHERE list_contains($origins, origin)"
            ((found,),) = con.execute(query, {"origins": [*(one.over or (one.origin,))]}).fetchall()
            gap = abs(Decimal(str(found)) - said)
            if gap > one.room:
                origin = filled.origins[one.origin]
                rounded = gap <= ROUNDED * abs(said)
                words = {"column": name_of(filled.table, one.column), "stated": f"{said:,}", "found": f"{found:,}"}
                yield Fault(
                    "stated_rounded" if rounded else "stated_total", STATED.filled(**words), STATED_REMEDY,
                    not rounded, origin.file, origin.sheet, (origin.cell(one.column, one.row),),
                    value=repeated(one.value),
                )  # fmt: skip


def _stated_part(con: duckdb.DuckDBPyConnection, filled: Filled, one: Stated, said: Decimal) -> Iterator[Fault]:
    """A fault where no run of rows right above or below a sub-total comes to it, up to another total."""
    above = [0, *(row for row in one.breaks if row < one.row)][-_SPANS:]
    below = [*(row for row in one.breaks if row > one.row), _NO_ROW][:_SPANS]
    spans = [*((start, one.row) for start in above), *((one.row, end) for end in below)]
    sums = ", ".join(f"coalesce(sum({one.column}) FILTER (row > {start} AND row < {end}), 0)" for start, end in spans)
    query = f"SELECT {sums} FROM {filled.table} WHERE origin = $origin"
    (found,) = con.execute(query, {"origin": one.origin}).fetchall()
    if all(abs(Decimal(str(each)) - said) > max(one.room, ROUNDED * abs(said)) for each in found):
        origin, nearest = filled.origins[one.origin], found[len(above) - 1] or found[len(above)]
        words = {"column": name_of(filled.table, one.column), "stated": f"{said:,}", "found": f"{nearest:,}"}
        yield Fault(
            "stated_part", PART.filled(**words), STATED_REMEDY, False, origin.file, origin.sheet,
            (origin.cell(one.column, one.row),), value=repeated(one.value),
        )  # fmt: skip


def worked(con: duckdb.DuckDBPyConnection, tables: Iterable[Filled]) -> Iterator[Fault]:
    """A fault for every column of rates that are not what its own numbers come to."""
    for filled in tables:
        for one in filled.worked:
            rate, origin = RATES[one.rate], filled.origins[one.origin]
            con.register("worked_rows", one.rows)
            found = con.execute(
                f"SELECT worked.row, text FROM {filled.table} AS of JOIN worked_rows AS worked USING (row) "
                f"WHERE of.origin = $origin AND {rate.whole} > 0 AND "
                f"abs(CAST({rate.part} AS DOUBLE) / CAST({rate.whole} AS DOUBLE) - said) > room ORDER BY 1",
                {"origin": one.origin},
            ).fetchall()
            con.unregister("worked_rows")
            if found:
                part, whole = name_of(filled.table, rate.part), name_of(filled.table, rate.whole)
                cells = [
                    origin.cell(c, row) for row, _ in found[:MOST_CELLS] for c in (one.rate, rate.part, rate.whole)
                ]
                yield Fault(
                    "worked_rate", WORKED.filled(rate=rate.name, part=part, whole=whole), WORKED_REMEDY, False,
                    origin.file, origin.sheet, tuple(dict.fromkeys(cells)), len(found), masked(repeated(found[0][1])),
                )  # fmt: skip


def _number(said: str) -> Decimal | None:
    try:
        found = Decimal(said.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def jumps(con: duckdb.DuckDBPyConnection, origins: tuple[Origin, ...]) -> Iterator[Fault]:
    """A fault for every county and policy year whose insured are not those that were published, by far."""
    rows = con.execute(
        f"""
        SELECT adcode, now.policy_year, told.insured, now.insured, now.origin, now.row FROM (
            SELECT home(adcode) AS adcode, policy_year, sum(insured) AS insured,
                   arg_min(origin, (origin, row)) AS origin, arg_min(row, (origin, row)) AS row
            FROM enrolment GROUP BY 1, 2
        ) AS now JOIN (
            SELECT home(place) AS place, policy_year, sum(insured) AS insured FROM told GROUP BY 1, 2
        ) AS told ON told.place = now.adcode AND told.policy_year = now.policy_year
        WHERE told.insured > 0 AND abs(now.insured - told.insured) >= {JUMP_LEAST}
              AND (now.insured >= {JUMP_TIMES} * told.insured OR {JUMP_TIMES} * now.insured <= told.insured)
        ORDER BY abs(now.insured - told.insured) DESC, 1, 2
        """
    ).fetchall()
    for code, year, was, now, origin, row in rows:
        place = places.get(code).name if code in places.CODES else Text(code, code)
        doubled = now == 2 * was
        yield Fault(
            "doubled" if doubled else "jump",
            (DOUBLED if doubled else JUMP).filled(
                place=place, year=year, was=was, **({} if doubled else {"now": int(now)})
            ),
            DOUBLED_REMEDY if doubled else JUMP_REMEDY, False, origins[origin].file, origins[origin].sheet,
            (origins[origin].cell("insured", row),), value=f"{int(now)}",
        )  # fmt: skip


@dataclass(frozen=True)
class _Asked:
    """The latest published figure that answers a question."""

    figure: record.Figure
    asked: Question


def published(con: duckdb.DuckDBPyConnection, as_of: str) -> Iterator[Fault]:
    """A fault for every figure of the public record, the latest of its kind, to which the records do not come."""
    for one in _latest(as_of):
        indicator, where = one.asked
        found = _added_up(con, indicator, where)
        if found is None:
            continue
        said = float(one.figure.value)
        low, high = (parts * ROUNDED_WITHIN * said for parts in ROOM[one.figure.bound])
        if not low <= found - said <= high:
            words = {"place": places.get(where.place).name, "what": one.figure.name, "source": one.figure.source.title}
            shown = Text(one.figure.shown("en"), one.figure.shown("zh"))
            number = f"{found:,.2f}" if indicator in _MONEY else f"{found:,.0f}"
            yield Fault(
                "published", PUBLISHED.filled(**words, published=shown, found=number), PUBLISHED_REMEDY, blocks=False
            )


def _latest(as_of: str) -> list[_Asked]:
    figures = record.load().figures
    launch = min(f.period_start for f in figures if f.period_start)
    latest: dict[tuple[str, str, str], _Asked] = {}
    for figure in sorted(figures, key=lambda f: f.day):
        asked = question(figure, launch, as_of)
        if asked and asked[0] in _ADDED:
            latest[asked[0], asked[1].place, asked[1].period] = _Asked(figure, asked)
    return [*latest.values()]


def _added_up(con: duckdb.DuckDBPyConnection, indicator: str, where: Where) -> float | None:
    """What the records answer; None where they hold nothing of it."""
    table, added, month, year = _ADDED[indicator]
    kept = [f"{month} <= $month"]
    values: dict[str, object] = {"month": where.as_of}
    if where.period != ALL:
        kept.append(f"{year} = $year")
        values["year"] = int(where.period)
    if where.place != NATION:
        kept.append("home(adcode) = home($place)")
        values["place"] = where.place
    ((found,),) = con.execute(f"SELECT {added} FROM {table} WHERE {' AND '.join(kept)}", values).fetchall()
    return None if found is None else float(found)
