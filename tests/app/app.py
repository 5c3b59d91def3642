"""The app under AppTest: opening a page as a link does, and reading all that a reader could read on it."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
from google.protobuf.message import Message
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from backbone.site import ENTRIES, PAGES

ROOT = Path(__file__).parents[2]
# The fields of Streamlit's messages that a reader sees or hears; the others are identities, addresses, settings.
READ = {
    "alt",
    "body",
    "caption",
    "captions",
    "content",
    "delta",
    "help",
    "label",
    "options",
    "placeholder",
    "text",
    "title",
}
SAID = re.compile(r'<(?:(?:p|span) class="(?:quiet|name|value|tip|product)"[^>]*|h3)>(.*?)</(?:p|span|h3)>')
CARD = re.compile(r'<p class="name">(.*?)</p><p class="value">(.*?)</p>')
WHENCE = re.compile(
    r'<a class="whence" href="([^"]*)" data-icon="([^"]*)" aria-label="([^"]*)".*?<span class="tip"[^>]*>(.*?)</span>'
)
LINK = re.compile(r'<a href="([^"]*)"( aria-current=page)?>([^<]*)</a>')


def visit(page: str, **params: str) -> AppTest:
    """The page (an id of ENTRIES) as a fresh session sees it behind a link with these URL parameters."""
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    at.query_params.update(params)
    if page != "home":
        at.switch_page(ENTRIES[page].path)
    return at.run()


def html(at: AppTest) -> str:
    """All HTML of our own on a page that raised nothing."""
    assert not at.exception
    return " ".join(one.proto.body for one in at.get("html"))


def shown_page(at: AppTest) -> str:
    """The page that the last run ended on: the menu marks its own entry."""
    return next(link.page for link in links(at) if link.here)


def chart(at: AppTest, key: str):
    """The first chart whose key begins with `key:`."""
    return next(e for e in at.get("plotly_chart") if f"-{key}:" in e.proto.id)


def click(at: AppTest, key: str, code: str) -> AppTest:
    """The page after the mark of `code` in the chart `key` was clicked, by the way a browser reports it; the page that
    the click leads to where it leaves this one."""
    states = at._tree.get_widget_states()
    points = {"points": [{"customdata": code}], "point_indices": [0], "box": [], "lasso": []}
    states.widgets.append(WidgetState(id=chart(at, key).proto.id, string_value=json.dumps({"selection": points})))
    return follow(at._run(states))


def follow(at: AppTest) -> AppTest:
    """The page that a visit leads to, whose link a browser follows by itself; the same page where there is none."""
    if to := json.loads(at.get("bidi_component")[0].proto.json).get("to"):
        parts = urlsplit(to)
        at.query_params.clear()
        at.query_params.update(parse_qsl(parts.query))
        return at.switch_page(PAGES[parts.path.strip("/") or "home"].path)._run()
    return at


class Link(NamedTuple):
    """A link in a text of a page: what it says, the page and the question it leads to, and whether it is of the page
    one is on."""

    said: str
    page: str
    question: dict[str, str]
    here: bool


def links(at: AppTest, within: str = "") -> list[Link]:
    """The links in those texts of the page that are `within` an element of this class, or in all of them."""
    found = []
    for element in at.get("html"):
        if f'class="{within}' in element.proto.body:
            for address, here, said in LINK.findall(element.proto.body):
                parts = urlsplit(unescape(address))
                page = parts.path.strip("/") or "home"
                found.append(Link(unescape(said), page, dict(parse_qsl(parts.query)), bool(here)))
    return found


class Whence(NamedTuple):
    """The way from a card to the passport of its number: the question it leads to, its icon, how it is read out, and
    what it tells beforehand."""

    question: dict[str, str]
    icon: str
    named: str
    tip: str


def cards(at: AppTest) -> dict[str, str]:
    """The value of each card of the page, by its name."""
    return {unescape(name): unescape(value) for one in at.get("html") for name, value in CARD.findall(one.proto.body)}


def whence(at: AppTest) -> dict[str, Whence]:
    """The ways from the cards of the page to the passports of their numbers, by the passport's name."""
    found = {}
    for one in at.get("html"):
        for address, *others in WHENCE.findall(one.proto.body):
            question = dict(parse_qsl(urlsplit(unescape(address)).query))
            found[question["passport"]] = Whence(question, *map(unescape, others))
    return found


def figures(at: AppTest) -> list[dict]:
    """Every chart on the page as plotly's JSON."""
    return [json.loads(e.proto.spec) for e in at.get("plotly_chart")]


def gaps(at: AppTest) -> list[pd.DataFrame]:
    """The tables that would show an empty cell as None: those with one and without another word for it."""
    return [e.value for e in at.dataframe if e.value.isna().any(axis=None) and e.proto.placeholder in ("", "None")]


def words(at: AppTest) -> list[str]:
    """Everything that is said on the page: labels, options, helps, prose, alt text, chart and table texts; what
    holds words together is not read."""
    said = [text for element in at if element.type != "html" for text in _strings(getattr(element, "proto", None))]
    said += [link.said for link in links(at)]
    said += [
        unescape(part) for one in at.get("html") for text in SAID.findall(one.proto.body) for part in text.split("<br>")
    ]
    for figure in figures(at):
        said += _figure_words(figure)
    for table in at.dataframe:
        said += _table_words(table.value, json.loads(table.proto.columns or "{}"))
    return [text.replace("\u00a0", " ").replace("\u2060", "") for text in said if text]


def _table_words(frame: pd.DataFrame, settings: dict[str, dict]) -> Iterator[str]:
    """The heads (and their helps) and the cells of the columns that are shown."""
    for column in frame.columns:
        own = settings.get(str(column)) or {}
        if not own.get("hidden"):
            yield own.get("label") or str(column)
            yield own.get("help") or ""
            yield from (cell for cell in frame[column] if isinstance(cell, str))


def _strings(message: object) -> Iterator[str]:
    if isinstance(message, str):
        yield message
    elif isinstance(message, Message):
        for field, value in message.ListFields():
            if field.name in READ or field.message_type:
                for one in value if field.is_repeated else [value]:
                    yield from _strings(one)


def _figure_words(node: object, name: str = "") -> list[str]:
    """The texts of a figure: names, hovers, marks, annotations, ticks; never codes, colours or fonts."""
    if isinstance(node, dict):
        if name in ("geojson", "font", "marker", "line"):
            return []
        return [text for key, value in node.items() for text in _figure_words(value, key)]
    if isinstance(node, list):
        return [text for value in node for text in _figure_words(value, name)]
    readable = name in ("name", "text", "hovertext", "hovertemplate", "ticktext", "title", "texttemplate")
    return [node] if readable and isinstance(node, str) else []
