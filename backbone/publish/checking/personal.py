"""Personal data: names, identity numbers, phones, bank cards and addresses, wherever they stand in what was sent. What
is found is said by its cell alone: neither it nor a heading is ever repeated."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath

import pyarrow as pa
import pyarrow.compute as pc

from backbone import places
from backbone.publish.checking import digits, halves, mentions, people, sieve
from backbone.publish.fault import Cell, Fault
from backbone.publish.reached import Reached, nobody
from backbone.publish.sheet import Sheet
from backbone.text import Text

# What each kind is called in a sentence.
KINDS: Mapping[str, Text] = {
    "id": Text("ID numbers", "身份证号"),
    "phone": Text("telephone numbers", "电话号码"),
    "card": Text("bank card numbers", "银行卡号"),
    "name": Text("names of people", "人名"),
    "address": Text("addresses of people", "个人住址"),
    "birthday": Text("birthdays", "出生日期"),
}
HEADED = Text("By its heading this column holds {kind}.", "从表头看，此列为{kind}。")
HELD = Text("Here stand {kind}, or what looks like them.", "此处含有或疑似含有{kind}。")
SPLIT = Text(
    "The digits of these neighbouring cells together are ID numbers.",
    "这些相邻单元格的数字连起来是身份证号。",
)
NAMED = Text(
    "The name of the file or of the sheet holds {kind}; which is not repeated here.",
    "文件名或工作表名中含有{kind}，此处不再重复。",
)
COMMENTED = Text("A comment beside the cells holds {kind}.", "单元格批注中含有{kind}。")
REMEDY = Text(
    "Delete it from the file and bring the file again: this programme takes no personal data. A serial number that "
    "looks like it must be given another form.",
    "请从文件中删除后重新提供：本系统不接收任何个人信息。形式与其相同的流水号请改用其他编号。",
)
RENAME = Text("Rename it and bring the file again.", "请改名后重新提供文件。")

# How a heading says that a column is personal, small letters and no spaces.
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": (
        r".*(身份证|证件号|公民身份|居民证|护照|户口本|(医保|社保)(卡|编|账)?号).*",
        r"(?!.*(claim|case|policy|record|file|county|hospital|row)).*"
        r"(idcard|idn(o|um)|identi(ty|fication)|passport|socialsecurity|ssn).*",
        r"(national|citizen|personal)id.*|sfz.*",
    ),
    "phone": (
        r".*(电话|手机|联系方式|微信号?$|qq号?$).*",
        r".*(phone|mobile|cellno|telno|wechat).*|tel|cell|contact(no|number)?",
    ),
    "card": (
        r".*(银行卡|卡号|银行账|帐号|账号|账户|户头|存折|开户).*",
        r".*(bank|cardn|accountn|accn|iban).*|card|account",
    ),
    "name": (
        r".*(姓名|名字|联系人|户名$|经办人|家属).*",
        r".*(患者|病人|户主|参保人|被保险人|被保人|投保人|受益人|申请人|领款人|收款人)(名称|姓)?",
        r"(full|first|last|family|given|sur|contact|account)?name|xingming|xm",
        r"(patient|insured|claimant|applicant|holder|beneficiary|member|person|client|customer|payee)(person)?s?name",
        r"(the)?(patient|claimant|insuredperson|beneficiary|policyholder)|nameof.*(insured|patient|person|claimant).*",
    ),
    "address": (r".*(住址|地址|门牌).*", r".*(address|residence).*|addr|street|dizhi"),
    "birthday": (r".*(出生|生日).*", r".*birth.*|dob|born(on)?"),
}
_PERSONAL = {kind: re.compile("|".join(words)) for kind, words in _HEADINGS.items()}
# What is called so is no person's.
_NO_PERSON = re.compile(
    r".*(医院|机构|公司|单位|学校|项目|文件|工作表|县名|市名|省|区划|地区|hospital|company|county|place|city|province|district|clinic).*"
)
# What is a place, an office or a number, and no name of a person.
_NO_NAME = re.compile(r"[县市区旗州省盟]$|医院|卫生院|公司|^[\d\s.,%\-]*$")
# A sentence about personal data is no heading, and neither is what is wrong with somebody's papers.
_NO_HEADING = re.compile("[。，；！？,;!?]|[不勿无请错误缺]|过期")
_HEADING_ROWS, _LONGEST_HEADING = 30, 30
MOST_CELLS = 100


def found(sheets: Sequence[Sheet], reached: Reached = nobody) -> tuple[Fault, ...]:
    """A fault for each column, comment and name in which personal data stands. `reached` is told how much was looked
    at, 0 to 1."""
    every, seen = sum(sheet.cells.nbytes for sheet in sheets) or 1, 0

    def looked(column: pa.ChunkedArray) -> None:
        nonlocal seen
        seen += column.nbytes
        reached(seen / every)

    return tuple(fault for sheet in sheets for fault in _in_sheet(sheet, looked))


def masked(said: str) -> str:
    """A short text with every personal number struck out; as it is where it holds none."""
    return digits.covered(digits.plain(said)) if _kind_of(said) else said


def called(name: str) -> str:
    """The name of a file or a sheet as it may be repeated: without personal numbers, and of one that names somebody
    only how it ends."""
    end = PurePath(name).suffix
    kinds = {_kind_of(name), _kind_of(name.removesuffix(end))}
    if kinds & {"name", "address"}:
        return f"…{end if end.isascii() else ''}"
    if not any(kinds):
        return name
    whole = digits.covered(digits.plain(name.removesuffix(end)))
    return whole + end if not _kind_of(end) else digits.covered(digits.plain(name))


def _in_sheet(sheet: Sheet, looked: Callable[[pa.ChunkedArray], None]) -> Iterator[Fault]:
    file, name = called(sheet.file), called(sheet.name)
    names = (sheet.file, PurePath(sheet.file).stem, sheet.name)
    for kind in dict.fromkeys(filter(None, map(_kind_of, names))):
        yield Fault(f"personal.called.{kind}", NAMED.filled(kind=KINDS[kind]), RENAME, file=file, sheet=name)
    for kind in dict.fromkeys(filter(None, map(_kind_of, sheet.comments))):
        yield Fault(f"personal.comment.{kind}", COMMENTED.filled(kind=KINDS[kind]), REMEDY, file=file, sheet=name)
    headings = _headings(sheet)
    begins: dict[str, pa.Array] = {}
    for letters in sheet.cells.column_names:
        column = sheet.cells[letters]
        different = pc.unique(column.drop_null())
        begins[letters] = halves.begun(different)
        for rule, said, rows in _in_column(column, different, headings):
            cells = tuple(Cell(row, letters) for row in rows[:MOST_CELLS])
            yield Fault(rule, said, REMEDY, file=file, sheet=name, cells=cells, count=len(rows))
        looked(column)
    for several, rows in halves.found(sheet.cells, begins):
        cells = tuple(Cell(row, letters) for row in rows[: MOST_CELLS // len(several)] for letters in several)
        yield Fault("personal.id", SPLIT, REMEDY, file=file, sheet=name, cells=cells, count=len(rows))


def _in_column(column: pa.ChunkedArray, different: pa.Array, headings: int) -> Iterator[tuple[str, Text, list[int]]]:
    """What is personal in a column, and its rows, from 1."""
    for row, heading in enumerate(column.slice(0, headings).to_pylist(), 1):
        if heading and (kind := _heading_kind(heading, column.slice(row))):
            yield f"personal.heading.{kind}", HEADED.filled(kind=KINDS[kind]), [row]
    kinds = in_values(different)
    for kind in KINDS:
        if bad := [value for value, found_kind in kinds.items() if found_kind == kind]:
            where = pc.indices_nonzero(pc.is_in(column, value_set=pa.array(bad, column.type)))
            yield f"personal.{kind}", HELD.filled(kind=KINDS[kind]), [row + 1 for row in where.to_pylist()]


def in_values(values: pa.Array) -> dict[str, str]:
    """Those of the different texts of one column that are personal, and of which kind."""
    return in_pieces((values,), lambda: values)


def in_pieces(pieces: Iterable[pa.Array], whole: Callable[[], pa.Array]) -> dict[str, str]:
    """The same of a column that comes piece by piece, of which only what is suspect is held; where that is not certain,
    `whole` gives the different texts of all of it that are numbers."""
    numbers: dict[str, str] = {}
    words: dict[str, str] = {}
    for values in pieces:
        numbers |= {value: digits.plain(value) for value in sieve.numbered(values).to_pylist()}
        words |= {value: digits.plain(value) for value in sieve.wordy(values).to_pylist()}
    found_numbers = digits.personal(dict.fromkeys(numbers.values()), whole)
    said_of_people = [*words.values()]
    found_names = people.names(said_of_people) | mentions.named(said_of_people)
    found_addresses = people.addresses(said_of_people)
    kinds: dict[str, str] = {}
    for value, said in {**numbers, **words}.items():
        if said in found_numbers:
            kinds[value] = found_numbers[said]
        elif said in found_names:
            kinds[value] = "name"
        elif said in found_addresses:
            kinds[value] = "address"
    return kinds


@lru_cache(maxsize=1024)
def _kind_of(said: str) -> str:
    """The kind of what is personal in one short text; "" where nothing is."""
    kind = next(iter(in_values(pa.array([said], pa.string())).values()), "")
    return kind or ("name" if people.is_called(digits.plain(said)) else "")


def _headings(sheet: Sheet) -> int:
    """The last row, from 1, in which headings may stand: the first that is as full as the rows below it, and the one
    after where nothing is counted in it."""
    top = sheet.cells.slice(0, _HEADING_ROWS).to_pylist()
    filled = [sum(cell is not None for cell in row.values()) for row in top]
    first = next((n for n, many in enumerate(filled) if many and many >= 0.6 * max(filled)), 0)
    after = [cell for row in top[first + 1 : first + 2] for cell in row.values() if cell]
    return first + 1 + (not any(re.search(r"\d", cell) for cell in after))


def announced(heading: str) -> str:
    """Which personal data the name of a column announces or holds itself; "" for none."""
    return _kind_of(heading) or _headed(heading)


def _headed(heading: str) -> str:
    """Which personal data a heading by itself announces; "" for none."""
    said = "".join(c for c in digits.plain(heading).casefold() if c.isalnum())
    if len(said) > _LONGEST_HEADING or _NO_HEADING.search(heading):
        return ""
    kind = next((kind for kind, words in _PERSONAL.items() if words.fullmatch(said)), "")
    return "" if kind in ("name", "address") and _NO_PERSON.fullmatch(said) else kind


def _heading_kind(heading: str, below: pa.ChunkedArray) -> str:
    """Which personal data a heading announces of what stands below it; "" for none. “Name” may be that of a county."""
    kind = "" if below.null_count == len(below) else _headed(heading)
    if kind not in ("name", "address"):
        return kind
    values = [digits.plain(value) for value in pc.unique(below.drop_null().slice(0, 200)).to_pylist()]
    others = sum(bool(_NO_NAME.search(value) or places.meant(value)) for value in values)
    return "" if others > 0.5 * len(values) else kind
