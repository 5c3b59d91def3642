"""Reads parsed JSON into dataclasses; what does not fit is a Misfit, whose sentence names the key."""

import re
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from backbone.punctuation import names
from backbone.text import Text, repeated


@dataclass(frozen=True)
class Written:
    """How a text or a number must be written, and what that is called in a sentence."""

    pattern: re.Pattern[str]
    called: Text


# What a field says of itself that came later: what was written before it lacks it, and has its default.
LATER = {"came": "later"}


class Misfit(Exception):
    """Something that the schema does not allow; `text` is the rest of a sentence that begins with the file."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


LACKS = Text("lacks {keys}", "缺少 {keys}")
STRANGE = Text("holds {keys}, which this dashboard does not know", "含有本看板未知的 {keys}")
IS_NOT = Text("has something else under {key} than {kind}", "中 {key} 的值不是{kind}")
ONE_OF = Text("one of {words}", "{words}之一")
WHOLE, NUMBER, WORDS = Text("a whole number", "整数"), Text("a number", "数字"), Text("a text", "文字")
LIST, GROUP = Text("a list", "列表"), Text("named values", "键值组")
# Larger numbers are no count and no amount of anything here, and no database keeps them.
LARGEST = 2**53


def read(kind: Any, said: object, at: str = "") -> Any:
    """`said` as a value of `kind`, which may be a dataclass, tuple[X, ...], dict[str, X], a Literal, X | None,
    Annotated[X, Written], int, float or str. Raises Misfit, which names the key (`at` is where `said` stands)."""
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _record(kind, said, at)
    if origin is Annotated:
        return _written(parts[0], parts[1], said, at)
    if origin is UnionType:
        return None if said is None else read(next(part for part in parts if part is not NoneType), said, at)
    if origin is tuple:
        return tuple(read(parts[0], one, f"{at}.{n}") for n, one in enumerate(_of(list, said, at, LIST), 1))
    if origin is dict:
        return {key: read(parts[1], one, f"{at}.{key}") for key, one in _of(dict, said, at, GROUP).items()}
    if origin is Literal:
        if said not in parts:
            raise misfit(at, ONE_OF.filled(words=Text(*(names(parts, lang) for lang in ("en", "zh")))))
        return said
    if kind is float:
        return _number(said, at)
    return _of(kind, said, at, WHOLE if kind is int else WORDS)


def has_exactly(keys: list[str], said: dict[str, Any], at: str = "") -> None:
    """Raises Misfit where a key is missing in `said` or is one too many; `at` is where `said` stands."""
    before = f"{at}." if at else ""
    for text, wrong in ((LACKS, [k for k in keys if k not in said]), (STRANGE, [k for k in said if k not in keys])):
        if wrong:
            named = [before + key for key in wrong]
            raise Misfit(text.filled(keys=Text(*(repeated(names(named, lang), 80) for lang in ("en", "zh")))))


def misfit(at: str, kind: Text) -> Misfit:
    """The error about a key that has no value of a kind."""
    return Misfit(IS_NOT.filled(key=repeated(at), kind=kind))


def _record(kind: Any, said: object, at: str) -> Any:
    values = _of(dict, said, at, GROUP)
    missing = {field.name for field in fields(kind) if field.metadata == LATER} - values.keys()
    has_exactly([field.name for field in fields(kind) if field.name not in missing], values, at)
    hints = get_type_hints(kind, include_extras=True)
    before = f"{at}." if at else ""
    return kind(**{key: read(hints[key], value, before + key) for key, value in values.items()})


def _written(kind: Any, how: Written, said: object, at: str) -> Any:
    if type(said) is not kind or not how.pattern.fullmatch(str(said)):
        raise misfit(at, how.called)
    return said


def _number(said: Any, at: str) -> float:
    if type(said) not in (int, float) or not -LARGEST < said < LARGEST:  # nor is NaN between them
        raise misfit(at, NUMBER)
    return said


def _of(kind: type, said: object, at: str, called: Text) -> Any:
    """`said`, which is of `kind` and nothing else (True is no number)."""
    if type(said) is not kind or (isinstance(said, int) and abs(said) >= LARGEST):
        raise misfit(at, called)
    return said
