"""The terminal: what a command line refuses and how it is used, said in the language that it asked for with --lang.
Whatever is raised with words in both languages is said so here, and nowhere else."""

import argparse
import errno
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from backbone.punctuation import pieces, prose
from backbone.text import CHINESE_FROM, LANGS, Lang, Text, language, repeated

# A refusal that lists all indicators is shorter.
LONGEST = 2000

SEE = Text("{why}; see `{prog} --help`", "{why}；用法见 `{prog} --help`")
UNLIKE = Text("{message}", "命令写法有误（{message}）")
# What argparse says, and the same in both languages.
_COMPLAINTS = {
    r"argument (.+?): (.+)": Text("argument {0}: {1}", "参数 {0}：{1}"),
    r"unrecognized arguments: (.+)": Text("unrecognized arguments: {0}", "不认识的参数：{0}"),
    r"the following arguments are required: (.+)": Text(
        "the following arguments are required: {0}", "缺少必需的参数：{0}"
    ),
    r"one of the arguments (.+) is required": Text("one of the arguments {0} is required", "须给出以下参数之一：{0}"),
    r"not allowed with argument (.+)": Text("not allowed with argument {0}", "不能与 {0} 同时使用"),
    r"expected one argument": Text("expected one argument", "需要一个值"),
    r"expected at least one argument": Text("expected at least one argument", "至少需要一个值"),
    r"expected at most one argument": Text("expected at most one argument", "最多只能有一个值"),
    r"expected (\d+) arguments?": Text("expected {0} arguments", "需要 {0} 个值"),
    r"invalid choice: (.+) \(choose from (.+)\)": Text(
        "invalid choice: {0} (choose from {1})", "没有 {0} 这一选项，可选：{1}"
    ),
    r"invalid int value: (.+)": Text("{0} is not a whole number", "{0} 不是整数"),
    r"an empty name": Text("the name is empty", "名称为空"),
    r"(.+) is not a folder": Text("{0} is not a folder", "{0} 不是文件夹"),
    r"invalid (.+) value: (.+)": Text("invalid {0} value: {1}", "{1} 不是有效的 {0} 值"),
    r"ambiguous option: (.+) could match (.+)": Text(
        "ambiguous option: {0} could match {1}", "选项 {0} 不明确，可能是 {1}"
    ),
    r"ignored explicit argument (.+)": Text("ignored explicit argument {0}", "该选项不接受值 {0}"),
}
# What argparse calls the values and the parts of a usage, and the same in Chinese.
_VALUES = {
    "A": "甲",
    "ADDRESS": "地址",
    "B": "乙",
    "BREAKDOWN=CATEGORY": "细分=类别",
    "CHECKSUM": "校验值",
    "CODE": "代码",
    "COMMAND": "命令",
    "DIR": "文件夹",
    "FILE": "文件",
    "FILE.html": "文件.html",
    "FOLDER": "文件夹",
    "INDICATOR": "指标",
    "KEY=VALUE": "问题=答案",
    "KIND": "种类",
    "MB": "兆字节",
    "MONTH": "年-月",
    "N": "数",
    "NAME": "名称",
    "NUMBER": "编号",
    "PATH": "路径",
    "PERIOD": "期间",
    "RULE=WHY": "规则=理由",
    "SITE": "网站",
    "SOURCE": "来源",
    "TEXT": "文字",
    "WHO": "姓名",
    "WHY": "理由",
    "YYYY-MM": "年-月",
}
_PARTS = {"usage: ": "用法：", "positional arguments:": "参数：", "options:": "选项："}
_HELP, _LANG = Text("this help", "显示本说明"), Text("of what it says; default: en", "输出所用语言；默认为 en")
NO_USE = Text("“{file}” cannot be read or written: {why}", "无法读取或写入“{file}”：{why}")
A_FILE = Text("a file", "某个文件")
NOT_SAID = Text(
    "standard output cannot be written, so not all was said: {why}", "无法写入标准输出，结果未能完整输出：{why}"
)
_CAUSES = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有访问权限",
    errno.EPERM: "不允许此操作",
    errno.EEXIST: "已经存在",
    errno.ENOTDIR: "路径中有一部分不是文件夹",
    errno.EISDIR: "这是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘为只读",
    errno.ENAMETOOLONG: "名称过长",
    errno.ELOOP: "链接循环",
    errno.EADDRINUSE: "地址已被占用",
    errno.EADDRNOTAVAIL: "本机没有该地址",
}


