"""Words: what the buttons, the keys and the search of a pack say."""

from collections.abc import Mapping

from backbone.charts.ground import OUTSIDE
from backbone.text import LANGS, Lang, Text

WORDS: Mapping[str, Text] = {
    "outside": OUTSIDE,
    "previous": Text("Scene before", "上一场景"),
    "next": Text("Next scene", "下一场景"),
    "back": Text("Back to the scene (Esc)", "返回原场景（Esc）"),
    "seek": Text("Find a county (type its first letters)", "查找县（直接输入首字母）"),
    "tongue": Text("In Chinese (=)", "切换为英文（=）"),
    "dress": Text("Dark or light (L)", "深色或浅色（L）"),
    "full": Text("Full screen", "全屏"),
    "explain": Text("Keys (?)", "按键说明（?）"),
    "away": Text("Close", "关闭"),
    "keys": Text("Keys", "按键"),
    "ask": Text("Which county?", "查找哪个县？"),
    "type": Text("Name, pinyin, initials or code", "县名、拼音、首字母或代码"),
    "none": Text("No county of the programme is called so.", "项目县中没有这个名称。"),
    "key.step": Text("Next scene, scene before", "下一场景、上一场景"),
    "key.play": Text(
        "Where months go by: hold, go on, again; else the next scene", "逐月播放时：暂停、继续、重播；否则下一场景"
    ),
    "key.ends": Text("First scene, last scene", "第一场景、最后场景"),
    "key.jump": Text("To the scene of that number", "跳到该序号的场景"),
    "key.letter": Text("Two letters of a county, or its characters: to the county", "县名两个首字母或汉字：前往该县"),
    "key.back": Text("From a county back to the scene", "从县返回原场景"),
    "key.cover": Text("Black, white", "黑屏、白屏"),
    "key.tongue": Text("The other language", "切换语言"),
    "key.dress": Text("Dark or light", "深色或浅色"),
    "key.keys": Text("These keys", "按键说明"),
}
# The keys of each thing that they do, as the list of keys shows them.
KEYS: Mapping[str, tuple[str, ...]] = {
    "key.step": ("→", "←", "PageDown", "PageUp"),
    "key.play": ("Space",),
    "key.ends": ("Home", "End"),
    "key.jump": ("1", "2", "…"),
    "key.letter": ("A", "…", "Z"),
    "key.back": ("Esc",),
    "key.cover": ("B", "W"),
    "key.tongue": ("=",),
    "key.dress": ("L",),
    "key.keys": ("?",),
}
# Where scripts are switched off this is all that is seen, so it is said in both languages.
NO_SCRIPT = Text(
    "This file draws its pictures itself: allow scripts for it, or open it in another browser.",
    "此文件需自行绘制图表：请允许运行脚本，或换用其他浏览器打开。",
)


def words(langs: tuple[Lang, ...] = LANGS) -> dict[str, dict[str, str]]:
    """All of them by language."""
    return {lang: {name: text(lang) for name, text in WORDS.items()} for lang in langs}
