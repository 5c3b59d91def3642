"""The rules of places: codes of another level, of before, of nowhere; counties outside the programme."""

from collections.abc import Iterator
from functools import cache

from backbone import places
from backbone.publish.checking.rule import Example, Rule
from backbone.text import Text

CODES = "SELECT code FROM known_place"
COUNTIES = f"{CODES} WHERE level = 'county'"
_CODED = ("enrolment", "claims", "counties")


@cache
def known() -> tuple[list[dict[str, str]], list[dict[str, str | bool]]]:
    """The rows of `known_place` (code, level, name and short name), and of `superseded` (code, successor; whether what
    comes under it is counted to the successor)."""
    every = [places.get(code) for code in places.CODES]
    named = [{"code": p.code, "level": p.level, "name_zh": p.name.zh, "short_zh": p.short.zh} for p in every]
    became = places.SUCCESSORS.items()
    return named, [{"code": old, "successor": new, "counts": old in places.COUNTED} for old, new in became]


def rules() -> Iterator[Rule]:
    """The rules of places."""
    for table in _CODED:
        yield from _codes(table)
    for table in ("enrolment", "claims"):
        yield Rule(
            "not_in_programme", table, ("adcode",),
            "home(adcode) NOT IN (SELECT home(adcode) FROM counties WHERE adcode IS NOT NULL)",
            Text("The county is not in the list of counties.", "该县不在项目县名单中。"), Example({"adcode": "421181"}),
            Text("Correct the county, or add it to the list.", "请更正该县，或将其加入项目县名单。"),
        )  # fmt: skip
    joined = "SELECT 1 FROM counties WHERE counties.adcode = enrolment.adcode AND"
    yield Rule(
        "after_it_left", "enrolment", ("month", "adcode"),
        f"EXISTS ({joined} enrolment.month > strftime(counties.left_on, '%Y-%m'))",
        Text("The county had left the programme by then.", "该县此时已退出项目。"),
        Example({"adcode": "520330", "month": "2019-03"}),
        Text("Correct the month, or the day on which it left.", "请更正月份或退出日期。"),
    )  # fmt: skip
    yield Rule(
        "before_it_joined", "enrolment", ("month", "adcode"),
        f"EXISTS ({joined} enrolment.month < strftime(counties.joined_on, '%Y-%m'))",
        Text("The county had not joined the programme by then.", "该县此时尚未加入项目。"),
        Example({"month": "2018-01"}),
        Text("Check the month, and the day on which it joined.", "请核对月份和加入日期。"), blocks=False,
    )  # fmt: skip
    yield Rule(
        "other_name", "counties", ("name_zh", "adcode"),
        "EXISTS (SELECT 1 FROM known_place WHERE code = adcode AND known_place.name_zh <> counties.name_zh "
        "AND NOT starts_with(counties.name_zh, short_zh))",
        Text("The code is that of another place.", "该代码对应的是另一个地区。"), Example({"name_zh": "麻城市"}),
        Text("Check the code and the name.", "请核对代码和名称。"), blocks=False,
    )  # fmt: skip


def _codes(table: str) -> Iterator[Rule]:
    yield Rule(
        "level", table, ("adcode",),
        f"adcode IN ({CODES}) AND adcode NOT IN ({COUNTIES}) "
        f"OR adcode LIKE '%00' AND adcode NOT IN ({COUNTIES}) AND adcode NOT IN (SELECT code FROM superseded)",
        Text("This is the code of a province or a prefecture, not of a county.", "这是省级或地级代码，不是县级代码。"),
        Example({"adcode": "410000"}),
        Text("Write the code or the name of the county.", "请填写县级代码或县名。"),
    )  # fmt: skip
    yield Rule(
        "superseded", table, ("adcode",),
        "adcode IN (SELECT code FROM superseded WHERE NOT counts) AND adcode NOT IN (SELECT place FROM told)",
        Text("The county has another code today.", "该县现已使用新代码。"),
        Example({"adcode": next(iter(places.SUCCESSORS))}),
        Text("Write the code of today, or the name.", "请填写现行代码或县名。"),
    )  # fmt: skip
    yield Rule(
        "unknown_place", table, ("adcode",),
        f"adcode NOT IN ({CODES}) AND adcode NOT IN (SELECT code FROM superseded) AND adcode NOT LIKE '%00'",
        Text(
            "No place with this code is known: it counts for the programme, and for no county.",
            "没有找到使用该代码的地区：计入项目合计，但不计入任何县。",
        ),
        Example({"adcode": "429999"}), Text("Check the code.", "请核对代码。"), blocks=False,
    )  # fmt: skip