class Refused(Exception):
    """Something asked for that cannot be; `text` is one line that says what to do, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Output(TextIOWrapper):
    """Standard output. Where it takes nothing more it is Refused, which says so, or a BrokenPipeError where its reader
    (`| head`) has seen enough; what comes after that goes nowhere."""

    def write(self, said: str) -> int:
        """The letters that were taken."""
        with self._in_words():
            return super().write(said)

    def flush(self) -> None:
        """Nothing waits any more."""
        with self._in_words():
            super().flush()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            if isinstance(error, BrokenPipeError):
                raise
            raise Refused(NOT_SAID.filled(why=cause(error))) from None


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is a refusal like any other."""

    def error(self, message: str) -> NoReturn:
        why = complaint(" ".join(message.split()))
        short = Text(*(repeated(why(lang), 200) for lang in LANGS))
        raise Refused(SEE.filled(why=short, prog=self.prog))


def complaint(message: str) -> Text:
    """What argparse says, in both languages."""
    for pattern, said in _COMPLAINTS.items():
        if found := re.fullmatch(pattern, message):
            *first, last = found.groups() or ("",)
            rest: Text | str = complaint(last) if pattern.startswith("argument ") else last
            return Text(*(said(lang).format(*first, rest(lang) if isinstance(rest, Text) else rest) for lang in LANGS))
    return UNLIKE.filled(message=message)


class _Chinese(argparse.HelpFormatter):
    """How a command is used, in Chinese: what an option does stands below it, since Chinese signs are twice as wide and
    would leave no column straight."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=6)

    def format_help(self) -> str:
        said = super().format_help()
        for english, chinese in _PARTS.items():
            said = re.sub(f"^{english}", chinese, said, flags=re.MULTILINE)
        return said

    def _split_lines(self, text: str, width: int) -> list[str]:
        lines = [""]
        for piece in pieces(text):
            if _columns(lines[-1] + piece.rstrip()) > width:
                lines.append("")
            lines[-1] += piece
        return lines


def _columns(said: str) -> int:
    return sum(2 if ord(sign) >= CHINESE_FROM else 1 for sign in said)


def asks(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Lets a command, whose words are of `lang`, be asked in a language where it does not already, and say in it how it
    is used."""
    if "--lang" not in parser._option_string_actions:
        parser.add_argument("--lang", default=lang, choices=LANGS, help=_LANG(lang))
    parser._option_string_actions["--help"].help = _HELP(lang)
    if lang == "zh":
        parser.formatter_class = _Chinese
        for action in parser._actions:
            action.metavar = _value(action)


def _value(action: argparse.Action) -> str | tuple[str, ...] | None:
    """What the value of an argument is called in Chinese; codes stay codes."""
    if action.choices and not isinstance(action, argparse._SubParsersAction):
        return action.metavar
    named = action.metavar or (action.dest.upper() if action.option_strings else action.dest)
    return _VALUES.get(named, action.metavar) if isinstance(named, str) else named


def no_empty(name: str) -> str:
    """A name as it is; argparse refuses an empty one, as of a variable that is not set."""
    if not name:
        raise argparse.ArgumentTypeError("an empty name")
    return name


def path_named(name: str) -> Path:
    """The file or folder of that name; argparse refuses an empty one."""
    return Path(no_empty(name))


def folder_named(name: str) -> Path:
    """The folder of that name, to be written into; argparse refuses a name that something else has."""
    if os.path.lexists(name) and not os.path.isdir(name):
        raise argparse.ArgumentTypeError(f"{name} is not a folder")
    return path_named(name)


def spoken(told: Sequence[str]) -> Lang:
    """The language that the words of a command line ask for; the last where they ask for several, as argparse has it,
    English for none."""
    found: Lang = "en"
    for word, following in zip(told, (*told[1:], ""), strict=False):
        option, given, said = word.partition("=")
        if len(option) > 3 and "--lang".startswith(option) and (lang := language(said if given else following)):
            found = lang
    return found


def together(faults: Sequence[Text]) -> Text:
    """Several sentences as one text."""
    return Text(*(prose([fault(lang) for fault in faults], lang) for lang in LANGS))


def of_system(error: OSError) -> Text:
    """What the system says of a file, in both languages."""
    named = repeated(str(error.filename), 120) if error.filename else A_FILE
    return NO_USE.filled(file=named, why=cause(error))


def cause(error: OSError) -> Text:
    """Why the system would not."""
    said = error.strerror or type(error).__name__
    return Text(said, _CAUSES.get(error.errno or 0, f"系统错误 {error.errno}"))


def line(text: Text, lang: Lang) -> str:
    """A refusal as the one line that is printed."""
    return f"backbone: {repeated(' '.join(text(lang).split()), LONGEST)}"
