"""The texts that Streamlit shows in English whatever the language, each with ours. They travel as a style of the page,
which is sent once, and `static/page.js` puts them in place."""

import json
from collections.abc import Mapping
from functools import cache

from backbone.text import Lang, Text

# `{}` stands for what Streamlit names there.
SAID: Mapping[str, Text] = {
    "Help": Text("Help", "说明"),
    "Help for {}": Text("Help for {}", "说明：{}"),
    "Remove {}": Text("Remove {}", "移除{}"),
    "Clear all": Text("Clear all", "全部清除"),
    "Clear entry": Text("Clear entry", "清除"),
    "Open": Text("Open", "展开"),
    "Close": Text("Close", "关闭"),
    "Dismiss": Text("Dismiss", "关闭"),
    "Increment": Text("Increment", "增加"),
    "Decrement": Text("Decrement", "减少"),
    "Choose an option": Text("Choose an option", "请选择"),
    "Selected values": Text("Selected values", "已选"),
    "No results": Text("Nothing found", "没有匹配的选项"),
    "{} option available.": Text("{} option available.", "共有 {} 个选项。"),
    "{} options available.": Text("{} options available.", "共有 {} 个选项。"),
    "Copy to clipboard": Text("Copy to clipboard", "复制"),
    "Link to heading": Text("Link to heading", "本节链接"),
    "Shortcut Backspace": Text("Shortcut Backspace", "快捷键：退格键"),
    "Shortcut {}": Text("Shortcut {}", "快捷键 {}"),
    "warning icon": Text("warning icon", "注意"),
    "check_circle icon": Text("all well", "正常"),
    "error icon": Text("worth a look", "需留意"),
    "Page not found": Text("There is no such page", "没有这个页面"),
    "The page that you have requested does not seem to exist. Running the app's main page.": Text(
        "The address asks for a page that is not there: this is the map.", "网址中的页面不存在，现显示地图。"
    ),
    # A table, and the menu and statistics of its columns.
    "Show/hide columns": Text("Show/hide columns", "显示或隐藏列"),
    "Search": Text("Search", "搜索"),
    "Fullscreen": Text("Fullscreen", "全屏"),
    "Show/hide columns: {}": Text("Show/hide columns: {}", "显示或隐藏列：{}"),
    "Search: {}": Text("Search: {}", "搜索：{}"),
    "Fullscreen: {}": Text("Fullscreen: {}", "全屏：{}"),
    "Dataframe column menu": Text("Column menu", "列菜单"),
    "Copy column name": Text("Copy column name", "复制列名"),
    "Sort ascending": Text("Sort ascending", "升序排列"),
    "Sort descending": Text("Sort descending", "降序排列"),
    "Statistics": Text("Statistics", "统计"),
    "Format": Text("Format", "数字格式"),
    "Autosize": Text("Autosize", "自动列宽"),
    "Pin column": Text("Pin column", "固定此列"),
    "Unpin column": Text("Unpin column", "取消固定"),
    "Hide column": Text("Hide column", "隐藏此列"),
    "Values": Text("Values", "有值"),
    "Empty": Text("Empty", "空值"),
    "Distinct": Text("Distinct", "不同值"),
    "Average": Text("Average", "平均值"),
    "Standard deviation": Text("Standard deviation", "标准差"),
    "Minimum": Text("Minimum", "最小值"),
    "25th percentile": Text("25th percentile", "下四分位数"),
    "Median": Text("Median", "中位数"),
    "75th percentile": Text("75th percentile", "上四分位数"),
    "Maximum": Text("Maximum", "最大值"),
    "Sum": Text("Sum", "合计"),
    "Minimum length": Text("Minimum length", "最短字数"),
    "Maximum length": Text("Maximum length", "最长字数"),
    "Average length": Text("Average length", "平均字数"),
    "No data": Text("No data", "暂无数据"),
    "Automatic": Text("Automatic", "自动"),
    "Localized": Text("Localized", "本地格式"),
    "Plain": Text("Plain", "原样"),
    "Compact": Text("Compact", "简写"),
    "Dollar": Text("Dollar", "美元"),
    "Euro": Text("Euro", "欧元"),
    "Yen": Text("Yen", "日元"),
    "Percent": Text("Percent", "百分比"),
    "Scientific": Text("Scientific", "科学计数"),
    "Accounting": Text("Accounting", "会计格式"),
    "Duration": Text("Duration", "时长"),
    # The box that takes files: Streamlit's own words tell nobody what to do, in English neither.
    "file upload": Text("file upload", "选择文件"),
    "Upload": Text("Choose a file", "选择文件"),
    "Drag and drop a file here": Text("Drop the file here", "将文件拖放到此处"),
    "Drag and drop files here": Text("Drop the files here", "将文件拖放到此处"),
    "{} per file": Text("at most {} a file", "每个文件不超过 {}"),
    "Error: ": Text("Not taken: ", "未接收："),
    "File must be {} or smaller.": Text("it is larger than {}.", "文件超过 {}。"),
    "{} files are not allowed.": Text("it is another kind of file than is asked for.", "文件类型不符。"),
    "Only one file is allowed.": Text("one file at a time.", "一次只能选择一个文件。"),
    "Unexpected error. Please try again.": Text("something went wrong. Try again.", "出现错误，请重试。"),
}  # fmt: skip


@cache
def styled(lang: Lang) -> str:
    """The style that hands the browser the texts in that language."""
    said = [[theirs, ours(lang)] for theirs, ours in SAID.items() if ours(lang) != theirs]
    return f":root {{ --theirs: {json.dumps(json.dumps(said, ensure_ascii=False), ensure_ascii=False)}; }}"
